/** A place in the line for the private operation. */
export interface OpeningQueue {
  /** Would a call that comes now be opened in time? False: answer 503. */
  readonly admits: (isUrgent: boolean) => boolean
  /**
   * Runs the opening when its turn comes; urgent ones first, else in the order of arrival. Rejects with {@link TooLate} when the turn comes
   * after the budget: the threads are for those who can still be answered.
   * @param arrivedMs when the call came, on the queue's clock
   */
  readonly run: <A>(isUrgent: boolean, arrivedMs: number, open: () => Promise<A>) => Promise<A>
  /** Seconds, 1 to 300, after which a refused call has a fair chance. Each gets a later turn, so that they do not all come at once. */
  readonly refuse: () => number
  readonly waiting: () => number
  /** How long one opening takes a thread just now, ms. */
  readonly openingMs: () => number
}

/** Nothing was opened: the turn came too late. */
export class TooLate extends Error {
  override readonly name = "TooLate"
}

/** What a queue is made of. */
export interface QueueOptions {
  /** Openings at a time: the pool's threads. */
  readonly threads: number
  /** A monotonic clock, ms. */
  readonly clock: () => number
  /** The longest that a call may wait for its opening, ms. */
  readonly budgetMs: number
  /** Bodies that may lie in memory at most. */
  readonly most: number
}

/** Ordinary calls get this part of the line; the rest is kept for message holds, which are not repeated. */
const ORDINARY_PART = 0.7
/** What an RSA-4096 opening may take on a slow machine, until it has been measured. */
const FIRST_GUESS_MS = 20
const SMOOTHING = 0.1
const LONGEST_RETRY_MS = 300_000

/**
 * A bounded line before the RSA threads. It admits what it can open within the budget, by the speed that it measures, and refuses the rest
 * at once: the bank repeats what was refused, and what waits too long it counts as not answered.
 */
export const createOpeningQueue = ({ threads, clock, budgetMs, most }: QueueOptions): OpeningQueue => {
  const lines: { readonly urgent: (() => void)[]; readonly ordinary: (() => void)[] } = { urgent: [], ordinary: [] }
  let running = 0
  let openingMs = FIRST_GUESS_MS
  /** What was told to come again: until when the threads will be busy with it. */
  let promisedUntilMs = 0
  const waiting = (): number => lines.urgent.length + lines.ordinary.length
  const waitMs = (): number => ((waiting() + running) * openingMs) / threads
  const next = (): void => {
    while (running < threads) {
      const start = lines.urgent.shift() ?? lines.ordinary.shift()
      if (start === undefined) return
      running++
      start()
    }
  }
  const end = (startedMs: number): void => {
    running--
    openingMs += SMOOTHING * (clock() - startedMs - openingMs)
    next()
  }
  return {
    admits: (isUrgent) => {
      const part = isUrgent ? 1 : ORDINARY_PART
      return waiting() < most * part && waitMs() < budgetMs * part
    },
    run: (isUrgent, arrivedMs, open) =>
      new Promise((resolve, reject) => {
        const start = (): void => {
          const startedMs = clock()
          if (startedMs - arrivedMs > budgetMs) {
            running--
            return reject(new TooLate("the turn came too late"))
          }
          open().then(resolve, reject).finally(() => end(startedMs))
        }
        lines[isUrgent ? "urgent" : "ordinary"].push(start)
        next()
      }),
    refuse: () => {
      const nowMs = clock()
      promisedUntilMs = Math.min(Math.max(promisedUntilMs, nowMs + waitMs()) + openingMs / threads, nowMs + LONGEST_RETRY_MS)
      return Math.max(1, Math.ceil((promisedUntilMs - nowMs) / 1000))
    },
    waiting,
    openingMs: () => openingMs
  }
}
