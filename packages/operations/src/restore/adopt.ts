import { istMidnight } from "@hundi/catalog/calendar"
import { HundiError, type Journal, type PayoutView, type Work } from "@hundi/core"
import { dayOfReference } from "./read-line.ts"

/** What adopting needs. */
export interface AdoptParts {
  readonly journal: Journal
  readonly owner: string
  /** ms since 1970 (UTC). */
  readonly now: () => number
}

/** A payment that the bank has and the journal lost. */
export interface LostPayment {
  readonly payoutId: string
  readonly reference: string
  /** The IST day of its debit. */
  readonly day: string
  readonly by: string
  readonly reason: string
  /**
   * The backup's reserved attempt in whose place this one was made: no other attempt is opened before the one before it is proved failed
   * (L2), so that the lost one proves it. Only on two people's word that the lost one is this payout's.
   */
  readonly inPlaceOf?: string
}

const LEASE_MS = 30_000

/**
 * Writes a lost attempt into the journal, as one of which nobody knows what became: our own enquiry under its reference then says it,
 * held against amount and account (L9). Nothing is proved here, and nothing is sent.
 *
 * @throws HundiError LIVE_ATTEMPT while another attempt is not proved failed, HELD in review
 */
export const adoptPayment = async (parts: AdoptParts, payment: LostPayment): Promise<void> => {
  const { journal, now } = parts
  const { payoutId: id, reference, day, by, reason, inPlaceOf } = payment
  const work = await claim(parts, id)
  const { payout, attempt, epoch } = work
  const at = now()
  const isReplaced = attempt !== null && mayReplace(work, inPlaceOf)
  if (attempt !== null && attempt.provedFailedAt === null && !isReplaced) return refuseSecond(journal, work, reference, at)
  const holder = { payoutId: id, reference, epoch, at }
  try {
    if (isReplaced) return await replace(parts, work, { payoutId: id, reference, day, by, reason })
    await journal.reserve({ ...holder, fingerprint: payout.fingerprint, businessDate: dayOfReference(reference) })
    // As of the day of its debit: an enquiry asks under that day too, where it is another than the reference's.
    await journal.markLost(holder, istMidnight(day))
    await journal.note(id, { kind: "attempt-restored", detail: { reference, by, reason } }, at)
  } catch (error) {
    await journal.release(id, epoch, at).catch(() => undefined)
    throw error
  }
}

/** Only what the freeze itself made unknown, and nobody but the clock has judged since. */
const mayReplace = ({ payout, attempt }: Work, inPlaceOf: string | undefined): boolean =>
  attempt?.state === "unknown" && attempt.reference === inPlaceOf && (payout.status === "unknown" || payout.reviewReason === LADDER_ENDED)

/** As core writes it when asking has found no proof. */
const LADDER_ENDED = "no proof by the end of its ladder"

/** The attempt before the lost one ended unsent; it stays watched, like everything that is proved failed. */
const replace = async (parts: AdoptParts, { attempt, epoch }: Work, lost: LostPayment): Promise<void> => {
  const [at, before] = [parts.now(), attempt?.reference ?? ""]
  const { payoutId, reference, by } = lost
  await parts.journal.record(
    { payoutId, reference: before, epoch, at },
    {
      attempt: { state: "rejected", provedFailedAt: at },
      payout: { status: "failed", dueAt: at, reviewReason: null },
      event: { kind: "attempt-replaced", detail: { reference: before, by: reference, person: by } }
    }
  )
  return adoptPayment(parts, lost)
}

/**
 * An attempt that the journal holds for unsent: after the backup it may have gone under this very reference. From now on it is asked about,
 * and never sent (L3, L4). False: there is none.
 */
export const askAboutReserved = async (parts: AdoptParts, { payout, attempts }: PayoutView): Promise<boolean> => {
  const last = attempts.at(-1)
  if (last?.state !== "reserved") return false
  const { journal, now } = parts
  const work = await claim(parts, payout.id)
  const holder = { payoutId: payout.id, reference: last.reference, epoch: work.epoch, at: now() }
  await journal.markLost(holder, last.reservedAt)
  return true
}

const claim = async ({ journal, owner, now }: AdoptParts, id: string): Promise<Work> => {
  const work = await journal.claim(id, { owner, now: now(), leaseMs: LEASE_MS })
  if (work === undefined) throw new HundiError("LIVE_ATTEMPT", "this payout is being worked on now: look again in a moment")
  return work
}

/** What the journal holds for paid was not paid again: the first one came back, or this line is another payout's. People find out. */
const refuseSecond = async (journal: Journal, { payout, attempt, epoch }: Work, reference: string, at: number): Promise<never> => {
  const isConfirmed = attempt?.state === "settled" || attempt?.state === "accepted"
  if (attempt === null || !isConfirmed || payout.status === "review") {
    await journal.release(payout.id, epoch, payout.dueAt)
    const next = payout.status === "review" ? "people decide it in the review queue first" : "it is being asked about; try again when that is clear"
    throw new HundiError("LIVE_ATTEMPT", `another attempt of this payout is not proved failed: ${next}`)
  }
  const holder = { payoutId: payout.id, reference: attempt.reference, epoch, at }
  await journal.record(holder, {
    attempt: { state: attempt.state },
    payout: { status: "review", dueAt: null, reviewReason: `after a restore: the statement shows another payment of it, ${reference}` },
    event: { kind: "review", detail: { reason: "restored", reference } }
  })
  throw new HundiError("LIVE_ATTEMPT", "the journal holds this payout for paid, and the statement shows it again: it is in review now. Did the first payment come back?")
}
