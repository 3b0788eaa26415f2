import type { FaultKind } from "./bank-types.ts"

/** What one kind of fault does. */
export interface FaultRule {
  /** Which calls it can hit: payments, enquiries, or both. */
  readonly on: "pay" | "status" | "any"
  /**
   * What it means for the money of a payment that would otherwise have been accepted. `moved` and `not-moved` are fixed;
   * `by-code` follows the code answered, and a fault's own `moneyMoved` wins over it. A payment that the bank refuses anyway
   * (wrong account, no balance) moves nothing under any fault.
   */
  readonly money: "moved" | "not-moved" | "by-code"
  /** What the client sees. */
  readonly manner: "answer" | "drop" | "garble" | "http-500" | "plain"
  /** One line for the list that the control plane prints. */
  readonly text: string
}

/** Every fault, in one place: what it hits, whether money moves, what the client sees. */
export const faultTable: Readonly<Record<FaultKind, FaultRule>> = {
  "drop-before-processing": {
    on: "any", money: "not-moved", manner: "drop",
    text: "cuts the connection before the bank has looked at the request"
  },
  "drop-after-processing": { on: "any", money: "moved", manner: "drop", text: "processes, then cuts the connection" },
  delay: { on: "any", money: "moved", manner: "answer", text: "processes, answers after delayMs (30 000)" },
  "http-500": { on: "any", money: "moved", manner: "http-500", text: "processes, then answers a plain HTTP 500" },
  "garbled-reply": { on: "any", money: "moved", manner: "garble", text: "processes, then answers what nobody can decrypt" },
  "act-code": {
    on: "any", money: "by-code", manner: "answer",
    text: "answers actCode; the act code table says whether money moved, moneyMoved overrides; seen to have settled after 3 min"
  },
  deemed: { on: "pay", money: "moved", manner: "answer", text: "ActCode 91, deemed approved, credited at T+2" },
  "late-reversal": { on: "pay", money: "moved", manner: "answer", text: "settled, then reversed at calendar T+1" },
  "plain-error": {
    on: "any", money: "by-code", manner: "plain",
    text: "an error outside the encryption: actCode (8099); moved for the codes that leave it open, moneyMoved overrides"
  },
  "not-found-for-a-while": {
    on: "any", money: "moved", manner: "drop",
    text: "a payment: processes, cuts the connection, enquiries do not find it for delayMs (180 000); an enquiry: not found"
  },
  "status-drop": { on: "status", money: "not-moved", manner: "drop", text: "cuts the connection of an enquiry" }
}
