import type { Payment } from "../bank-types.ts"
import { actCodes, gatewayCodes, isDebitedBy } from "../composite/act-codes.ts"
import { cibCodes, statusWords } from "../composite/cib-codes.ts"
import { gatewayReply } from "../composite/imps-replies.ts"
import { transferReply } from "../composite/transfer-replies.ts"
import { textOf } from "./cib-texts.ts"

/** IMPS speaks in ActCodes; corporate banking puts them into its own words and codes. No source has this table: it is a choice. */
const ofActCode: Readonly<Record<string, string>> = {
  "0": "SUCCESS", "11": "PENDING", "30": "Pending For Processing", "91": "PROCESSING",
  "14": "DUPLICATE", "75": "DUPLICATE", "80": "DUPLICATE", "814": "DUPLICATE", "17": "UNKNOWN", "25": "UNKNOWN",
  "1": "995007", "52": "999050", "10": "103354", "12": "103354", "13": "101443", "24": "101443", "205": "101443", "76": "100030"
}

/** A code of a payment's course in the words of corporate banking. */
export const wordOf = ({ rail }: Pick<Payment, "rail">, code: string): string => {
  if (rail !== "imps" || gatewayCodes[code] !== undefined || statusWords[code] !== undefined || cibCodes[code] !== undefined) return code
  return ofActCode[code] ?? (isDebitedBy(code) ? "PENDING" : "FAILURE")
}

/** Has the bank debited when it answers IMPS through corporate banking with this code, be it of either kind? */
export const isDebitedByEither = (code: string): boolean =>
  actCodes[code] === undefined ? (statusWords[code] ?? cibCodes[code])?.debited ?? isDebitedBy(code) : isDebitedBy(code)

/**
 * A reply about a payment (cib.transaction). Its keys change case between success and failure (rule "CIB shapes"); the UTR has one name
 * here, on every rail.
 */
export const transactionReply = (payment: Payment, code: string): Record<string, unknown> =>
  transferReply(payment, wordOf(payment, code), "status")

/** A refusal that leaves no trace, with the keys of a failure. 8097 and 8098 are the gateway's (rule "BENLEI"). */
export const transactionRefusal = (code: string, uniqueId: string): Record<string, unknown> =>
  code === "8097" || code === "8098"
    ? gatewayReply(code, textOf(code))
    : { UNIQUEID: uniqueId, STATUS: "FAILURE", Response: "FAILURE", Message: textOf(code), ErrorCode: code }
