import { encodeBase64 } from "./base64.ts"
import { readPrivateKey } from "./read-key.ts"
import { writePem } from "./read-pem.ts"

/** One private key in the forms that runtimes and secret stores ask for. All of them are secret. */
export interface PrivateKeyForms {
  /** `BEGIN PRIVATE KEY`: what `createEnvelope` and most programs take. */
  readonly pkcs8Pem: string
  /** PKCS#8 on one line without BEGIN and END, for environment variables and secret stores on the edge. `createEnvelope` takes it too. */
  readonly pkcs8Base64: string
  /** `BEGIN RSA PRIVATE KEY`, for programs of old. */
  readonly pkcs1Pem: string
  /** JSON Web Key with all eight numbers (RFC 7518, section 6.3), for `crypto.subtle.importKey("jwk", ...)`. */
  readonly jwk: JsonWebKey
}

/**
 * Writes a private key, given in any shape, in other shapes.
 *
 * @throws EnvelopeError `ENVELOPE_KEY` when the text holds something else
 *
 * @example
 * ```ts
 * const { pkcs8Base64 } = await exportPrivateKey(readFileSync("partner.key", "utf8")) // wrangler secret put PARTNER_KEY
 * ```
 */
export async function exportPrivateKey(text: string): Promise<PrivateKeyForms> {
  const { pkcs8, pkcs1 } = readPrivateKey(text, "privateKey")
  const { subtle } = globalThis.crypto
  const key = await subtle.importKey("pkcs8", pkcs8, { name: "RSA-OAEP", hash: "SHA-1" }, true, ["decrypt"])
  const { kty, n, e, d, p, q, dp, dq, qi } = await subtle.exportKey("jwk", key)
  return {
    pkcs8Pem: writePem("PRIVATE KEY", encodeBase64(pkcs8)),
    pkcs8Base64: encodeBase64(pkcs8),
    pkcs1Pem: writePem("RSA PRIVATE KEY", encodeBase64(pkcs1)),
    // No alg, use or key_ops: a key for the bank's PKCS1 padding has no name in the registry, and importKey refuses what does not fit.
    jwk: { kty, n, e, d, p, q, dp, dq, qi } as JsonWebKey
  }
}
