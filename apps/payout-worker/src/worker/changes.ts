/** Who changed, told to whoever listens: payout ids, as often as something happened to them. */
export interface Changes {
  readonly tell: (payoutId: string) => void
  /** Returns how to stop listening. */
  readonly listen: (listener: (payoutId: string) => void) => () => void
}

/** A plain list of listeners. */
export const createChanges = (): Changes => {
  const listeners = new Set<(payoutId: string) => void>()
  return {
    tell: (payoutId) => listeners.forEach((listener) => listener(payoutId)),
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    }
  }
}
