import { isUnsent, type Journal } from "@hundi/core"

/** `due`: it is looked at now. `busy`: a worker holds it at this moment. `not-waiting`: nothing of it is held back. */
export type Freed = "due" | "busy" | "not-waiting"

/** What claiming a payout needs. */
export interface Claimer {
  readonly journal: Journal
  readonly owner: string
  readonly now: () => number
}

export const LEASE_MS = 30_000

/** Makes a held payout due, not before the time it is scheduled for. */
export const freePayout = async ({ journal, owner, now }: Claimer, id: string): Promise<Freed> => {
  const view = await journal.get(id)
  if (view === undefined || !isUnsent(view.payout.status) || view.payout.hold === null) return "not-waiting"
  const at = now()
  const work = await journal.claim(id, { owner, now: at, leaseMs: LEASE_MS })
  if (work === undefined) return "busy"
  const { status, hold, scheduledFor, dueAt } = work.payout
  const isHeld = isUnsent(status) && hold !== null
  await journal.release(id, work.epoch, isHeld ? Math.max(at, scheduledFor ?? at) : dueAt)
  return isHeld ? "due" : "not-waiting"
}
