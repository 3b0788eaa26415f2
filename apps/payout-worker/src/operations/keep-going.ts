import { asHundiError, type HundiError } from "@hundi/core"
import type { Changes } from "../worker/changes.ts"
import type { Operations } from "./open-operations.ts"
import { startTicker } from "./ticker.ts"

/** What keeping the operations going needs. */
export interface KeepGoingParts {
  readonly operations: Operations
  readonly changes: Changes
  /** Orders what a fallback policy allows; undefined without one. Gives how many payouts go on. */
  readonly fallBack?: (() => Promise<number>) | undefined
  readonly now: () => number
  readonly wake: () => void
  readonly onFault: (fault: HundiError) => void
}

const TEND_EVERY_MS = 60_000
const FALL_BACK_EVERY_MS = 15_000
/** Another process, or the simulator's clock, may make something due. */
const LOOK_MS = 5000

/** Frees what people have decided, follows callbacks up and delivers webhooks, from now on. Returns how to end it. */
export const keepGoing = ({ operations, changes, fallBack, now, wake, onFault }: KeepGoingParts): (() => Promise<void>) => {
  const { controls, inbox, outbox } = operations
  const tell = (what: string) => (error: unknown): void => onFault(asHundiError(error, "CONTROL_UNAVAILABLE", what))
  const tickers = [
    startTicker({
      ...{ now, mostMs: LOOK_MS, onFault: tell("callbacks could not be followed up; they stay open") },
      run: async () => {
        const { nextAt, faults } = await inbox.work()
        faults.forEach(onFault)
        return nextAt
      }
    })
  ]
  if (controls !== undefined) {
    const run = async (): Promise<number> => {
      if ((await controls.tend()) > 0) wake()
      return now() + TEND_EVERY_MS
    }
    tickers.push(startTicker({ run, now, mostMs: TEND_EVERY_MS, onFault: tell("what waits for people could not be looked at") }))
  }
  if (fallBack !== undefined) {
    const run = async (): Promise<number> => {
      if ((await fallBack()) > 0) wake()
      return now() + FALL_BACK_EVERY_MS
    }
    tickers.push(startTicker({ run, now, mostMs: FALL_BACK_EVERY_MS, onFault: tell("payouts that may go on over another rail could not be looked at") }))
  }
  const unlisten: (() => void)[] = []
  if (outbox !== undefined) {
    const run = async (signal: AbortSignal): Promise<number | null> => {
      const { fault, nextAt } = await outbox.tick(signal)
      if (fault !== undefined) onFault(fault)
      return nextAt
    }
    const ticker = startTicker({ run, now: Date.now, mostMs: LOOK_MS, onFault: tell("webhooks could not be delivered; they stay in the outbox") })
    tickers.push(ticker)
    unlisten.push(changes.listen(ticker.wake))
  }
  return async () => {
    unlisten.forEach((stop) => stop())
    await Promise.all(tickers.map((ticker) => ticker.stop()))
  }
}
