import { readPrivateKey, readPublicKey } from "./read-key.ts"

/**
 * Whether a private key and a certificate (or a public key) are a pair. Both may come in any shape.
 *
 * @example
 * ```ts
 * if (!keyMatchesCertificate(privateKeyPem, certificatePem)) throw new Error("these two files are not a pair")
 * ```
 *
 * @throws EnvelopeError `ENVELOPE_KEY` when one of the texts holds something else
 */
export function keyMatchesCertificate(privateKey: string, certificate: string): boolean {
  const own = readPrivateKey(privateKey, "privateKey").spki
  const theirs = readPublicKey(certificate, "certificate").spki
  return own.length === theirs.length && own.every((byte, i) => byte === theirs[i])
}
