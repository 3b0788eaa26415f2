/** How money reaches a virtual account (fact file upi-collections-and-others, ecollection.msg_hold, Mode). FT = from inside the bank. */
export type Mode = "UPI" | "IMPS" | "NEFT" | "RTGS" | "FT"

/** What a partner agreed with the bank at onboarding. */
export interface CollectionSettings {
  /** The partner's apiKey. */
  readonly partner: string
  /** What every virtual account of this partner begins with. */
  readonly clientCode: string
  /** Is the partner asked before money is credited (message hold), or only told afterwards (rule "e-collection products")? */
  readonly validation: boolean
  /** What counts when it does not answer in time: deemed accept or deemed reject (rule "e-collection decision"). */
  readonly onNoAnswer: "accept" | "reject"
  /** Which of the two payload generations the MIS has (rule "e-collection formats"). */
  readonly format: "newer" | "older"
  /** How PayerPaymentDate is written: the sources disagree. */
  readonly dateForm: "YYYYMMDD" | "MM/DD/YYYY"
}

/** Money on its way to a virtual account. */
export interface Arrival {
  /** The unique key (rule "e-collection duplicates"). */
  readonly utr: string
  readonly partner: string
  readonly virtualAccount: string
  readonly mode: Mode
  /** Paise as a decimal string. */
  readonly amountPaise: string
  readonly payerName: string
  readonly payerAccount: string
  /** Empty for FT. */
  readonly payerIfsc: string
  readonly remark: string
  /** BankInternalTransactionNumber. */
  readonly bankNumber: string
  readonly atMs: number
}

/** `not-asked` = credited without a question. Money that is rejected has gone back to its payer. */
export type Decision = "accepted" | "rejected" | "deemed-accepted" | "deemed-rejected" | "not-asked"

/** Everything that this product remembers. */
export type CollectionNote =
  | { readonly settings: CollectionSettings }
  | { readonly arrival: Arrival }
  | { readonly decided: string; readonly decision: Decision; readonly atMs: number }
  | { readonly posted: string; readonly code: string; readonly atMs: number }

/** How long a partner has to answer a message hold (ecollection.msg_hold, timeLimits). */
export const holdDeadlinesMs: Readonly<Record<Mode, number>> = { UPI: 5000, IMPS: 5000, NEFT: 10_000, RTGS: 10_000, FT: 15_000 }

/** The kinds of the two calls to the partner, named as the APIs are. */
export const HOLD = "ecollection.msg_hold"
export const MIS = "ecollection.mis_posting"
