import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import type { BankLink } from "../bank/connect-bank.ts"

/** Opens the body of a callback: by RSA alone, or in the envelope. Rejects, always alike, for what is not sealed to us. */
export type CallbackOpener = (body: string) => Promise<unknown>

/**
 * Corporate banking and merchant UPI of the first generation post base64 of RSA, the second generation and some of corporate banking the
 * envelope (facts/composite-and-cib.json, callback; facts/upi-collections-and-others.json, callback decryption): both are opened.
 */
export const openCallbacksOf = async ({ bankCertificatePem, privateKeyPem }: Pick<BankLink, "bankCertificatePem" | "privateKeyPem">): Promise<CallbackOpener> => {
  const envelope = await createEnvelope({ recipientCertificate: bankCertificatePem, privateKey: privateKeyPem, profile: profiles["upi-v0"] })
  return async (body) => {
    const { sealed, value } = await envelope.openAsymmetric(body)
    // Anybody can write plain JSON; what is sealed to our public certificate is little better, but the bank always seals.
    if (!sealed) throw new Error("not sealed")
    return value
  }
}
