import type { Evidence } from "@hundi/catalog"
import type { Attempt, Payout } from "./domain.ts"

const returned = (value: string | undefined): value is string => value !== undefined && value.trim() !== ""

const sameAccount = (shown: string, ours: string): boolean => {
  const masked = /[^0-9]/.test(shown)
  const tail = /\d*$/.exec(shown.trim())?.[0] ?? ""
  if (masked) return tail === "" || ours.endsWith(tail)
  return shown.replace(/^0+/, "") === ours.replace(/^0+/, "")
}

const isBeneficiary = (shown: string, { beneficiary: { accountNumber, vpa } }: Payout): boolean =>
  vpa === undefined ? sameAccount(shown, accountNumber.reveal()) : shown.trim().toLowerCase() === vpa.reveal().toLowerCase()

/**
 * L9: evidence counts only when reference, amount, account tail and IFSC, where returned, equal the attempt's; and what speaks of the
 * credit of a confirmed debit names its UTR.
 * Returns the name of the first field that differs, or undefined when nothing does.
 */
export const differingField = (evidence: Evidence, attempt: Attempt, payout: Payout): string | undefined => {
  if (returned(evidence.reference) && evidence.reference !== attempt.reference) return "reference"
  if (evidence.amountPaise !== undefined && evidence.amountPaise !== payout.amountPaise) return "amount"
  if (returned(evidence.accountNumber) && !isBeneficiary(evidence.accountNumber, payout)) return "account"
  if (returned(evidence.ifsc) && evidence.ifsc.toUpperCase() !== payout.beneficiary.ifsc) return "ifsc"
  if (evidence.credited === true && attempt.rrn !== null && evidence.rrn !== attempt.rrn) return "utr"
  // Without a UTR of ours to hold it against, only a transfer inside the bank is credited at once (MONEY.md, Rail x evidence).
  if (evidence.credited === true && attempt.rrn === null && !payout.beneficiary.ifsc.startsWith("ICIC")) return "utr"
  return undefined
}
