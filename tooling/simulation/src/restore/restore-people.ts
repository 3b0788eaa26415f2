import { istDate, istMidnight } from "@hundi/catalog/calendar"
import { HundiError, type PayoutView } from "@hundi/core"
import type { LineRow, Restore } from "@hundi/operations/restore"
import { createReview } from "@hundi/operations/review"
import type { World } from "../world.ts"

const HOUR_MS = 3_600_000
const EVERY_MS = 6 * HOUR_MS
const REASON = "as the bank's support says"

/** What the bank's support tells about a line: under which reference it was paid, and the remark, which names the payout. */
interface Told {
  readonly reference: string
  readonly payoutId: string
}

/**
 * Two people who bring a restored journal back: every six hours they compare the bank's statement, ask the bank about debits that the
 * journal lacks, assign them, and lift the freeze as soon as it lets them.
 */
export const tendRestore = (world: World, restore: Restore, wakeAll: () => void): void => {
  const { clock, owners } = world
  const round = async (): Promise<void> => {
    const { frozen, since } = await restore.status()
    if (!frozen || since === null) return
    const now = clock.now()
    const { entries } = world.bank.statement(world.apiKey, { fromMs: istMidnight(since), untilMs: now, withCharges: false })
    const lines = entries.map(({ atMs, amountPaise, narration }) => ({ day: istDate(atMs), amountPaise, narration }))
    const { open, missing } = await restore.compare({ from: since, to: istDate(now - 24 * HOUR_MS), lines })
    for (const line of open) await assign(world, restore, line)
    if (missing.length === 0) {
      await restore.lift("asha")
      await restore.lift("ravi")
      owners.add("freeze-lifted")
    }
    wakeAll()
    clock.at(now + EVERY_MS, () => void round())
  }
  clock.at(clock.now() + HOUR_MS, () => void round())
}

const assign = async (world: World, restore: Restore, { line, bankNumber, reference }: LineRow): Promise<void> => {
  const told = askSupport(world, bankNumber, reference)
  if (told === undefined) return world.owners.add("support-knows-nothing")
  try {
    const given = reference === null ? { reference: told.reference } : {}
    const order = { line, payoutId: told.payoutId, ...given, reason: REASON }
    if (!(await restore.assign({ ...order, by: "asha" })).assigned) {
      await restore.assign({ ...order, by: "ravi" })
      world.owners.add("reserved-had-ended")
    }
    world.owners.add("lost-payment-assigned")
  } catch (error) {
    if (!(error instanceof HundiError)) throw error
    world.owners.add(`assign-${error.code}`)
    const view = await world.journal.get(`default/${told.payoutId}`)
    if (view?.payout.reviewReason?.startsWith("after a restore") === true) await confirmReturned(world, view)
  }
}

/** The bank knows every payment it was asked for by its own number. */
const askSupport = ({ bank }: World, bankNumber: string | null, reference: string | null): Told | undefined => {
  for (const event of bank.snapshot()) {
    if (event.type !== "payment") continue
    const { reference: ours, rrn, paymentRef } = event.payment
    if (ours !== reference && (bankNumber === null || rrn.replace(/^0+/, "") !== bankNumber)) continue
    const payoutId = paymentRef.split(" ")[1]
    return payoutId === undefined ? undefined : { reference: ours, payoutId }
  }
  return undefined
}

/** The journal holds it for paid, and it was paid again: the first payment came back, and both people have seen that on the statement. */
const confirmReturned = async ({ journal, clock, bank, owners }: World, { payout, attempts }: PayoutView): Promise<void> => {
  const last = attempts.at(-1)
  const isBack = bank.ledger().some(({ tranRefNo, state }) => tranRefNo === last?.reference && state === "reversed")
  if (!isBack || last?.rrn == null) return
  const review = createReview({ journal, owner: "people", now: clock.now })
  const word = { payoutId: payout.payoutId, action: "confirm-returned", reason: "both lines stand on the statement", rrn: last.rrn, amountPaise: payout.amountPaise } as const
  for (const by of ["asha", "ravi"]) await review.act({ ...word, by })
  owners.add("first-payment-came-back")
}
