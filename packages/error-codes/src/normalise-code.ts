import type { CodeFamily } from "./code-record.ts"

/**
 * The one form under which a code is looked up: trimmed, upper case, without the padding that its family is known to use.
 * Never throws.
 *
 * Only padding that a source prints is removed: `00` is `0`, but `000` is a form nobody has seen, and stays unlisted
 * rather than becoming a success.
 *
 * @example
 * normaliseCode("upi", "00ZM") // "ZM"
 * normaliseCode("upi", " 0u16 ") // "U16"
 * normaliseCode("imps", 0) // "0"
 */
export const normaliseCode = (family: CodeFamily, code: string | number): string => {
  const plain = codeText(code).trim().toUpperCase()
  if (family === "upi") return stripFourWide(plain)
  if (family === "e-collection") return /^\d$/.test(plain) ? `0${plain}` : plain
  return digitPairFamilies.has(family) && /^0\d$/.test(plain) ? plain.slice(1) : plain
}

/** The code as text. A value that is neither string nor number is not a code: the reply was decoded wrongly, and it becomes "". */
export const codeText = (code: unknown): string => {
  if (typeof code === "string") return code
  return typeof code === "number" || typeof code === "bigint" ? String(code) : ""
}

/** Families that print their success both as `0` and as `00`. */
const digitPairFamilies: ReadonlySet<CodeFamily> = new Set<CodeFamily>(["imps", "cib", "merchant-upi"])

/**
 * NPCI codes arrive padded with zeros to four characters (00ZM, 0U16), the switch's own ones likewise (0038).
 * Source: facts/codes.json, family "ICICI UPI switch", entry "00xx / 0Uxx".
 */
const stripFourWide = (plain: string): string => {
  if (/^0+$/.test(plain)) return plain.length === 2 || plain.length === 4 ? "0" : plain
  return plain.length <= 4 ? plain.replace(/^0+/, "") : plain
}
