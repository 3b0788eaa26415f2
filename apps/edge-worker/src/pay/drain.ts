import type { LoopOptions, RunningBank } from "@hundi/core"

/** What a drain works with. Times are ms. */
export interface DrainParts {
  readonly start: (options: Pick<LoopOptions, "sends" | "enquiries" | "pollMs"> & { readonly onProcessed: () => void }) => RunningBank
  /** Is something due at this moment that nobody holds? */
  readonly isDue: () => boolean
  readonly look: () => Promise<void>
  /** How long what is on the wire may take at the end. */
  readonly graceMs: number
}

/** Of the six connections that a Worker may have open at a time, one stays for the clock or a caller. */
const SENDS = 4
const ENQUIRIES = 1
const STEP_MS = 20
/** One alarm may make 1,000 calls of other machines; a payout makes one, an enquiry up to four. */
const MOST_PROCESSED = 150
/** Well under the 15 minutes of an alarm. */
const MOST_MS = 5 * 60_000

/** Runs the loop until nothing is due and nothing is on the wire. What is left after its share of work waits for the next alarm. */
export const drain = async ({ start, isDue, look, graceMs }: DrainParts): Promise<void> => {
  if (!isDue()) return
  let processed = 0
  const running = start({ sends: SENDS, enquiries: ENQUIRIES, pollMs: STEP_MS * 5, onProcessed: () => void processed++ })
  const until = Date.now() + MOST_MS
  while (running.inFlight() > 0 || isDue()) {
    await new Promise((resolve) => setTimeout(resolve, STEP_MS))
    await look()
    if (processed >= MOST_PROCESSED || Date.now() > until) break
  }
  await running.stop(graceMs)
}
