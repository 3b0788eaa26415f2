import type { Partner, PartnerRequest } from "./bank-types.ts"
import { drawText } from "./random.ts"

const DIGITS = "0123456789"
const CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
const KEY_CHARACTERS = `${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz`

/** The rails that a partner gets when it names none. */
const allRails: readonly string[] = ["imps", "upi", "neft", "rtgs"]

/** Made-up credentials for the `number`-th partner of a seed. */
export const makePartner = (seed: number, number: number, request: PartnerRequest): Partner => {
  const draw = (alphabet: string, length: number, field: string): string => drawText(alphabet, length, seed, "partner", number, field)
  return {
    name: request.name,
    certificatePem: request.certificatePem,
    ...(request.formerCertificatePem === undefined ? {} : { formerCertificatePem: request.formerCertificatePem }),
    rails: request.rails?.map((rail) => rail.toLowerCase()) ?? allRails,
    apiKey: draw(KEY_CHARACTERS, 32, "apiKey"),
    bcId: `IBC${draw(CAPITALS, 3, "bcId")}${draw(DIGITS, 5, "bcId digits")}`,
    passCode: draw("0123456789abcdef", 32, "passCode"),
    corpId: `SIMCORP${number + 1}`,
    userId: `SIMUSER${number + 1}`,
    urn: `SR${draw(DIGITS, 9, "urn")}`,
    aggrId: `SIM${draw(DIGITS, 4, "aggrId")}`,
    aggrName: "SIMULATOR",
    debitAccount: `0007${draw(DIGITS, 8, "debitAccount")}`,
    merchantId: `4${draw(DIGITS, 5, "merchantId")}`
  }
}
