import { sha256Hex } from "./sha256-hex.ts"

/**
 * The `Checksum` field of an ICICI Direct request: SHA-256 over the parts that the call's formula names, joined without a separator.
 *
 * The API document prints the formulas but neither the hash nor its letter case. All 73 checksums printed in it have 64 hex characters,
 * the length of SHA-256. Lower case is the default, because 50 of the 53 examples with a well-formed JSONPostData (2021) print it; the
 * upper-case ones are mostly older (2019-2020). No secret is printed, so no printed checksum can be recomputed.
 *
 * Concatenation without separators means that neighbouring parts can trade characters without a change of the checksum: it guards against
 * tampering on the way only together with TLS.
 *
 * @param formula - which formula the call uses; `standard` for all but four calls, see {@link idirectChecksumFormulas}
 * @param parts - exactly the parts that the formula names, each the very text that is sent
 * @param hexCase - letter case of the digits, `lower` unless told
 * @returns 64 hex characters
 * @throws TypeError when a part is missing or empty (the message names the part, never its value)
 * @see ICICI iDirect API document, the "Checksum" row of each parameter table
 * @example
 * ```ts
 * idirectChecksum("standard", {
 *   timeStamp: "26-Mar-2021 10:34:04",
 *   jsonPostData: '{"Idirect_Userid":"DEMO0001","SessionToken":"123456"}',
 *   secretKey: "a-made-up-secret"
 * })
 * ```
 */
export function idirectChecksum<F extends IdirectChecksumFormula>(
  formula: F,
  parts: IdirectChecksumParts<F>,
  hexCase: HexCase = "lower"
): string {
  // Widened to a plain record: a caller without types may leave out what the compiler would insist on.
  const given: Readonly<Record<string, unknown>> = parts
  const text = idirectChecksumFormulas[formula].map((name) => requireText(name, given[name])).join("")
  const hex = sha256Hex(text)
  return hexCase === "upper" ? hex.toUpperCase() : hex
}

/**
 * The formulas as printed in the API document, as data: the parts in the order of concatenation.
 *
 * - `standard`: 71 of the 75 calls that have a Checksum row.
 * - `login`: `/apiuser/tradelogin`.
 * - `allocate-funds`: `/apiuser/allocatefunds`.
 * - `order-book-details`: `/equity/orderbookdtl`, printed as "i/p parameter + client_key"; the input parameter is read as JSONPostData.
 * - `folio`: `/mf/mffolio`, printed as "AppKey + Time Stamp + client_key".
 *
 * The last two are the only places where the document says `client_key`; they may be left over from an older draft. If the bank refuses
 * them, `standard` is the one to try.
 *
 * @see ICICI iDirect API document: Customer Login, Allocate Funds, 2.2 Order Book Details, 4.6 Folio
 */
export const idirectChecksumFormulas = {
  standard: ["timeStamp", "jsonPostData", "secretKey"],
  login: ["appKey", "timeStamp", "secretKey"],
  "allocate-funds": ["appKey", "timeStamp", "secretKey", "idirectUserId", "sessionToken", "product"],
  "order-book-details": ["jsonPostData", "clientKey"],
  folio: ["appKey", "timeStamp", "clientKey"]
} as const

/** Name of a checksum formula of the ICICI Direct API. */
export type IdirectChecksumFormula = keyof typeof idirectChecksumFormulas

/** The parts that a formula concatenates; all are texts exactly as sent. */
export type IdirectChecksumParts<F extends IdirectChecksumFormula> = Readonly<
  Record<(typeof idirectChecksumFormulas)[F][number], string>
>

/** Letter case of hex digits. The document prints both; servers should compare without regard to it. */
export type HexCase = "lower" | "upper"

/** An empty secret would still give a checksum that looks right and is only refused by the bank, so it is refused here. */
function requireText(name: string, value: unknown): string {
  if (typeof value !== "string" || value === "") throw new TypeError(`checksum part "${name}" must be a text that is not empty`)
  return value
}
