import type { BankRequest, Fault, Partner, Payment, Rail } from "./bank-types.ts"
import type { Books } from "./books.ts"

/** One call on its way through the bank: what a product needs to answer it. */
export interface Call {
  readonly request: BankRequest
  readonly partner: Partner
  /** The rails that x-priority names, in their order of choice; none when there is no x-priority. */
  readonly rails: readonly Rail[]
  readonly nowMs: number
  readonly duplicateReference: "answer-first" | "debit-again"
  readonly books: Pick<Books, "find" | "findByUtr" | "balancePaise" | "payments" | "credits">
  /** How many payments the bank has seen: what its next numbers are made from. */
  readonly sequence: () => number
  readonly seed: number
  /** Enters a payment for good; true when it took money. */
  readonly enter: (payment: Payment) => boolean
  /** The fault that this request meets; of a request for several rails, on the rail whose turn it is. */
  readonly takeFault: (kind: "pay" | "status", rail?: Rail) => Fault | undefined
}
