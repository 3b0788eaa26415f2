/**
 * What one code of the bank says, and what to do about it. Frozen.
 *
 * Source: the transcription in facts/codes.json, judged by the rules of scripts/classify.ts.
 */
export interface CodeRecord {
  readonly family: CodeFamily
  /** The reply this record is about; `any` where the meaning is the same in every reply. */
  readonly call: CodeCall
  /** Normalised, see `normaliseCode`; of an unlisted code: as given, cut at 64 characters. */
  readonly code: string
  /** Every form in which a source prints the code. */
  readonly printed: readonly string[]
  readonly meaning: string
  readonly class: CodeClass
  /** False only where every source says that none can have moved, and nothing in the meaning speaks against it. */
  readonly moneyMayHaveMoved: boolean
  /** One sentence: what to do now. */
  readonly next: string
  /** Citations, verbatim. */
  readonly sources: readonly string[]
  /** False for a code that no source lists. */
  readonly listed: boolean
  /** Counts only inside the bank's own reply body: as a bare HTTP status it may come from a proxy, and is unknown. */
  readonly onlyInBankBody?: true
  /** Something here rests on published gateway scripts; drop such records if you do not trust those. */
  readonly restsOnGatewayScript?: "only" | "partly"
  readonly notes?: readonly string[]
  /** Where sources disagree: what each says. */
  readonly conflicts?: readonly CodePosition[]
}

/**
 * What one side of a disagreement says; `moneyMayHaveMoved` is null where it does not say.
 * Where the collectors noted the disagreement as a whole, `sources` are those of the disagreement, not of this side alone.
 */
export interface CodePosition {
  readonly says: string
  readonly moneyMayHaveMoved: boolean | null
  readonly sources: readonly string[]
}

/** The tables of codes. A code has a meaning only inside its family: IMPS 11 is a time-out, UPI 11 is invalid data. */
export const codeFamilies = [
  "imps",
  "upi",
  "cib",
  "bulk-file",
  "beneficiary",
  "gateway",
  "merchant-upi",
  "eazypay",
  "e-collection",
  "bbps"
] as const

/**
 * - `imps`: ActCode of Composite Pay IMPS and its status.
 * - `upi`: response codes of Composite Pay UPI, the bank's UPI switch (UPI 1 and 2) and the NPCI codes it passes on.
 * - `cib`: ERRORCODE of corporate banking payments (NEFT, RTGS, internal).
 * - `bulk-file`: refusals of an uploaded corporate payment file.
 * - `beneficiary`: addition, validation and registration of beneficiaries; no money moves in these calls.
 * - `gateway`: the API gateway and HTTP, before or around any product; also seen inside the other families' replies.
 * - `merchant-upi`: collections over merchant UPI v0 and v1: collect, refund, mandate, voucher.
 * - `eazypay`: the hosted payment page.
 * - `e-collection`: what a client answers to the bank about a credit.
 * - `bbps`: bill payment network codes.
 */
export type CodeFamily = (typeof codeFamilies)[number]

/** The replies in which a code can stand. */
export const codeCalls = ["pay", "status", "enquiry", "manage", "any"] as const

/**
 * - `pay`: the reply to the request that moves money.
 * - `status`: the field of an enquiry's reply that names the *payment's* outcome: IMPS `ActCode`, UPI `original-txn-response-code`.
 * - `enquiry`: the outer code of an enquiry's reply. It speaks of the question, so nothing in it is proof about the payment.
 * - `manage`: calls that move no money.
 * - `any`: the caller cannot say which; the least that the code proves.
 */
export type CodeCall = (typeof codeCalls)[number]

/** Every class, from the most to the least final. */
export const codeClasses = [
  "success",
  "rejected",
  "configuration",
  "technical",
  "pending",
  "duplicate",
  "not-found",
  "unknown"
] as const

/**
 * - `success`: settled (IMPS, UPI) or accepted (NEFT, RTGS).
 * - `pending`: the bank has it, and it waits.
 * - `rejected`: refused; every source says that no money can have moved.
 * - `configuration`: rejected, and every further request would meet the same fault: pause the rail.
 * - `technical`: unknown, until an enquiry at least 180 s later repeats the code; then rejected.
 * - `duplicate`, `not-found`, `unknown`: unknown. Ask; never send again.
 */
export type CodeClass = (typeof codeClasses)[number]
