const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** After the first try, the second, ...; then daily (standardwebhooks.com, specification, "Deliverability and reliability"). */
const GAPS_MS: readonly number[] = [5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS]
const GIVE_UP_AFTER_MS = 3 * DAY_MS

/** A delivery that failed. Times are ms since 1970 (UTC). */
export interface FailedTry {
  /** Tries made, this one included. */
  readonly tries: number
  readonly firstAt: number
  readonly now: number
  /** What the receiver asked for; at most a day is granted. */
  readonly retryAfterMs?: number | undefined
}

/** When to try again; undefined once three days have gone by since the first try. */
export const retryAt = ({ tries, firstAt, now, retryAfterMs = 0 }: FailedTry): number | undefined => {
  const at = now + Math.max(GAPS_MS[tries - 1] ?? DAY_MS, Math.min(retryAfterMs, DAY_MS))
  return at <= firstAt + GIVE_UP_AFTER_MS ? at : undefined
}
