import type { BankAnswer, CallOut, FaultRequest, Rail } from "../bank-types.ts"
import type { EnquiryAnswers } from "../composite/enquire-under-faults.ts"
import type { Plan, RailPlans } from "../composite/plans.ts"

/** What an order may add to the name of its fault. */
export type FaultSettings = Pick<FaultRequest, "actCode" | "delayMs" | "moneyMoved">

/** Under which heading a fault stands in the lists for people. */
export type FaultGroup = "connection" | "gateway" | "bytes" | "reply" | "outcome" | "code" | "enquiry" | "callback"

/** The fields of a reply inside the envelope. */
export type ReplyBody = Readonly<Record<string, unknown>>

/**
 * What one kind of fault does. The bank asks at five places, and a fault has a say at as many of them as it has functions: before it
 * looks at the request, when it decides what becomes of a payment, when it answers an enquiry, when it has written the body of
 * the reply, and when the reply goes out. For callbacks there is `callback`.
 */
export interface FaultRule {
  readonly group: FaultGroup
  /** Which calls it can hit: payments, enquiries, both, or the bank's own calls to the partner. */
  readonly on: "pay" | "status" | "any" | "callback"
  /** The rails that it can hit; every rail, and calls without one, unless told. */
  readonly rails?: readonly Rail[]
  /**
   * What it means for the money of a payment that would otherwise have been accepted. `moved`: debited; `not-moved`: never debited;
   * `returned`: debited, and given back later, in full; `part-returned`: debited, and a part given back; `later`: debited only some
   * time after the answer; `by-code`: as the table of codes says of the code answered, and a fault's own `moneyMoved` wins over it;
   * `untouched`: it hits no payment. A payment that the bank refuses anyway (wrong account, no balance) moves nothing under any fault.
   */
  readonly money: "moved" | "not-moved" | "returned" | "part-returned" | "later" | "by-code" | "untouched"
  /** One line for the lists. */
  readonly text: string
  /** An answer given before the bank has looked at the request; `isDebitedBy` is the rail's table of codes. */
  readonly before?: (fault: FaultSettings, isDebitedBy: (code: string) => boolean) => BankAnswer | undefined
  /** What becomes of a payment; `own` is what would have. */
  readonly plan?: (nowMs: number, plans: RailPlans, fault: FaultSettings, own: Plan) => Plan
  /** The answer to an enquiry. */
  readonly enquire?: (answers: EnquiryAnswers, fault: FaultSettings) => BankAnswer
  /** The body of a reply, before it is sealed. */
  readonly edit?: (body: ReplyBody, fault: FaultSettings) => ReplyBody
  /** How the reply goes out: what was decided is decided. */
  readonly wire?: (answer: BankAnswer, fault: FaultSettings) => BankAnswer
  /** A repeated reference is paid again. */
  readonly paysAgain?: true
  /** What becomes of a call to the partner. */
  readonly callback?: (order: CallbackOrder, fault: FaultSettings) => Partial<CallbackOrder>
}

/** What a fault may change about a call to the partner. */
export type CallbackOrder = Pick<CallOut, "body" | "atMs" | "copies">
