import { istDate, istMidnight } from "@hundi/catalog/calendar"
import type { Journal, SpendAnswer, SpendLimit } from "@hundi/core"
import type { Balance, BalanceReader } from "./balance-reader.ts"
import { waitForFirstPayment } from "./check-beneficiary.ts"
import { isDrop } from "./drops.ts"
import { type Finding, waitUntil } from "./finding.ts"
import type { Facts } from "./gather-facts.ts"
import type { ControlsPolicy } from "./policy.ts"
import { duration, istTime, rupees } from "./words.ts"

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const FIRST_PAYMENT = "first payments to a new beneficiary"

interface Parts {
  readonly journal: Journal
  readonly policy: ControlsPolicy
  readonly balance: BalanceReader | undefined
}

/** Counts the payout against limits and balance in the journal's own transaction: two workers cannot both take the last rupee. */
export const checkSpend = async ({ journal, policy, balance }: Parts, facts: Facts, epoch: number): Promise<Finding | undefined> => {
  const { payout, now } = facts
  const held = policy.balance === null || balance === undefined ? undefined : await heldBalance(balance, policy.balance.keepPaise, facts)
  if (held !== undefined && "admission" in held) return held
  const answer = await journal.spend({
    ...{ payoutId: payout.id, epoch, at: now, day: istDate(now), limits: limitsOf(facts) },
    ...(held === undefined ? {} : { balance: held.spendable })
  })
  if (answer.kind === "taken") return undefined
  return answer.kind === "short" ? short(answer, facts, policy.balance?.keepPaise ?? 0n, held?.spendable.asOf ?? now) : exceeded(answer, facts)
}

const heldBalance = async (
  reader: BalanceReader,
  keepPaise: bigint,
  { payout, now }: Facts
): Promise<Finding | { readonly spendable: Balance }> => {
  // A payout that was short is looked at every minute: then the bank is asked anew, so that new money is seen.
  const reading = await reader.read(now, payout.hold?.kind === "balance" ? MINUTE_MS - 1 : Number.POSITIVE_INFINITY)
  if (reading.kind === "known") return { spendable: { paise: reading.paise - keepPaise, asOf: reading.asOf } }
  const why =
    reading.kind === "failed"
      ? "The bank did not say what the account holds"
      : `The bank's word about the account is of ${istTime(reading.asOf)}, older than the policy allows`
  return waitUntil(
    "balance",
    `${why}, so this payout of ${rupees(payout.amountPaise)} waits. It is asked again every minute; if it stays so, look at the balance enquiry.`,
    now + MINUTE_MS
  )
}

const limitsOf = (facts: Facts): readonly SpendLimit[] => {
  const { policy, payout, beneficiary, isProved, now } = facts
  const applies = ({ rail, tenant }: { rail?: string; tenant?: string }) =>
    (rail === undefined || rail === payout.rail) && (tenant === undefined || tenant === payout.tenant)
  const rules = policy.newBeneficiary
  const first: readonly SpendLimit[] =
    rules === null || beneficiary === undefined || isProved || isDrop(facts)
      ? []
      : [{ name: FIRST_PAYMENT, over: "beneficiary", maxPaise: rules.firstPaymentMaxPaise, withinMs: now - beneficiary.at + 1 }]
  return [...first, ...[...policy.limits, ...policy.velocity].filter(applies).map(({ rail: _rail, tenant: _tenant, ...limit }) => limit)]
}

const exceeded = ({ limit, usedPaise, usedCount }: Extract<SpendAnswer, { kind: "exceeded" }>, facts: Facts): Finding => {
  const { payout, now, policy } = facts
  if (limit.name === FIRST_PAYMENT && policy.newBeneficiary !== null) return waitForFirstPayment(facts, policy.newBeneficiary, usedPaise)
  const until = limit.withinMs === undefined ? istMidnight(istDate(now)) + DAY_MS : now + lookAgainMs(limit.withinMs)
  const aloneAbove = limit.maxPaise !== undefined && payout.amountPaise > limit.maxPaise
  const next = aloneAbove
    ? "It alone is above that limit and will never fit: reject it and order smaller payouts, or have the limit changed."
    : `It is looked at again at ${istTime(until)}; if it must go before, have the limit changed.`
  return waitUntil(
    "limit",
    `The limit «${limit.name}» is ${amountOf(limit)}; used of it: ${used(limit, usedPaise, usedCount)}; this payout is ${rupees(payout.amountPaise)}. ${next}`,
    until
  )
}

const amountOf = ({ maxPaise, maxCount, withinMs }: SpendLimit): string => {
  const parts = [maxPaise === undefined ? "" : rupees(maxPaise), maxCount === undefined ? "" : payouts(maxCount)].filter((part) => part !== "")
  return `${parts.join(" and ")} ${withinMs === undefined ? "a day" : `within ${duration(withinMs)}`}`
}

const payouts = (count: number): string => (count === 1 ? "1 payout" : `${count} payouts`)

const used = ({ maxPaise, maxCount }: SpendLimit, paise: bigint, count: number): string =>
  [maxPaise === undefined ? "" : rupees(paise), maxCount === undefined ? "" : payouts(count)].filter((part) => part !== "").join(" and ")

/** A window makes room as it slides: a look at a tenth of it, between a quarter of a minute and a quarter of an hour. */
const lookAgainMs = (withinMs: number): number => Math.min(Math.max(withinMs / 10, 15_000), 15 * MINUTE_MS)

const short = (
  { balancePaise, openPaise }: Extract<SpendAnswer, { kind: "short" }>,
  { payout, now }: Facts,
  keepPaise: bigint,
  asOf: number
): Finding => {
  const kept = keepPaise === 0n ? "" : `, of which ${rupees(keepPaise)} stays there`
  const missing = openPaise + payout.amountPaise - balancePaise
  return waitUntil(
    "balance",
    `The account held ${rupees(balancePaise + keepPaise)} at ${istTime(asOf)}${kept}; ${rupees(openPaise)} is on its way or not known to have failed. `
      + `This payout of ${rupees(payout.amountPaise)} needs ${rupees(missing)} more. Add money; it is looked at again every minute.`,
    now + MINUTE_MS
  )
}
