import { createHash } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import type { CorporateFacts, PartnerFacts, UpiFacts } from "@hundi/catalog"
import { keepOwnKeys, type OwnKeys, readOwnKeys } from "../setup/partner-keys.ts"
import { isLoopback, readBankCredentials } from "../setup/read-settings.ts"
import { DEMO_SENDER } from "../setup/sender-name.ts"
import { type StateFolder, writeSecretFile } from "../setup/state-folder.ts"
import { isSimulator, type Partner, readSimulatorCertificate, registerPartner } from "./ask-simulator.ts"

/** All that is needed to pay through one bank. Keys are PEM. */
export interface BankLink {
  readonly url: URL
  readonly simulated: boolean
  readonly apiKey: string
  readonly partner: PartnerFacts
  readonly privateKeyPem: string
  readonly bankCertificatePem: string
}

/** Links to the configured bank: a simulator when one answers on this machine, a real bank otherwise. @throws SetupError */
export const connectBank = async (url: URL, env: NodeJS.ProcessEnv, folder: StateFolder): Promise<BankLink> =>
  isLoopback(url.hostname) && (await isSimulator(url)) ? linkToSimulator(url, env, folder) : linkToRealBank(url, env)

/** Registers with a simulator once; `partner.json` keeps what it answered, for as long as it is the same bank. */
export const linkToSimulator = async (url: URL, env: NodeJS.ProcessEnv, folder: StateFolder): Promise<BankLink> => {
  const [keys, bankCertificatePem] = await Promise.all([keepOwnKeys(folder), readSimulatorCertificate(url)])
  const bankCertificateSha256 = sha256(bankCertificatePem)
  const known = readKept(folder.partner)
  let partner: Partner | undefined = known?.bankCertificateSha256 === bankCertificateSha256 ? known : undefined
  if (partner === undefined) {
    partner = await registerPartner(url, "Hundi payout worker", keys.certificatePem)
    writeSecretFile(folder.partner, `${JSON.stringify({ ...partner, bankCertificateSha256 }, null, 2)}\n`)
  }
  return simulatedLink({ url, env, partner, keys, bankCertificatePem })
}

/**
 * The link as it is known already, for a look that changes nothing: no registration, no new keys. Undefined at a simulator that this state
 * folder has not been at.
 * @throws SetupError when a setting of a real bank is missing
 */
export const knownLink = async (url: URL, env: NodeJS.ProcessEnv, folder: StateFolder): Promise<BankLink | undefined> => {
  if (!isLoopback(url.hostname) || !(await isSimulator(url))) return linkToRealBank(url, env)
  const [bankCertificatePem, keys, known] = [await readSimulatorCertificate(url), readOwnKeys(folder), readKept(folder.partner)]
  if (keys === undefined || known?.bankCertificateSha256 !== sha256(bankCertificatePem)) return undefined
  return simulatedLink({ url, env, partner: known, keys, bankCertificatePem })
}

interface SimulatedParts {
  readonly url: URL
  readonly env: NodeJS.ProcessEnv
  readonly partner: Partner
  readonly keys: OwnKeys
  readonly bankCertificatePem: string
}

const simulatedLink = ({ url, env, partner, keys, bankCertificatePem }: SimulatedParts): BankLink => {
  return {
    url,
    simulated: true,
    apiKey: partner.apiKey,
    partner: {
      bcId: partner.bcId,
      passCode: partner.passCode,
      senderName: env["HUNDI_SENDER_NAME"] || DEMO_SENDER,
      mobile: env["HUNDI_MOBILE"] || "9999900000",
      retailerCode: env["HUNDI_RETAILER_CODE"] || "rcode",
      corporate: corporateOf(partner),
      upi: simulatedUpi
    },
    privateKeyPem: keys.privateKeyPem,
    bankCertificatePem
  }
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex")

const linkToRealBank = (url: URL, env: NodeJS.ProcessEnv): BankLink => {
  const { apiKey, privateKeyPem, bankCertificatePem, ...partner } = readBankCredentials(env)
  return { url, simulated: false, apiKey, partner, privateKeyPem, bankCertificatePem }
}

const corporateOf = ({ corpId, userId, urn, aggrId, aggrName, debitAccount }: Partner): CorporateFacts => ({
  ...{ corpId, userId, urn },
  ...{ aggrId, aggrName, debitAccount }
})

/** The simulator takes any UPI profile; this one is made up. */
const simulatedUpi: UpiFacts = {
  deviceId: "000000000000000000000000",
  profileId: "1000001",
  channelCode: "MICICI",
  accountProvider: "74",
  payerAddress: "hundi.demo@icici",
  mcc: "6012"
}

const readKept = (path: string): (Partner & { readonly bankCertificateSha256: string }) | undefined =>
  existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Partner & { readonly bankCertificateSha256: string }) : undefined
