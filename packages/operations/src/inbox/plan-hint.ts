import { formatRupees } from "@hundi/catalog"
import { isUnsent, type Payout, type PayoutView } from "@hundi/core"
import type { CallbackFacts } from "./read-callback.ts"

/** What one look at a hint leads to. It never holds an outcome: only the bank's answer to our own question does (MONEY.md, Laws). */
export type Plan =
  /** Makes our enquiry due. `follow`: asks again later too, because hint and journal contradict each other. */
  | { readonly kind: "ask"; readonly follow: boolean }
  /** The payout has not been sent again: it waits for people, who look first. */
  | { readonly kind: "hold"; readonly reason: string }
  /** Looks again later: only then can it be told. */
  | { readonly kind: "wait" }
  /** No program can ask about it. */
  | { readonly kind: "people" }
  /** It says what is known, or is out of date. */
  | { readonly kind: "nothing" }

/** What a hint means for the payout as the journal knows it now. Pure. */
export const planHint = (hint: CallbackFacts, { payout, attempts }: PayoutView): Plan => {
  const about = attempts.find(({ reference }) => reference === hint.reference)
  const last = attempts.at(-1)
  if (about === undefined || last === undefined) return { kind: "people" }
  // Reserved, and no byte has left as far as we know. A repeat would meet DUPLICATE and be asked about (L3); else it ends as not sent.
  if (about.state === "reserved") return hint.says === "pending" ? { kind: "nothing" } : { kind: "wait" }
  const isEarlier = about !== last || isUnsent(payout.status)
  return isEarlier ? planEarlier(hint, payout, about.reference) : planLast(hint, payout, about.rrn)
}

/** The payout is to be sent again, or was: asking asks about the newest attempt, and making it due would send it. */
const planEarlier = ({ says }: CallbackFacts, payout: Payout, reference: string): Plan => {
  if (says !== "paid" && says !== "unclear") return { kind: "nothing" }
  if (says === "unclear" || !isUnsent(payout.status)) return { kind: "people" }
  return {
    kind: "hold",
    reason:
      `the bank's callback says that the earlier attempt ${reference} was paid after all: another one would pay Rs ${formatRupees(payout.amountPaise)}`
      + " twice. Look for it on the statement; then cancel this payout, or release it if nothing was paid"
  }
}

const planLast = (hint: CallbackFacts, { status }: Payout, rrn: string | null): Plan => {
  const { says, bankNumber } = hint
  if (status === "settled") {
    if (says === "failed" || says === "returned") return { kind: "ask", follow: true }
    // Paid under another number: perhaps paid twice. The bank's own answer is checked against the attempt (L9).
    const isOther = bankNumber !== null && rrn !== null && bankNumber !== rrn
    return says === "unclear" || isOther ? { kind: "ask", follow: false } : { kind: "nothing" }
  }
  if (status === "failed" || status === "reversed" || status === "cancelled") {
    if (says === "paid") return { kind: "ask", follow: true }
    return says === "unclear" ? { kind: "ask", follow: false } : { kind: "nothing" }
  }
  return { kind: "ask", follow: false }
}
