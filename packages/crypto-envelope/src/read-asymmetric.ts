import type { Base64 } from "./crypto-engine.ts"

/** How an RSA-only body was wrapped. */
export interface AsymmetricText {
  readonly bytes: Uint8Array
  readonly jsonString: boolean
  readonly rPrefix: boolean
  readonly lineBreaks: boolean
}

/**
 * Reads the base64 of an RSA-only body: alone, in quotes as a JSON string, behind `r=` as the callbacks of merchant UPI
 * have it, with white space anywhere. `undefined` for anything else. Looks at nothing secret.
 */
export function readAsymmetric(body: string, { decode }: Base64): AsymmetricText | undefined {
  let text = body.trim()
  const jsonString = text.startsWith('"')
  if (jsonString) {
    try {
      text = String(JSON.parse(text)).trim()
    } catch {
      return undefined
    }
  }
  const rPrefix = text.startsWith("r=")
  if (rPrefix) text = text.slice(2)
  const compact = text.replace(/\s+/g, "")
  const bytes = decode(compact)
  if (bytes === undefined || bytes.length === 0) return undefined
  return { bytes, jsonString, rPrefix, lineBreaks: compact.length !== text.length }
}
