/** Work that is done now and then: when it is told, when it is due, and at least every so often. */
export interface Ticker {
  /** Does it as soon as it can. */
  readonly wake: () => void
  /** Begins nothing more; resolves when what is under way has ended. */
  readonly stop: () => Promise<void>
}

/** Times are ms; `now` is the clock by which `run` says when it wants to be called next. */
export interface TickerOptions {
  /** Returns when to be called next, or null: then it is called again after `mostMs`, or when somebody wakes it. */
  readonly run: (signal: AbortSignal) => Promise<number | null>
  readonly now: () => number
  /** Another process, or a clock that jumps, may make something due: nobody sleeps longer than this. */
  readonly mostMs: number
  readonly onFault: (error: unknown) => void
}

const REST_AFTER_FAULT_MS = 5000

/** Starts at once. Never two rounds at a time; a wake during one leads to another. */
export const startTicker = ({ run, now, mostMs, onFault }: TickerOptions): Ticker => {
  const ending = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> | undefined
  let again = false

  const sleep = (ms: number): void => {
    if (ending.signal.aborted) return
    timer = setTimeout(begin, ms)
    timer.unref()
  }
  const work = async (): Promise<void> => {
    let waitMs = REST_AFTER_FAULT_MS
    try {
      const nextAt = await run(ending.signal)
      waitMs = nextAt === null ? mostMs : Math.min(Math.max(nextAt - now(), 0), mostMs)
    } catch (error) {
      onFault(error)
    }
    round = undefined
    const isWoken = again
    again = false
    sleep(isWoken ? 0 : waitMs)
  }
  const begin = (): void => {
    clearTimeout(timer)
    round = work()
  }
  begin()
  return {
    wake: () => {
      if (ending.signal.aborted) return
      if (round === undefined) begin()
      else again = true
    },
    stop: async () => {
      ending.abort()
      clearTimeout(timer)
      await round
    }
  }
}
