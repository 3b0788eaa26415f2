import type { ObjectStorage } from "cloudflare:workers"

/** The one alarm of an object, kept at the earliest time at which there is something to do. */
export interface AlarmClock {
  /** Sets the alarm if it stands elsewhere; to be called in the turn of the write that made something due. */
  readonly arm: () => void
  /** The alarm has gone off: whatever was set is spent. */
  readonly fired: () => void
  /** Arms anew for at latest this time from now, ms: after a fault. */
  readonly armWithin: (ms: number) => void
}

/** How the clocks of the bank and of this machine relate, ms; 0 at a real bank. */
interface Times {
  /** This machine's, ms since 1970 (UTC). */
  readonly now: () => number
  /** What the bank's clock is ahead of it. */
  readonly offsetMs: () => number
  /** An alarm is never later than this from now, while anything waits at all. */
  readonly mostMs: () => number
}

/**
 * `nextLook` reads the journal in this very turn, so that alarm and row are one commit: after a crash there is no payout without a
 * wake-up, and no wake-up is needed that is not there. An alarm that comes twice, or early, finds nothing to claim.
 */
export const createAlarmClock = (
  storage: Pick<ObjectStorage, "setAlarm">,
  nextLook: () => number | null,
  { now, offsetMs, mostMs }: Times
): AlarmClock => {
  let armedFor: number | null = null
  const set = (at: number): void => {
    if (armedFor === at) return
    armedFor = at
    // It rejects only together with the whole commit, whose waiter is told.
    void storage.setAlarm(at).catch(() => undefined)
  }
  return {
    arm: () => {
      const next = nextLook()
      if (next === null) return
      const [at, latest] = [next - offsetMs(), now() + mostMs()]
      // An alarm that is about to go off serves as well: it is not moved by every write.
      const stands = armedFor !== null && armedFor <= latest && (at > latest ? armedFor > now() : at <= now() && armedFor <= now())
      if (!stands) set(Math.min(at, latest))
    },
    fired: () => void (armedFor = null),
    armWithin: (ms) => {
      if (armedFor === null || armedFor > now() + ms) set(now() + ms)
    }
  }
}
