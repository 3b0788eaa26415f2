import type { BankRequest, Payment, Rail } from "../bank-types.ts"
import type { Call } from "../call.ts"
import type { Plan, RailPlans } from "./plans.ts"

type Body = BankRequest["body"]

/**
 * "Host not found": the gateway does not reach the rail. The facts name only IMPS codes after which it goes on to the next rail; that
 * it also goes on after this one, from any rail, is read from "no rail left: 997" and "997: every backend down".
 */
export const UNREACHABLE = "8011"

/** What one rail brings to the common course of a payment (pay-composite.ts). */
export interface RailProduct {
  readonly rail: Rail
  /** The courses of events that a request can take; a transfer inside the bank has its own. */
  readonly plansOf: (body: Body) => RailPlans
  /** The fields that the gateway wants (fact file composite-and-cib, rule "mandatory fields"). */
  readonly fieldsOf: (body: Body) => readonly string[]
  readonly referenceOf: (body: Body) => string
  readonly accountOf: (body: Body) => string
  /** The code for a caller or a reference that is no good: such a request leaves no trace. */
  readonly refuseCaller: (call: Call) => string | undefined
  /** The code that the payment is declined with, or undefined when the rail takes it. */
  readonly refusePayment: (call: Call) => string | undefined
  /** A course that the request itself asks for, such as an approval. */
  readonly planOf?: (call: Call) => Plan | undefined
  readonly paymentOf: (call: Call, plan: Plan) => Payment
  readonly reply: (payment: Payment, code: string) => unknown
  readonly refusal: (code: string, body: Body) => unknown
  /** With a later choice in x-priority, a reply with this code makes the gateway go on to it. */
  readonly goesOnAfter: (code: string) => boolean
}
