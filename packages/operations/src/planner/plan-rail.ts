import { IFSC, type Rail } from "@hundi/catalog"
import { invalid } from "@hundi/core"
import { checkRail, type RailCheck, type Side, sideOf } from "./check-rail.ts"
import type { RailQuestion } from "./rail-question.ts"
import { railRules, type RailRules } from "./rail-rules.ts"
import { checkWindows } from "./windows.ts"
import { railName, rupeesText } from "./words.ts"

/** Why a rail was chosen, or not. */
export interface RailReason extends Omit<RailCheck, "verdict"> {
  readonly verdict: "chosen" | "possible" | "excluded" | "later"
}

interface Reasoned {
  /** The rails, in the order in which they were looked at. */
  readonly reasons: readonly RailReason[]
  /** The plan in a sentence, with what to do next. */
  readonly why: string
}

/**
 * One rail, or none. `go`: it may be sent now. `later`: `next` opens at `from`, ms since 1970 (UTC). `short`: the account lacks
 * `missingPaise`. `never`: no rail can carry it as it is.
 */
export type RailPlan =
  | (Reasoned & {
      readonly kind: "go"
      readonly rail: Rail
      /** The money stays inside the bank: NEFT and RTGS declarations then send a transfer inside it. */
      readonly inside: boolean
      /** Not null only where the policy opts in: the rails that the bank itself goes through, in order. */
      readonly bankFallback: readonly Rail[] | null
    })
  | (Reasoned & { readonly kind: "later"; readonly rail: null; readonly next: Rail; readonly from: number })
  | (Reasoned & { readonly kind: "short"; readonly rail: null; readonly missingPaise: bigint })
  | (Reasoned & { readonly kind: "never"; readonly rail: null })

/** The only fallback that a declaration sends: `composite.fallback.pay`, x-priority 0120. */
const BANK_FALLBACK: readonly Rail[] = Object.freeze(["imps", "neft"] as const)

/**
 * [J] The fastest rail that takes the amount: IMPS at once, RTGS within the hour, NEFT with its half-hourly batch. Inside the bank no
 * network is needed. Public clients differ: one goes by Rs 2 lakh between NEFT and RTGS, one tries IMPS first
 * (facts/composite-and-cib.json, rule "rail choice").
 */
const usualOrder: Readonly<Record<Side, readonly Rail[]>> = Object.freeze({
  address: ["upi", "imps", "rtgs", "neft", "internal"],
  outside: ["imps", "rtgs", "neft", "upi", "internal"],
  virtual: ["imps", "rtgs", "neft", "upi", "internal"],
  inside: ["internal", "neft", "imps", "rtgs", "upi"]
} as const)

/**
 * Chooses the one rail of an attempt, and says in words why it and why not the others. Pure: the same question has the same answer.
 *
 * @throws HundiError INVALID_REQUEST for an amount, IFSC, preference or window that cannot be meant
 * @example
 * const payout = { amountPaise: 30_000_000n, beneficiary: { kind: "account", ifsc: "TEST0000001" } } as const
 * const plan = planRail({ payout, at: Date.UTC(2030, 0, 31, 6), partner: { rails: ["imps", "neft", "rtgs"] } })
 * plan.rail // "imps": up to Rs 500000.00 it is at once
 */
export const planRail = (question: RailQuestion): RailPlan => {
  const rules = question.rules ?? railRules
  check(question, rules)
  const { payout, policy, balancePaise } = question
  const side = sideOf(payout.beneficiary, rules)
  const wanted = wantedOf(question)
  // A transfer inside the bank as a rail of its own is spoken of only where a partner has one.
  const rails = orderOf(wanted, policy?.order, usualOrder[side]).filter((rail) => rail !== "internal" || question.partner.rails.includes(rail))
  const checks = rails.map((rail) =>
    policy?.onlyPreferred === true && !wanted.includes(rail)
      ? { rail, verdict: "excluded" as const, why: `the policy takes no rail but ${wanted.map(railName).join(", ")}` }
      : checkRail(rail, question, rules)
  )
  const missingPaise = balancePaise === undefined ? 0n : payout.amountPaise - balancePaise
  if (missingPaise > 0n && checks.some(({ verdict }) => verdict !== "excluded")) return short(checks, payout.amountPaise, missingPaise)
  const chosen = checks.find(({ verdict }) => verdict === "possible")
  return chosen === undefined ? none(checks) : go(chosen, checks, side, policy?.bankFallback === true)
}

const check = ({ payout, preference, policy, partner }: RailQuestion, rules: RailRules): void => {
  const { amountPaise, beneficiary } = payout
  if (amountPaise <= 0n) throw invalid("amountPaise", "more than 0 paise")
  if (beneficiary.kind === "account" && !IFSC.test(beneficiary.ifsc)) throw invalid("ifsc", "an IFSC such as HDFC0000001")
  if (policy?.onlyPreferred === true && preference === undefined) {
    throw invalid("preference", "at least one rail, where no other may be taken")
  }
  checkWindows([...rules.windows, ...(partner.windows ?? [])])
}

const wantedOf = ({ preference }: RailQuestion): readonly Rail[] =>
  preference === undefined ? [] : typeof preference === "string" ? [preference] : preference

const orderOf = (...orders: readonly (readonly Rail[] | undefined)[]): readonly Rail[] => [
  ...new Set(orders.flatMap((order) => order ?? []))
]

const go = (chosen: RailCheck, checks: readonly RailCheck[], side: Side, mayFallBack: boolean): RailPlan => {
  const inside = side === "inside" && chosen.rail !== "imps"
  const isPossible = (rail: Rail): boolean => checks.some((one) => one.rail === rail && one.verdict === "possible")
  const falls = mayFallBack && side === "outside" && chosen.rail === "imps" && BANK_FALLBACK.every(isPossible)
  const how = inside && chosen.rail !== "internal" ? ", as a transfer inside the bank" : ""
  const risk = falls ? "; the bank goes on to NEFT by itself where IMPS fails, and may then have paid twice: unknowns go to people" : ""
  return {
    ...{ kind: "go", rail: chosen.rail, inside, bankFallback: falls ? BANK_FALLBACK : null },
    why: `it goes over ${railName(chosen.rail)}${how}${risk}`,
    reasons: checks.map((one) => (one === chosen ? { ...one, verdict: "chosen", why: `${one.why}, and is the first in order that does` } : one))
  }
}

const short = (checks: readonly RailCheck[], amountPaise: bigint, missingPaise: bigint): RailPlan => {
  const why = `the account lacks ${rupeesText(missingPaise)} of ${rupeesText(amountPaise)}: nothing is sent; fund the account, or pay less`
  const reasons = checks.map((one): RailReason => (one.verdict === "possible" ? { ...one, verdict: "later", why } : one))
  return { kind: "short", rail: null, missingPaise, why, reasons }
}

const none = (checks: readonly RailCheck[]): RailPlan => {
  // Sorting is stable: of two that open together, the first in order.
  const [soonest] = checks
    .filter((one): one is RailCheck & { readonly from: number } => one.from !== undefined)
    .sort((one, other) => one.from - other.from)
  if (soonest !== undefined) {
    const { rail, from, why } = soonest
    return { kind: "later", rail: null, next: rail, from, why: `no rail is open now: ${why}; it can go by itself then`, reasons: checks }
  }
  const why = `no rail can carry it: ${checks.map((one) => one.why).join("; ")}`
  return { kind: "never", rail: null, why, reasons: checks }
}
