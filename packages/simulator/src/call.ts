import type { BankRequest, Fault, Partner, Payment, Rail } from "./bank-types.ts"
import type { Books } from "./books.ts"

/** One call on its way through the bank: what a product needs to answer it. */
export interface Call {
  readonly request: BankRequest
  readonly partner: Partner
  /** The one rail that x-priority names; undefined when it names another rail than the simulator has. */
  readonly rail: Rail | undefined
  readonly nowMs: number
  readonly duplicateReference: "answer-first" | "debit-again"
  readonly books: Pick<Books, "find" | "balancePaise">
  readonly nextRrn: () => string
  /** Enters a payment for good; true when it took money. */
  readonly enter: (payment: Payment) => boolean
  readonly takeFault: (kind: "pay" | "status") => Fault | undefined
}
