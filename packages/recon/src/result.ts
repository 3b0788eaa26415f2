/** What a run concluded about a group of rows. A closed list: every journal row and every statement line is in exactly one finding. */
export type ReconOutcome =
  | "matched"
  | "amount-differs"
  | "sent-no-debit"
  | "debit-not-ours"
  | "credit-not-ours"
  | "duplicate-debit"
  | "reversed"
  | "reversed-in-part"
  | "returned"
  | "declined-with-reversal"
  | "orphan-reversal"
  | "penny-drop"
  | "own-account"
  | "charge"
  | "gst"
  | "late-money"
  | "pending"
  | "not-sent"
  | "statement-incomplete"
  | "ambiguous"

/** How the rows of a finding were brought together. */
export type ReconPass = "reference" | "bank-number" | "amount-date" | "group" | "return" | "rule" | "none"

/** One conclusion with its evidence. Money is paise; a debit counts below zero, a credit above. */
export interface ReconFinding {
  /** The same for the same inputs: made from what the rows are, not from their order. */
  readonly id: string
  readonly outcome: ReconOutcome
  readonly pass: ReconPass
  /** 0 to 100. Only what is sure is matched by itself; below, the outcome is `ambiguous`. */
  readonly score: number
  /** For a person: which fields agreed, which did not. Names no account or name. */
  readonly why: string
  readonly account: string
  /** IST date of its first row. */
  readonly on: string
  readonly journal: readonly FindingEntry[]
  readonly lines: readonly FindingLine[]
  /** What we sent, as a debit. */
  readonly journalPaise: bigint
  /** What the statement shows: debits and credits of this finding together. */
  readonly statementPaise: bigint
  /** True when nobody has to look: the difference has a known reason. */
  readonly explained: boolean
}

/** A row of ours in a finding. */
export interface FindingEntry {
  readonly payoutId: string
  readonly attempt: number
  readonly reference: string
  readonly rail: string
  readonly amountPaise: bigint
  readonly businessDate: string
  readonly state: string
  readonly rrn: string | null
}

/** A statement's line in a finding. */
export interface FindingLine {
  readonly file: string
  readonly lineNo: number
  readonly postedOn: string
  readonly direction: "debit" | "credit"
  readonly amountPaise: bigint
  readonly narration: string
}

/** The control totals of one account. Paise; `balanced` when opening + credits - debits = closing. */
export interface AccountTotals {
  readonly account: string
  readonly from: string
  readonly to: string
  readonly openingPaise: bigint | null
  readonly creditsPaise: bigint
  readonly debitsPaise: bigint
  readonly closingPaise: bigint | null
  readonly balanced: boolean
  /** Journal minus statement. */
  readonly differencePaise: bigint
  readonly explainedPaise: bigint
  /** Of the difference, what has no known reason, plus and minus against each other: difference = explained + this. */
  readonly unexplainedNetPaise: bigint
  /** Must be 0 for exit 0 or 2. A sum of absolute values, which never cancel each other: a plus and a minus are two problems. */
  readonly unexplainedPaise: bigint
}

/** A finished run. The same inputs, rules and date give the same digest, whatever the order of rows and files. */
export interface ReconRun {
  /** SHA-256, hex, over inputs, rules, date and findings. */
  readonly digest: string
  readonly asOf: string
  readonly inputs: readonly { readonly name: string; readonly digest: string; readonly rows: number }[]
  readonly rulesDigest: string
  readonly totals: readonly AccountTotals[]
  readonly counts: Readonly<Record<ReconOutcome, { readonly findings: number; readonly paise: bigint }>>
}
