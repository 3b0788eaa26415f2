import { invalid } from "@hundi/core"
import { hmac } from "@noble/hashes/hmac.js"
import { sha256 } from "@noble/hashes/sha2.js"
import { utf8ToBytes } from "@noble/hashes/utils.js"
import { fromBase64, toBase64 } from "./base64.ts"

/** What is signed. */
export interface SignedParts {
  readonly id: string
  /** Of this try, not of the event: seconds since 1970 (UTC). */
  readonly timestampS: number
  readonly body: string
}

/**
 * The value of `webhook-signature`: one signature per secret, separated by blanks, so that a receiver may change to a new secret in its
 * own time. HMAC-SHA-256 over `id.timestamp.body` (standardwebhooks.com, specification, "Signature scheme").
 *
 * @throws HundiError INVALID_REQUEST for a secret in another form
 * @example
 * signWebhook({ id: "evt_1", timestampS: 1896069600, body: "{}" }, [secret]) // "v1,..."
 */
export const signWebhook = (parts: SignedParts, secrets: readonly string[]): string =>
  secrets.map((secret) => `v1,${toBase64(macOf(parts, parseWebhookSecret(secret)))}`).join(" ")

/** @internal */
export const macOf = ({ id, timestampS, body }: SignedParts, key: Uint8Array): Uint8Array =>
  hmac(sha256, key, utf8ToBytes(`${id}.${timestampS}.${body}`))

const PREFIX = "whsec_"
const RULE = `${PREFIX} and 24 to 64 bytes in base64`

/** The key in a secret. The refusal does not repeat it. @throws HundiError INVALID_REQUEST @internal */
export const parseWebhookSecret = (secret: string): Uint8Array => {
  const key = secret.startsWith(PREFIX) ? fromBase64(secret.slice(PREFIX.length)) : undefined
  if (key === undefined || key.length < 24 || key.length > 64) throw invalid("secrets", RULE)
  return key
}

/**
 * Writes 24 to 64 random bytes of yours as a secret.
 *
 * @throws HundiError INVALID_REQUEST for fewer or more bytes
 * @example
 * formatWebhookSecret(crypto.getRandomValues(new Uint8Array(32))) // "whsec_..."
 */
export const formatWebhookSecret = (bytes: Uint8Array): string => {
  if (bytes.length < 24 || bytes.length > 64) throw invalid("secrets", RULE)
  return PREFIX + toBase64(bytes)
}
