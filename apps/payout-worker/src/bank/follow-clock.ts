import { isLoopback } from "../setup/read-settings.ts"
import { SetupError } from "../setup/setup-error.ts"
import { readOffsetMs } from "./ask-simulator.ts"

/** The simulator's offset as it was last seen. */
export interface FollowedClock {
  readonly offsetMs: () => number
  readonly stop: () => void
}

const POLL_MS = 250

/**
 * The clock layer `follow-sim`: adds the simulator's virtual time to the real one, so that T+2 comes in a second.
 * @throws SetupError unless the bank is on this machine: at a real bank a shifted clock would misjudge every deadline
 */
export const followClock = async (url: URL): Promise<FollowedClock> => {
  if (!isLoopback(url.hostname)) throw new SetupError("the clock may follow a simulator on this machine only, and HUNDI_BANK_URL is elsewhere")
  let offsetMs = (await readOffsetMs(url)) ?? 0
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    readOffsetMs(url)
      // A simulator that is away keeps its time.
      .catch(() => undefined)
      .then((seen) => {
        offsetMs = seen ?? offsetMs
        busy = false
      })
      .catch(() => undefined)
  }, POLL_MS)
  timer.unref()
  return { offsetMs: () => offsetMs, stop: () => clearInterval(timer) }
}
