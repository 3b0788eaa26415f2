import { createEnvelope, profiles } from "@hundi/crypto-envelope"

/** What a runtime is given to measure: throw-away keys and one sealed reply of 1 KB. */
export interface RuntimeTask {
  readonly certificatePem: string
  readonly privateKeyPem: string
  readonly sealed: string
}

/** Two works, ready to be timed: the bare raw private operation of this runtime's node:crypto, and our `open`. */
export const prepare = async ({ certificatePem, privateKeyPem, sealed }: RuntimeTask) => {
  const crypto = globalThis.process.getBuiltinModule("node:crypto")
  const padding = crypto.constants.RSA_NO_PADDING
  const block = new Uint8Array(512).fill(1)
  const envelope = await createEnvelope({ recipientCertificate: certificatePem, privateKey: privateKeyPem, profile: profiles.composite })
  const parsed = crypto.createPrivateKey(privateKeyPem)
  const options = takesParsed() ? { key: parsed, padding } : { key: privateKeyPem, padding }
  /** workerd refuses parsed keys inside options: there the bare operation parses too, as ours has to. */
  function takesParsed(): boolean {
    try {
      crypto.privateDecrypt({ key: parsed, padding }, block)
      return true
    } catch {
      return false
    }
  }
  return { raw: () => crypto.privateDecrypt(options, block), open: () => envelope.open(sealed) }
}
