import type { AttemptState, PayoutStatus, WireResult } from "@hundi/core"

type Sent = Readonly<Record<string, unknown>>
type Answer = (sent: Sent) => WireResult

/** One payout's fate: what the bank answers, call by call, and where the payout must stand in the end. */
export interface PayoutScenario {
  readonly name: string
  readonly answers: readonly Answer[]
  /** After the payment: the time that passes before each further call, ms. `retry` is the owner's order for a new attempt. */
  readonly steps?: readonly { readonly advanceMs: number; readonly retry?: true }[]
  readonly status: PayoutStatus
  readonly states: readonly AttemptState[]
}

const sealed = (value: unknown): WireResult => ({ kind: "reply", status: 200, body: JSON.stringify({ sealed: value }) })
const plain = (status: number, body: string): Answer => () => ({ kind: "reply", status, body })
const coded = (ActCode: string): Answer => () => sealed({ ActCode })
const lost: Answer = () => ({ kind: "failure", sent: "maybe", why: "time-out" })
const unsent: Answer = () => ({ kind: "failure", sent: "no", why: "ECONNREFUSED" })
const paid: Answer = (sent) => sealed({ success: true, ActCode: "0", BankRRN: "600000000001", TransRefNo: sent["tranRefNo"] })
const found = (ActCode: string, changes: Sent = {}): Answer => (sent) =>
  sealed({ ImpsResponse: { ActCode, TranRefNo: sent["transRefNo"], BankRRN: "600000000001", Amount: "100.50", BeneAccNo: "XXXXXXXX6789", ...changes } })

const FIRST_ENQUIRY_MS = 5000

const one = (name: string, answer: Answer, status: PayoutStatus, state: AttemptState): PayoutScenario => ({
  name,
  answers: [answer],
  status,
  states: [state]
})

/** MONEY.md, laws L2 to L5 and L9, seen from outside. */
export const payoutScenarios: readonly PayoutScenario[] = [
  one("ActCode 0 settles", paid, "settled", "settled"),
  one("a hard decline fails", coded("52"), "failed", "rejected"),
  one("a set-up fault fails, and pauses the rail", coded("901"), "failed", "rejected"),
  ...["11", "20", "30", "91", "101", "500", "814", "997", "ZZ9"].map((code) => one(`ActCode ${code} is unknown`, coded(code), "unknown", "unknown")),
  one("a technical decline is unknown at first sight", coded("62"), "unknown", "unknown"),
  one("a time-out is unknown", lost, "unknown", "unknown"),
  one("a 500 is unknown", plain(500, "oops"), "unknown", "unknown"),
  one("a garbled reply is unknown", plain(200, "%%%"), "unknown", "unknown"),
  one("a proxy's 401 is unknown", plain(401, "<html>"), "unknown", "unknown"),
  one("the bank's own refusal of the key fails", plain(400, '{"errorCode":"8000","description":"no"}'), "failed", "rejected"),
  one("an outcome without an envelope is unknown", plain(200, '{"ActCode":"0"}'), "unknown", "unknown"),
  one("an answer about another payment is for people", () => sealed({ ActCode: "0", TransRefNo: "T1AAA0000000009" }), "review", "unknown"),
  one("not sent, by witness, waits to go again", unsent, "queued", "reserved"),
  { name: "not sent, then paid under the same reference", answers: [unsent, paid], steps: [{ advanceMs: 1000 }], status: "settled", states: ["settled"] },
  { name: "lost, then settled by an enquiry", answers: [lost, found("0")], steps: [{ advanceMs: FIRST_ENQUIRY_MS }], status: "settled", states: ["settled"] },
  {
    name: "lost, then an enquiry names another amount",
    answers: [lost, found("0", { Amount: "100.51" })],
    steps: [{ advanceMs: FIRST_ENQUIRY_MS }],
    status: "review",
    states: ["unknown"]
  },
  {
    name: "a technical decline that an enquiry repeats after 180 s fails",
    answers: [coded("62"), found("62")],
    steps: [{ advanceMs: 180_000 }],
    status: "failed",
    states: ["rejected"]
  },
  {
    name: "declined, then paid by the owner's order under a new reference",
    answers: [coded("52"), paid],
    steps: [{ advanceMs: 1000, retry: true }],
    status: "settled",
    states: ["rejected", "settled"]
  }
]
