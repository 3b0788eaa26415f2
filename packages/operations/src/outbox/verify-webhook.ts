import { fromBase64 } from "./base64.ts"
import { macOf, parseWebhookSecret } from "./sign-webhook.ts"

/** `Headers` of fetch, or a plain object as of node:http; names in any letter case. */
export type WebhookHeaders =
  | { readonly get: (name: string) => string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** What a receiver of our webhooks knows. */
export interface VerifyOptions {
  readonly headers: WebhookHeaders
  /** As it came, before any parser: the signature is over these characters. */
  readonly body: string
  /** All that are valid now: two while you change from one to the other. */
  readonly secrets: readonly string[]
  /** ms since 1970 (UTC). */
  readonly now: number
  /** How far its time may be from yours, either way, ms; 5 minutes unless told. */
  readonly toleranceMs?: number
}

/** `id` is the same in every repeat and replay: handle each id once. */
export type VerifyResult =
  | { readonly kind: "valid"; readonly id: string; readonly timestampMs: number }
  | { readonly kind: "invalid"; readonly why: "missing-header" | "malformed-header" | "too-old" | "too-new" | "wrong-signature" }

const TOLERANCE_MS = 300_000
/** Nobody signs with more secrets than that. */
const MOST_SIGNATURES = 16

/**
 * Checks a webhook on your side, before you parse it: signature first, time second, both needed. Compares in constant time.
 *
 * @throws HundiError INVALID_REQUEST when one of your secrets has another form
 * @example
 * const result = verifyWebhook({ headers: request.headers, body, secrets: [secret], now: Date.now() })
 * if (result.kind === "invalid") return new Response(result.why, { status: 400 })
 */
export const verifyWebhook = ({ headers, body, secrets, now, toleranceMs = TOLERANCE_MS }: VerifyOptions): VerifyResult => {
  const keys = secrets.map(parseWebhookSecret)
  const id = headerOf(headers, "webhook-id")
  const stamp = headerOf(headers, "webhook-timestamp")
  const signatures = headerOf(headers, "webhook-signature")
  if (id === undefined || stamp === undefined || signatures === undefined) return { kind: "invalid", why: "missing-header" }
  if (!/^\d{1,12}$/.test(stamp) || !/^[\x21-\x7e]{1,256}$/.test(id)) return { kind: "invalid", why: "malformed-header" }
  const timestampS = Number(stamp)
  const given = signatures.split(" ").slice(0, MOST_SIGNATURES).flatMap(signatureOf)
  // The stamp is signed as it is printed: another spelling of the same number is another text.
  const macs = String(timestampS) === stamp ? keys.map((key) => macOf({ id, timestampS, body }, key)) : []
  let isSigned = false
  for (const mac of macs) for (const one of given) isSigned = isSame(mac, one) || isSigned
  if (!isSigned) return { kind: "invalid", why: "wrong-signature" }
  const timestampMs = timestampS * 1000
  if (timestampMs < now - toleranceMs) return { kind: "invalid", why: "too-old" }
  if (timestampMs > now + toleranceMs) return { kind: "invalid", why: "too-new" }
  return { kind: "valid", id, timestampMs }
}

const signatureOf = (text: string): readonly Uint8Array[] => {
  const bytes = text.startsWith("v1,") ? fromBase64(text.slice(3)) : undefined
  return bytes?.length === 32 ? [bytes] : []
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => {
  let difference = one.length ^ other.length
  for (let index = 0; index < one.length; index++) difference |= (one[index] ?? 0) ^ (other[index] ?? 0)
  return difference === 0
}

const headerOf = (headers: WebhookHeaders, name: string): string | undefined => {
  if (typeof headers.get === "function") return headers.get(name) ?? undefined
  const found = Object.entries(headers as Readonly<Record<string, unknown>>).find(([key]) => key.toLowerCase() === name)?.[1]
  return typeof found === "string" ? found : undefined
}
