import { istDate } from "@hundi/catalog/calendar"
import type { Gate, Payout } from "@hundi/core"
import { isLei } from "./lei.ts"
import { holdsOn, railRules, type RailRules } from "./rail-rules.ts"
import { railName, rupeesText } from "./words.ts"

/** What {@link createLeiGate} takes. */
export interface LeiGateOptions {
  readonly rules?: RailRules
}

/**
 * Refuses a payout of Rs 50 crore or more over NEFT or RTGS that has no Legal Entity Identifier of its beneficiary: the bank would refuse
 * it, or send it without (RBI/2020-21/82; rule "BENLEI"). It ends as cancelled, nothing was sent.
 *
 * @example
 * const gate = allGates(controls.gate, createLeiGate())
 */
export const createLeiGate = ({ rules = railRules }: LeiGateOptions = {}): Gate => ({
  admit: async ({ payout }, now) => {
    const { rail, amountPaise } = payout
    const limit = rules.limits.find((one) => one.kind === "lei-from" && one.rail === rail && amountPaise >= one.amountPaise && holdsOn(one, istDate(now)))
    if (limit === undefined) return { kind: "go" }
    const lei = leiOf(payout)
    if (lei !== undefined && isLei(lei)) return { kind: "go" }
    const found = lei === undefined ? "it has none" : "the one it has is none: 20 characters with two check digits"
    const reason = `From ${rupeesText(limit.amountPaise)} on ${railName(rail)} needs the beneficiary's LEI (${limit.by}), and ${found}. Nothing was sent. `
      + "Ask the beneficiary for it, then order the payout again under a new id with details.beneficiaryLei."
    return { kind: "refuse", by: "lei", reason }
  }
})

/** Of the order's details, where its declaration has them. */
const leiOf = ({ details }: Payout): string | undefined => {
  if (details === undefined) return undefined
  const { beneficiaryLei } = JSON.parse(details.reveal()) as { readonly beneficiaryLei?: unknown }
  return typeof beneficiaryLei === "string" ? beneficiaryLei : undefined
}
