import { HundiError, type Journal, type Payouts, type PayoutView } from "@hundi/core"
import { type FallbackPlan, type FallbackPolicy, type FallbackSituation, planFallback } from "./plan-fallback.ts"

/** What carrying a fallback policy out needs. Times are ms. */
export interface FollowFallbacksOptions {
  readonly journal: Pick<Journal, "get" | "list" | "note">
  readonly payouts: Pick<Payouts, "retry">
  readonly policy: FallbackPolicy
  /** What the partner can do now; rails that are paused or broken are left out of `partner.rails`. */
  readonly situation: () => FallbackSituation | Promise<FallbackSituation>
  readonly now: () => number
  /** `default` unless told. */
  readonly tenant?: string
  /** Payouts that were taken on longer ago are left to people; 24 hours unless told. */
  readonly withinMs?: number
}

/** One payout that goes on over another rail. */
export interface FallbackOrdered {
  readonly payoutId: string
  readonly rail: string
  readonly why: string
}

const DAY_MS = 86_400_000
const PAGE = 100

/**
 * Orders what a declared policy allows: a new attempt over another rail, for payouts that are proved failed. It decides nothing itself:
 * {@link planFallback} plans, and the journal's index has the last word (L2), so that two workers that look at the same payout open one
 * attempt. Each order stands in the payout's history with its reason. Safe to run at any time, after a crash too: the journal is all
 * that it knows.
 *
 * @example
 * const look = followFallbacks({ journal, payouts: bank.payouts, policy, situation, now: Date.now })
 * setInterval(() => void look(), 30_000)
 */
export const followFallbacks = (options: FollowFallbacksOptions): (() => Promise<readonly FallbackOrdered[]>) => {
  const { journal, now, tenant = "default", withinMs = DAY_MS } = options
  /** What was looked at and has nothing to go on to, with its number of attempts: only another attempt changes that. */
  const settledOn = new Map<string, number>()
  return async () => {
    const since = now() - withinMs
    const ordered: FallbackOrdered[] = []
    const situation = await options.situation()
    let cursor: string | undefined
    do {
      const page = await journal.list({ tenant, status: "failed", limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
      const recent = page.data.filter(({ createdAt }) => createdAt >= since)
      for (const { id } of recent) {
        const view = await journal.get(id)
        if (view === undefined || settledOn.get(id) === view.attempts.length) continue
        const plan = planFallback(view, options.policy, situation)
        if (plan.kind === "none") settledOn.set(id, view.attempts.length)
        if (plan.kind !== "next" || view.payout.hold !== null) continue
        const order = await goOn(view, plan, options)
        if (order !== undefined) ordered.push(order)
      }
      cursor = recent.length < page.data.length ? undefined : (page.nextCursor ?? undefined)
    } while (cursor !== undefined)
    for (const id of settledOn.size > 100_000 ? [...settledOn.keys()].slice(0, 50_000) : []) settledOn.delete(id)
    return ordered
  }
}

type Next = Extract<FallbackPlan, { kind: "next" }>

const goOn = async ({ payout }: PayoutView, { rail, why }: Next, options: FollowFallbacksOptions): Promise<FallbackOrdered | undefined> => {
  const { payoutId, tenant, id } = payout
  try {
    await options.payouts.retry(payoutId, { rail, tenant })
  } catch (error) {
    // Somebody works on it at this moment, or was faster: the next look sees what became of it.
    if (error instanceof HundiError && ["LIVE_ATTEMPT", "HELD", "FENCED"].includes(error.code)) return undefined
    throw error
  }
  await options.journal.note(id, { kind: "fallback-ordered", detail: { rail, why } }, options.now())
  return { payoutId, rail, why }
}
