import { finalStatuses, type Standing } from "@hundi/core"

/** An enquiry further away than this is not waited for (CONTRACTS, Commands). */
export const FAR_MS = 60_000

/**
 * Whether a run need not wait for this payout any longer: it is final or with people, its next enquiry is more than 60 s
 * away, a control keeps it back, or its rail is paused, so that it will not be sent until somebody resumes the rail.
 */
export const isDone = (standing: Standing, now: number, pausedRails: ReadonlySet<string>, isHeld = false): boolean => {
  const { status, dueAt, rail } = standing
  if (isHeld || finalStatuses.includes(status) || status === "review") return true
  if (status === "queued") return pausedRails.has(rail)
  return dueAt === null || dueAt - now > FAR_MS
}
