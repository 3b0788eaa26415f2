import { HundiError, type Payouts, type PayoutView, type Sensitive } from "@hundi/core"
import type { DropPort } from "./create-beneficiary-checks.ts"

/** How the drops are paid. */
export interface DropThroughPayoutsOptions {
  /** Id of the declaration that pays, `composite.imps.pay` for instance; the bank's first one unless told. */
  readonly operation?: string
  /**
   * Whose account the rupee went to; asked once it has settled. The journal keeps no names: read `BeneName` from the IMPS status
   * enquiry by the attempt's reference (facts/composite-and-cib.json, composite.imps.status). Without it only accounts are
   * verified. While it rejects, the check does, and the drop stays open: give undefined for a name that cannot be had.
   */
  readonly nameOf?: (view: PayoutView) => Promise<Sensitive | undefined>
}

/**
 * Penny drops as ordinary payouts of one rupee: intent first, one live attempt, enquiries, limits and approvals, like all others. Their
 * ids begin with `verification-`.
 * @example
 * const drop = dropThroughPayouts(bank.payouts, { operation: "composite.imps.pay" })
 */
export const dropThroughPayouts = (payouts: Pick<Payouts, "accept" | "get">, options: DropThroughPayoutsOptions = {}): DropPort => ({
  accept: async (payout) => {
    const [intake] = await payouts.accept([payout], options.operation)
    if (intake === undefined) throw new HundiError("JOURNAL_UNAVAILABLE", "the payouts gave no answer: check again")
    if (intake.kind === "invalid") throw intake.error
  },
  look: async (payoutId, tenant) => {
    const view = await payouts.get(payoutId, tenant)
    if (view === undefined) return undefined
    const code = view.attempts.at(-1)?.lastCode ?? undefined
    const registeredName = view.payout.status === "settled" ? await options.nameOf?.(view) : undefined
    return {
      status: view.payout.status,
      ...(code === undefined ? {} : { code }),
      ...(registeredName === undefined ? {} : { registeredName })
    }
  }
})
