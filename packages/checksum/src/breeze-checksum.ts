import { sha256Hex } from "./sha256-hex.ts"

/**
 * The value of Breeze's `X-Checksum` header: `token ` and the SHA-256 of time stamp, body and secret, joined without a separator.
 *
 * Lower-case hex, as both public SDKs of the vendor send it. A request without parameters hashes (and sends) the two characters `{}`.
 *
 * @param parts - the `X-Timestamp` header, the body text and the secret, each exactly as sent
 * @returns `token ` followed by 64 lower-case hex characters
 * @throws TypeError when the stamp or the secret is empty
 * @see Idirect-Tech/Breeze-Python-SDK breeze_connect.py and Idirect-Tech/Breeze-JS-SDK breezeConnect.js, functions that build the headers
 * @example
 * ```ts
 * breezeChecksum({ timeStamp: "2026-11-22T04:30:00.000Z", body: "{}", secretKey: "a-made-up-secret" })
 * ```
 */
export function breezeChecksum(parts: BreezeChecksumParts): string {
  if (parts.timeStamp === "") throw new TypeError("timeStamp must not be empty")
  if (parts.secretKey === "") throw new TypeError("secretKey must not be empty")
  const body = parts.body === "" ? "{}" : parts.body
  return `token ${sha256Hex(parts.timeStamp + body + parts.secretKey)}`
}

/** What Breeze's checksum covers. */
export interface BreezeChecksumParts {
  /** The text of `X-Timestamp`, see `timeStampBreeze`. */
  readonly timeStamp: string
  /** The JSON text that is sent; empty counts as `{}`. */
  readonly body: string
  readonly secretKey: string
}
