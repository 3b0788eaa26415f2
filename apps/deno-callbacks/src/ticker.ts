/** Work that is done when it is told, when it is due, and at least every so often. Never two rounds at a time. */
export interface Ticker {
  readonly wake: () => void
  /** Begins nothing more; resolves when what is under way has ended. */
  readonly stop: () => Promise<void>
}

export interface TickerOptions {
  /** Returns how long to rest, ms; a wake ends the rest. */
  readonly run: (signal: AbortSignal) => Promise<number>
  readonly onFault: () => void
  /** Between the end of a round and the next, however often it is woken, ms; none unless told. */
  readonly leastMs?: number
}

const REST_AFTER_FAULT_MS = 5000

/** Starts at once. */
export const startTicker = ({ run, onFault, leastMs = 0 }: TickerOptions): Ticker => {
  const ending = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let round: Promise<void> | undefined
  let isWoken = false
  let endedMs = -Infinity
  const begin = (): void => {
    clearTimeout(timer)
    round = run(ending.signal)
      .catch(() => {
        onFault()
        return REST_AFTER_FAULT_MS
      })
      .then((restMs) => {
        round = undefined
        const rest = isWoken ? leastMs : Math.max(restMs, leastMs)
        isWoken = false
        endedMs = performance.now()
        if (!ending.signal.aborted) timer = setTimeout(begin, rest)
      })
  }
  begin()
  return {
    wake: () => {
      if (ending.signal.aborted) return
      if (round !== undefined) isWoken = true
      else {
        clearTimeout(timer)
        timer = setTimeout(begin, Math.max(0, endedMs + leastMs - performance.now()))
      }
    },
    stop: async () => {
      ending.abort()
      clearTimeout(timer)
      await round
    }
  }
}
