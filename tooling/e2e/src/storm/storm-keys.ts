import { generateKeyPair } from "node:crypto"
import { promisify } from "node:util"
import { createEnvelope, type Envelope, profiles } from "@hundi/crypto-envelope"

/** A key pair, PEM. */
export interface Pair {
  readonly privateKey: string
  readonly publicKey: string
}

/** The partner's two generations of keys, and the bank's. */
export interface StormKeys {
  readonly current: Pair
  readonly previous: Pair
  readonly bank: Pair
}

const generate = promisify(generateKeyPair)

/** RSA-4096 unless told, as the bank wants it (fact file upi-collections-and-others, rule "callback URL"). */
export const makeStormKeys = async (bits = 4096): Promise<StormKeys> => {
  const [current, previous, bank] = await Promise.all([makePair(bits), makePair(bits), makePair(2048)])
  return { current, previous, bank }
}

/** The bank's side: seals to the partner's key of that generation, opens the partner's answers. */
export const bankSide = ({ bank, ...partner }: StormKeys, generation: "current" | "previous"): Promise<Envelope> =>
  createEnvelope({ recipientCertificate: partner[generation].publicKey, privateKey: bank.privateKey, profile: { ...profiles["e-collection"], maxBlocks: 64 } })

const makePair = (bits: number): Promise<Pair> =>
  generate("rsa", {
    modulusLength: bits,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" }
  })
