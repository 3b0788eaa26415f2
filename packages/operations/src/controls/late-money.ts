import type { Gate, Journal, Payout } from "@hundi/core"
import { waitUntil } from "./finding.ts"
import { payoutsOf } from "./pending.ts"
import { istTime, rupees } from "./words.ts"

/** Says why nothing more goes to a payout's beneficiary, in words for people; undefined when nothing speaks against it. */
export type BeneficiaryWatch = (payout: Payout, now: number) => Promise<string | undefined>

/** What watching needs. */
export interface BeneficiaryWatchOptions {
  readonly journal: Pick<Journal, "list">
  /** What another part knows of late money to this beneficiary: a callback, say. Asked first. */
  readonly holdsBeneficiary?: ((payout: Payout) => Promise<string | undefined>) | undefined
}

const LOOK_AGAIN_MS = 5 * 60_000
/** A review queue longer than a page is read at most so often. */
const KEEP_MS = 2000
const PAGE = 200
const NAMED = 3

/** As core writes it into `reviewReason` when money shows up for an attempt that was proved failed. */
const isLateMoney = ({ reviewReason }: Payout): boolean => reviewReason?.startsWith("late-money") === true

/**
 * Watches for late money: while one payout to a beneficiary is with people because money showed up after its failure was proved, nothing
 * more goes there (MONEY.md, States). Two people end it by deciding that payout in the review queue.
 */
export const watchBeneficiaries = ({ journal, holdsBeneficiary }: BeneficiaryWatchOptions): BeneficiaryWatch => {
  const kept = new Map<string, { readonly at: number; readonly late: readonly Payout[] }>()
  const lateOf = async (tenant: string, now: number): Promise<readonly Payout[]> => {
    const before = kept.get(tenant)
    if (before !== undefined && Math.abs(now - before.at) < KEEP_MS) return before.late
    const late: Payout[] = []
    let seen = 0
    for await (const payout of payoutsOf(journal, tenant, "review")) {
      seen++
      if (isLateMoney(payout)) late.push(payout)
    }
    if (seen >= PAGE) kept.set(tenant, { at: now, late })
    else kept.delete(tenant)
    return late
  }
  return async (payout, now) => {
    const said = await holdsBeneficiary?.(payout)
    if (said !== undefined) return said
    const { id, tenant, beneficiaryHash } = payout
    const late = (await lateOf(tenant, now)).filter((one) => one.id !== id && one.beneficiaryHash === beneficiaryHash)
    return late.length === 0 ? undefined : reasonOf(payout, late)
  }
}

const reasonOf = (payout: Payout, late: readonly Payout[]): string => {
  const named = late.slice(0, NAMED).map(({ payoutId, amountPaise }) => `${payoutId} (${rupees(amountPaise)})`)
  const more = late.length > NAMED ? ` and ${late.length - NAMED} more` : ""
  return (
    `Late money: ${named.join(", ")}${more} to this beneficiary had been proved failed, and then money showed up for it. Until two people have decided`
    + ` that in the review queue, nothing more goes to this beneficiary, nor these ${rupees(payout.amountPaise)}. Look for it on the statement first.`
  )
}

/** The hold of a payout whose beneficiary is watched; it goes by itself within minutes after people have decided. */
export const waitForReview = (reason: string, now: number) => {
  const { admission, actions } = waitUntil("beneficiary", reason, now + LOOK_AGAIN_MS)
  return { admission, actions: ["decide-review" as const, ...actions] }
}

/**
 * The same as a gate of its own, for a worker without a policy: this rule is no choice of a company's.
 *
 * @example
 * const gate = allGates(createBeneficiaryGate({ journal }), breaker)
 */
export const createBeneficiaryGate = (options: BeneficiaryWatchOptions): Gate => {
  const watch = watchBeneficiaries(options)
  return {
    admit: async ({ payout }, now) => {
      const reason = await watch(payout, now)
      return reason === undefined ? { kind: "go" } : waitForReview(`${reason} It is looked at again at ${istTime(now + LOOK_AGAIN_MS)}.`, now).admission
    }
  }
}
