import { ACCOUNT_NUMBER, IFSC, REFERENCE } from "../schema/fields.ts"

/** What stands in a bulk file (facts/composite-and-cib.json, rule "bulk file"). */
export const MAX_LINES = 150
/** "At most 30 (one source 35)": what all sources take. */
export const MAX_NAME = 30
export const INSIDE = { ifsc: "ICIC0000011", network: "WIB" } as const
export const OUTSIDE = { branch: "0011", network: "NFT" } as const

/** The first line, then the debit. */
const HEADER_LINES = 2
export const MAX_ROWS = MAX_LINES - HEADER_LINES

/** ASCII without `|` and `^`, which end fields and lines; no blank at either end, which some reader would cut. */
const TEXT = /^(?! )[\x20-\x5b\x5d\x5f-\x7b\x7d\x7e]*(?<! )$/

/** The fields of a file that a rule speaks of, by the names of {@link BulkFileRow} and {@link BulkFile}. */
export const refuseText = (field: string, text: string, longest: number): string | undefined => {
  if (text === "" || text.length > longest) return `${field}: 1 to ${longest} characters`
  return TEXT.test(text) ? undefined : `${field}: printable ASCII without | and ^, and no blank at either end`
}

/** Remarks have no stated length; the one validator that states any for a remark says 255 (cib.schedulePayment). */
export const MAX_REMARK = 255

export const refuseAccount = (field: string, account: string): string | undefined =>
  ACCOUNT_NUMBER.test(account) ? undefined : `${field}: 6 to 20 digits`

export const refuseIfsc = (ifsc: string): string | undefined =>
  IFSC.test(ifsc) ? undefined : "ifsc: four capital letters, a zero, six capital letters or digits"

export const refuseReference = (reference: string): string | undefined =>
  REFERENCE.test(reference) ? undefined : "reference: 15 characters 0-9 A-Z"

/** Branches of the bank itself. */
export const isInside = (ifsc: string): boolean => ifsc.startsWith("ICIC")
