/** What somebody keeps. */
export type RetentionKind =
  | "payout"
  | "history"
  | "anchor"
  | "statement"
  | "advice"
  | "approval-report"
  | "dossier"
  | "exchange"
  | "callback"
  | "access-log"
  | "log"

/** How long: whole financial years of India (April to March) after the one the item belongs to, or days. Null: the rule is about the place alone. */
export type RetentionPeriod = { readonly financialYears: number } | { readonly days: number } | null

/** One rule, with where it is written. */
export interface RetentionRule {
  readonly id: string
  readonly kinds: readonly RetentionKind[]
  readonly atLeast: RetentionPeriod
  /** Where the rule says that it must be kept. */
  readonly place: "India" | null
  /** A law or a regulator's word; or the operators' own choice, which nobody else asks for. */
  readonly force: "law" | "choice"
  readonly says: string
  readonly source: string
}

const books = ["payout", "history", "anchor", "statement", "advice", "approval-report", "dossier"] as const
const logs = ["exchange", "callback", "access-log", "log"] as const

/**
 * What must be kept, for how long and where, for a company in India that pays through its bank. No advice of a lawyer: have yours read it,
 * and give `planRetention` a longer list where your trade has one (tax, insurance, securities, anti-money-laundering).
 */
export const retentionRules: readonly RetentionRule[] = [
  {
    id: "books-8-financial-years",
    kinds: books,
    atLeast: { financialYears: 8 },
    place: null,
    force: "law",
    says: "Books of account and the vouchers of their entries are kept for the eight financial years before the current one; longer when an investigation is ordered.",
    source: "Companies Act 2013, section 128(5)"
  },
  {
    id: "books-backed-up-in-india",
    kinds: books,
    atLeast: null,
    place: "India",
    force: "law",
    says: "Books kept in electronic form stay accessible in India, with a daily back-up on a server in India.",
    source: "Companies (Accounts) Rules 2014, rule 3(1) and 3(5), as amended 5 August 2022"
  },
  {
    id: "payment-data-in-india",
    kinds: [...books, "exchange", "callback"],
    atLeast: null,
    place: "India",
    force: "law",
    says: "Payment system data is stored only in India: whole transactions, account details, references and times. Binds banks, and those who serve them.",
    source: "RBI, Storage of Payment System Data, DPSS.CO.OD.No 2785/06.08.005/2017-18 of 6 April 2018, and its FAQ of 26 June 2019"
  },
  {
    id: "ict-logs-180-days",
    kinds: logs,
    atLeast: { days: 180 },
    place: "India",
    force: "law",
    says: "Logs of all ICT systems are kept for a rolling 180 days within Indian jurisdiction.",
    source: "CERT-In, Directions No. 20(3)/2022-CERT-In of 28 April 2022 under section 70B(6) of the IT Act 2000, direction (iv)"
  },
  {
    id: "personal-data-logs-1-year",
    kinds: logs,
    atLeast: { days: 365 },
    place: null,
    force: "law",
    says: "Logs that show who had access to personal data are kept for one year, to find and look into unauthorised access.",
    source: "Digital Personal Data Protection Rules 2025, rule 6(1)(e); published 13 November 2025, in force 18 months later"
  }
]
