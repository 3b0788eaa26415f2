import type { Rail } from "@hundi/catalog"
import { type Attempt, HundiError, invalid, type PayoutView, provedFailures } from "@hundi/core"
import { type CodeFamily, type CodeRecord, lookUp, normaliseCode } from "@hundi/error-codes"
import { planRail, type RailPlan } from "./plan-rail.ts"
import { destinationOf, type RailQuestion } from "./rail-question.ts"
import { istText, railName } from "./words.ts"

/**
 * When a payout whose attempt was proved failed may go over another rail without a person's order. Nothing is allowed that it does not
 * say.
 */
export interface FallbackPolicy {
  /** The rails to go to, in order. */
  readonly order: readonly Rail[]
  /**
   * The declines after which to go on, by the rail that declined. Only codes of class `rejected`, or `technical` ones, which count as
   * proved once an enquiry has repeated them. NEFT and RTGS decline in words: `technical` or `rejected` stand for them.
   */
  readonly after: Readonly<Partial<Record<Rail, readonly string[]>>>
  /** Also after an attempt of which no byte left. */
  readonly afterNotSent?: boolean
  /** Attempts of one payout in all, the first included; 2 unless told. */
  readonly maxAttempts?: number
}

/** What a fallback is planned in: the same as for the first plan, without payout, preference and policy. */
export type FallbackSituation = Omit<RailQuestion, "payout" | "preference" | "policy">

/**
 * `next`: the owner's declared policy allows an attempt over `rail` now. `later`: from `from` on, ms since 1970 (UTC). `none`: people
 * decide; `missing` says what is missing: the proof of failure, the policy, or a rail that can carry it.
 */
export type FallbackPlan =
  | { readonly kind: "next"; readonly rail: Rail; readonly why: string; readonly plan: RailPlan }
  | { readonly kind: "later"; readonly rail: Rail; readonly from: number; readonly why: string; readonly plan: RailPlan }
  | { readonly kind: "none"; readonly missing: "proof" | "policy" | "rail"; readonly why: string }

type None = Extract<FallbackPlan, { kind: "none" }>

const USUAL_ATTEMPTS = 2

/** The bank's own fallback: its attempt names several rails, and one rail's decline proves nothing about the others (MONEY.md). */
const SEVERAL_RAILS = "composite.fallback.pay"

/**
 * Whether a failed payout may go over another rail, by proof first and by declared policy second (L4). Never after an unknown: it says
 * which proof is missing. Pure; `followFallbacks` orders what it plans.
 *
 * @throws HundiError CONFIGURATION for a policy that names a code which proves nothing
 * @example
 * planFallback(view, { order: ["neft"], after: { imps: ["12"] } }, { at, partner: { rails: ["imps", "neft"] } })
 */
export const planFallback = (view: PayoutView, policy: FallbackPolicy, situation: FallbackSituation): FallbackPlan => {
  checkFallbackPolicy(policy)
  return proofMissing(view) ?? policyMissing(view, policy) ?? nextRail(view, policy, situation)
}

/** Refuses a policy that would go on without proof. @throws HundiError CONFIGURATION naming the code, INVALID_REQUEST for a bad count */
export const checkFallbackPolicy = ({ after, maxAttempts }: FallbackPolicy): void => {
  if (maxAttempts !== undefined && (!Number.isInteger(maxAttempts) || maxAttempts < 1)) throw invalid("maxAttempts", "a whole number, 1 or more")
  for (const [rail, codes] of Object.entries(after) as readonly [Rail, readonly string[]][]) {
    for (const code of codes) {
      if (provedWords.has(code) && isWordRail(rail)) continue
      const record = recordOf(rail, code)
      if (record.class !== "rejected" && record.class !== "technical") {
        throw new HundiError(
          "CONFIGURATION",
          `after.${rail}: ${code} (${record.meaning}) is of class ${record.class}: money may have moved, or every rail would meet it; take it off the list`
        )
      }
    }
  }
}

/** What stands between the last attempt and "proved failed", for people. */
const proofMissing = ({ payout, attempts, events }: PayoutView): None | undefined => {
  const open = attempts.find(({ provedFailedAt }) => provedFailedAt === null)
  if (open !== undefined) return none("proof", openText(open, payout.rail, payout.dueAt))
  if (payout.status === "review") return none("proof", `people are reviewing this payout (${payout.reviewReason ?? "no reason given"}): they decide`)
  if (attempts.length === 0) return none("proof", "nothing was sent yet, so nothing has failed: it goes over its own rail first")
  if (payout.operation === SEVERAL_RAILS) {
    return none("proof", "the attempt named several rails (x-priority 0120): every one of them must be proved failed, which only people can find on the statement")
  }
  if (events.some(({ kind }) => kind === "late-money")) return none("proof", "money showed up for an attempt that was proved failed: people decide")
  // Reversed is proof as well; what follows from it is the owner's to say, below.
  if (payout.status !== "failed" && payout.status !== "reversed") return none("proof", `this payout is ${payout.status}, not failed: there is nothing to go on from`)
  return undefined
}

const openText = ({ reference, state, asked, unknownSince, lastCode }: Attempt, rail: string, dueAt: number | null): string => {
  const said = lastCode === null ? "" : `, the last code was ${lastCode}`
  const since = unknownSince === null ? "" : ` since ${istText(unknownSince)}`
  const next = dueAt === null ? "nobody asks again by itself: see the review queue" : `the bank is asked again at ${istText(dueAt)}`
  return state === "settled"
    ? `attempt ${reference} over ${railName(rail)} is settled: it was paid`
    : `attempt ${reference} over ${railName(rail)} is ${state}${since} (asked ${asked} times${said}): it may have paid. `
      + "Missing is one of: a decline by the bank that proves it, a reversal of the whole amount, or absence confirmed by two people. "
      + `Never pay it another way meanwhile; ${next}`
}

/** Whether the owner declared that such a failure goes on. */
const policyMissing = ({ payout, attempts, events }: PayoutView, policy: FallbackPolicy): None | undefined => {
  const last = attempts.at(-1) as Attempt
  const max = policy.maxAttempts ?? USUAL_ATTEMPTS
  if (attempts.length >= max) return none("policy", `${attempts.length} attempts were made, and the policy allows ${max}: order the next one yourself`)
  if (last.state === "not-sent") {
    return policy.afterNotSent === true ? undefined : none("policy", "no byte of the attempt left, and the policy does not go on after that (afterNotSent)")
  }
  if (last.state !== "rejected" || !provedFailures.includes(last.state)) {
    return none("policy", `the attempt is ${last.state}: a payout whose money came back is ordered again by its owner alone`)
  }
  if (events.some(({ kind }) => kind === "review-decided")) return none("policy", "people decided that it failed: its owner orders the next attempt")
  const code = last.lastCode
  if (code === null || !listed(policy, payout.rail, code)) {
    return none("policy", `the bank declined with ${code ?? "no code"} over ${railName(payout.rail)}, and the policy does not go on after that: order the next attempt yourself`)
  }
  return undefined
}

const listed = ({ after }: FallbackPolicy, rail: Rail, code: string): boolean => {
  const family = familyOf[rail]
  return (after[rail] ?? []).some((one) => normaliseCode(family, one) === normaliseCode(family, code))
}

const nextRail = ({ payout, attempts }: PayoutView, policy: FallbackPolicy, situation: FallbackSituation): FallbackPlan => {
  // What declined once is not gone back to.
  const others = policy.order.filter((rail) => rail !== payout.rail && attempts.every((tried) => tried.rail !== rail))
  if (others.length === 0) return none("rail", `the policy names no rail besides ${railName(payout.rail)}`)
  const payload = { amountPaise: payout.amountPaise, beneficiary: destinationOf(payout.beneficiary) }
  const plan = planRail({ ...situation, payout: payload, preference: others, policy: { onlyPreferred: true } })
  const proved = `${railName(payout.rail)} is proved failed and the policy goes on`
  if (plan.kind === "go") return { kind: "next", rail: plan.rail, plan, why: `${proved}: ${plan.why}, as a new attempt under a new reference` }
  if (plan.kind === "later") return { kind: "later", rail: plan.next, from: plan.from, plan, why: `${proved}, but ${plan.why}` }
  return none("rail", `${proved}, but ${plan.why}`)
}

const none = (missing: None["missing"], why: string): None => ({ kind: "none", missing, why })

/** What core writes as the code of a NEFT or RTGS decline: the bank says it in words. */
const provedWords: ReadonlySet<string> = new Set(["technical", "rejected"])

const isWordRail = (rail: Rail): boolean => familyOf[rail] === "cib"

const familyOf: Readonly<Record<Rail, CodeFamily>> = Object.freeze({ upi: "upi", imps: "imps", neft: "cib", rtgs: "cib", internal: "cib" })

const recordOf = (rail: Rail, code: string): CodeRecord => lookUp(familyOf[rail], "pay", code)
