import type { Change, Holder, Journal } from "@hundi/core"
import { type Instruments, quietly } from "./instruments.ts"
import type { Labels } from "./otel-like.ts"
import { holdKinds, oneOf, outcomeLabels, rails } from "./safe-labels.ts"
import { isEnquiry, type Lane, type Tracked, type Tracking } from "./track-work.ts"

interface Parts {
  readonly instruments: Instruments
  readonly tracking: Tracking
  readonly now: () => number
}

/**
 * The journal, counted. Everything a payout goes through passes the journal, so this is where it is seen: what is claimed, reserved,
 * marked, recorded, held. Each method does what it did, and rejects as it did.
 */
export const instrumentJournal = (journal: Journal, parts: Parts): Journal => {
  const wrapped: Partial<Journal> = { ...claiming(journal, parts), ...attempting(journal, parts), ...ending(journal, parts) }
  // A proxy keeps a journal that is a class, with private fields, what it is.
  return new Proxy(journal, {
    get: (target, name) => {
      const own = (wrapped as Readonly<Record<PropertyKey, unknown>>)[name]
      if (own !== undefined) return own
      const method: unknown = Reflect.get(target, name, target)
      return typeof method === "function" ? (method.bind(target) as unknown) : method
    }
  })
}

const claiming = (journal: Journal, { instruments, tracking }: Parts): Pick<Journal, "accept" | "claimDue" | "claim"> => ({
  accept: async (payouts, at) => {
    const answers = await journal.accept(payouts, at)
    quietly(() =>
      answers.forEach((answer, index) => {
        const order = payouts[index]?.order
        instruments.taken(1, { "hundi.rail": oneOf(rails, order?.rail), "hundi.result": answer.kind })
      })
    )
    return answers
  },
  claimDue: async (request) => {
    const works = await journal.claimDue(request)
    quietly(() => {
      for (const work of works) {
        if (work.payout.dueAt !== null) instruments.wakeLatency(Math.max(0, request.now - work.payout.dueAt), { "hundi.lane": request.want })
        tracking.begin(work, request.want, request.leaseMs)
      }
    })
    return works
  },
  claim: async (payoutId, request) => {
    const work = await journal.claim(payoutId, request)
    if (work !== undefined) quietly(() => tracking.begin(work, "order" satisfies Lane, request.leaseMs))
    return work
  }
})

const attempting = (journal: Journal, { instruments, tracking, now }: Parts): Pick<Journal, "reserve" | "markSending" | "record"> => ({
  reserve: async (reservation) => {
    const attempt = await journal.reserve(reservation)
    quietly(() => {
      instruments.attempts(1, railLabels(tracking.find(reservation.payoutId, reservation.epoch)))
      tracking.reserved(reservation.payoutId, reservation.epoch, attempt)
    })
    return attempt
  },
  markSending: async (holder, digest) => {
    await journal.markSending(holder, digest)
    quietly(() => {
      instruments.sends(1, railLabels(tracking.find(holder.payoutId, holder.epoch)))
      tracking.sending(holder.payoutId, holder.epoch)
    })
  },
  record: async (holder, change) => {
    const tracked = tracking.find(holder.payoutId, holder.epoch)
    try {
      const answer = await journal.record(holder, change)
      quietly(() => tellOutcome(instruments, tracking, { holder, change, tracked, isLate: answer === "late", now: now() }))
      return answer
    } catch (error) {
      quietly(() => tracking.end(holder.payoutId, holder.epoch, "not recorded"))
      throw error
    }
  }
})

interface Told {
  readonly holder: Holder
  readonly change: Change
  readonly tracked: Tracked | undefined
  readonly isLate: boolean
  readonly now: number
}

const tellOutcome = (instruments: Instruments, tracking: Tracking, { holder, change, tracked, isLate, now }: Told): void => {
  const rail = railLabels(tracked)
  if (isLate) instruments.late(1, rail)
  if (tracked === undefined) return
  const { payout, attempt } = tracked.work
  const labels: Labels = outcomeLabels(payout, change, isEnquiry(tracked.work) ? "enquiry" : "pay")
  if (!isLate) {
    const { "hundi.code": _code, ...countable } = labels
    instruments.outcomes(1, { ...rail, ...countable })
    const since = attempt?.unknownSince
    const isProved = change.attempt.state !== "unknown" && attempt?.state === "unknown"
    if (isProved && since !== null && since !== undefined) instruments.unknownAge(Math.max(0, now - since), { ...rail, "hundi.outcome": labels["hundi.outcome"] ?? "other" })
  }
  tracking.end(holder.payoutId, holder.epoch, isLate ? "late" : "recorded", labels)
}

const ending = (journal: Journal, { instruments, tracking }: Parts): Pick<Journal, "release" | "cancel" | "hold"> => {
  /** Ends the span when the journal took it; a refusal leaves the claim, and whoever holds it says more. */
  const after = async (work: Promise<void>, payoutId: string, epoch: number, result: string): Promise<void> => {
    await work
    quietly(() => tracking.end(payoutId, epoch, result))
  }
  return {
    release: (payoutId, epoch, dueAt) => after(journal.release(payoutId, epoch, dueAt), payoutId, epoch, "released"),
    cancel: (cancellation) => after(journal.cancel(cancellation), cancellation.payoutId, cancellation.epoch, "cancelled"),
    hold: async (order) => {
      const rail = railLabels(tracking.find(order.payoutId, order.epoch))
      await after(journal.hold(order), order.payoutId, order.epoch, "held")
      instruments.held(1, { ...rail, "hundi.hold": oneOf(holdKinds, order.kind) })
    }
  }
}

const railLabels = (tracked: Tracked | undefined): { readonly "hundi.rail": string } => ({ "hundi.rail": oneOf(rails, tracked?.work.payout.rail) })
