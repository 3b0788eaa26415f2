/** The simulator's offset as it was last seen, ms. */
export interface FollowedClock {
  readonly offsetMs: () => number
  /** Asks again, unless it was asked a moment ago. */
  readonly look: () => Promise<void>
}

const FRESH_MS = 250

/** The clock layer `follow-sim` (CONTRACTS.md, Settings and state): T+2 in a second. Settings allow it for a bank on loopback alone. */
export const followClock = (bankUrl: URL, now: () => number): FollowedClock => {
  let [offsetMs, seenAt] = [0, 0]
  return {
    offsetMs: () => offsetMs,
    look: async () => {
      if (now() - seenAt < FRESH_MS) return
      seenAt = now()
      try {
        const response = await fetch(new URL("/_sim/clock", bankUrl))
        const seen = ((await response.json()) as { readonly offsetMs?: unknown }).offsetMs
        if (typeof seen === "number") offsetMs = seen
      } catch {
        // A simulator that is away keeps its time.
      }
    }
  }
}

/** The clock at a real bank. */
export const realClock: FollowedClock = { offsetMs: () => 0, look: async () => undefined }
