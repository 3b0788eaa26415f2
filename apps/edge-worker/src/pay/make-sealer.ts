import { createEnvelope, type Envelope, profiles } from "@hundi/crypto-envelope"
import { type ObjectSettings, SettingsError } from "../settings.ts"

type Keys = Pick<ObjectSettings, "bankCertificatePem" | "privateKeyPem">

/** What is made, never what is being made: an object that dies over it would leave a promise that nobody keeps to all others. */
const made = new Map<string, Envelope>()

/** The envelope, made once for all objects that live together: reading keys takes as long as a payment. @throws SettingsError */
export const makeSealer = (keys: Keys): Promise<Envelope> => keep("composite", keys)

/** Opens what the bank posts: RSA alone, or the envelope. */
export const makeCallbackOpener = (keys: Keys): Promise<Envelope> => keep("upi-v0", keys)

const keep = async (profile: "composite" | "upi-v0", { bankCertificatePem, privateKeyPem }: Keys): Promise<Envelope> => {
  const name = `${profile} ${bankCertificatePem} ${privateKeyPem}`
  const known = made.get(name)
  if (known !== undefined) return known
  try {
    const keys = { recipientCertificate: bankCertificatePem, privateKey: privateKeyPem }
    const envelope = await createEnvelope({ ...keys, profile: profiles[profile] })
    made.set(name, envelope)
    return envelope
  } catch (error) {
    // EnvelopeError names the field and what was found, never the key.
    throw new SettingsError(`HUNDI_PRIVATE_KEY and HUNDI_BANK_CERT cannot be used: ${error instanceof Error ? error.message : "not readable"}`)
  }
}
