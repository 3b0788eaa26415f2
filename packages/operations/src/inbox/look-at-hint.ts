import type { PayoutView, Work } from "@hundi/core"
import type { InboxOptions } from "./create-inbox.ts"
import type { HintStore, HintView } from "./hint-store.ts"
import { type Plan, planHint } from "./plan-hint.ts"

interface Parts extends Pick<InboxOptions, "journal" | "owner" | "now"> {
  readonly store: HintStore
}

/** A lease only as long as two writes need. */
const LEASE_MS = 30_000
const BUSY_GAP_MS = 15_000
const RESERVED_GAP_MS = 5 * 60_000
/** Two times the 15 minutes for which a reserved attempt may still be sent (MONEY.md, L3). */
const RESERVED_FOR_MS = 30 * 60_000
const HOUR_MS = 3_600_000
/** After a hint against what is final. A return comes by calendar T+1, and shows in Recon360 from T+2 (MONEY.md, Ladders). */
const FOLLOW_GAPS_MS: readonly number[] = [5 * 60_000, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS, 24 * HOUR_MS, 24 * HOUR_MS, 24 * HOUR_MS]

/** Looks at one hint and does what it leads to. True: a payout became due. Rejects when the journal cannot be asked. @internal */
export const makeLook = ({ journal, owner, now, store }: Parts) => {
  const viewFor = async (hint: HintView): Promise<PayoutView | undefined> => {
    const id = hint.payoutId ?? (await journal.findByReference(hint.reference))
    if (id === undefined) return undefined
    if (hint.payoutId === null) store.place(hint.id, id)
    return journal.get(id)
  }

  const ask = async (hint: HintView, { payout }: PayoutView, follow: boolean): Promise<boolean> => {
    // A later wake-up than the hint served it, too.
    if (!follow && store.wokenSince(payout.id, hint.receivedAt)) {
      store.close(hint.id, "asked", now())
      return false
    }
    const gap = FOLLOW_GAPS_MS[hint.looks]
    if (follow && gap === undefined) {
      store.close(hint.id, "people", now())
      return false
    }
    const allowedAt = store.nextWakeAt(payout.id, now())
    if (allowedAt > now()) {
      store.again(hint.id, allowedAt, hint.looks)
      return false
    }
    const work = await claimAs(hint, payout.id, { kind: "ask", follow })
    if (work === undefined) return false
    await journal.release(payout.id, work.epoch, now())
    store.woke(hint, payout.id, now(), follow ? { at: now() + (gap ?? 0), looks: hint.looks + 1 } : undefined)
    return true
  }

  /** Claims the payout if the plan still stands under the claim. Whoever works on it now may have asked before the hint came: try again. */
  const claimAs = async (hint: HintView, payoutId: string, plan: Plan): Promise<Work | undefined> => {
    const work = await journal.claim(payoutId, { owner, now: now(), leaseMs: LEASE_MS })
    if (work !== undefined) {
      const view = await journal.get(payoutId)
      if (view !== undefined && planHint(hint, view).kind === plan.kind) return work
      await journal.release(payoutId, work.epoch, work.payout.dueAt)
    }
    store.again(hint.id, now() + BUSY_GAP_MS, hint.looks)
    return undefined
  }

  const hold = async (hint: HintView, payoutId: string, plan: Extract<Plan, { readonly kind: "hold" }>): Promise<void> => {
    const work = await claimAs(hint, payoutId, plan)
    if (work === undefined) return
    const waits = { status: "awaiting-approval" as const, dueAt: null, kind: "duplicate" as const, reason: plan.reason }
    await journal.hold({ payoutId, epoch: work.epoch, at: now(), ...waits })
    store.close(hint.id, "held", now())
  }

  return async (hint: HintView): Promise<boolean> => {
    const view = await viewFor(hint)
    if (view === undefined) {
      store.remove(hint.id)
      return false
    }
    const plan = planHint(hint, view)
    // It asked before; now hint and journal no longer contradict each other, or people have the payout.
    const isAnswered = hint.looks > 0 && !(plan.kind === "ask" && plan.follow)
    if (plan.kind === "hold") await hold(hint, view.payout.id, plan)
    else if (plan.kind === "people") store.close(hint.id, "people", now())
    else if (isAnswered && plan.kind !== "wait") store.close(hint.id, "answered", now())
    else if (plan.kind === "ask") return ask(hint, view, plan.follow)
    else if (plan.kind === "nothing") store.close(hint.id, "agrees", now())
    else if (now() - hint.receivedAt > RESERVED_FOR_MS) store.close(hint.id, "people", now())
    else store.again(hint.id, now() + RESERVED_GAP_MS, hint.looks)
    return false
  }
}
