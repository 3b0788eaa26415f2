import type { AttemptState } from "@hundi/core"
import type { Rail } from "@hundi/catalog"

/** One line of a bank statement, whatever file it came from. Amounts are paise, dates are IST calendar dates `YYYY-MM-DD`. */
export interface StatementLine {
  /** The debit account, as the statement names it. Digits are kept, leading zeros too. */
  readonly account: string
  /** The date under which the bank booked it. */
  readonly postedOn: string
  readonly valueOn?: string
  readonly direction: "debit" | "credit"
  /** Above zero, always; `direction` says which way. */
  readonly amountPaise: bigint
  readonly narration: string
  /** What the statement gives as its own id, cheque or reference number, as it stands there. */
  readonly bankReference?: string
  /** The balance after this line, where the statement gives one. */
  readonly balancePaise?: bigint
  /** 1 for the first line of the file, headings counted, so that a person finds it. */
  readonly lineNo: number
}

/** What a statement says of itself, and what was found while it was read. */
export interface StatementHead {
  /** The file's name without its folder. */
  readonly file: string
  /** SHA-256 of the file's bytes, hex: the same file twice is read once. */
  readonly digest: string
  readonly format: "cib" | "csv" | "xls" | "mt940" | "camt053" | "mis" | "recon360"
  readonly account: string
  /** First and last IST date that it covers. */
  readonly from: string
  readonly to: string
  readonly openingPaise: bigint | null
  readonly closingPaise: bigint | null
}

/** One attempt of ours to pay, as the journal or any ledger has it. */
export interface LedgerEntry {
  readonly payoutId: string
  /** 1 for the first try. */
  readonly attempt: number
  /** The 15 characters that begin the remark. */
  readonly reference: string
  readonly rail: Rail
  /** The account that is debited. */
  readonly account: string
  readonly amountPaise: bigint
  /** IST date that was fixed before it was sent. */
  readonly businessDate: string
  /** ms since 1970 (UTC); null when it was never on its way. */
  readonly sentAt: number | null
  readonly state: AttemptState
  /** RRN, UTR or host reference, as the bank gave it. */
  readonly rrn: string | null
  readonly kind: "payout" | "verification" | "own-account"
  /** The bulk file that carried it, where one did: one debit may stand for all its rows. */
  readonly batch?: string
  /** Keyed hash of the beneficiary: never the account. */
  readonly beneficiaryHash?: string
  /** At most the first ten letters of the name, as a statement prints it, in upper case. */
  readonly beneficiaryStart?: string
}
