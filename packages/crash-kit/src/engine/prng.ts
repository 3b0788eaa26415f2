/** Seeded numbers: the same seed gives the same run, byte for byte. */
export interface Prng {
  /** 0 (inclusive) to 1 (exclusive). */
  readonly next: () => number
  /** True with this probability, 0 to 1. */
  readonly chance: (probability: number) => boolean
  /** A whole number from `low` to `high`, both inclusive. */
  readonly between: (low: number, high: number) => number
  /** One of the items; they must not be empty. */
  readonly pick: <A>(items: readonly A[]) => A
}

/**
 * Mulberry32 (public domain, Tommy Ettinger): small, and good enough to shuffle faults; never for references or keys.
 *
 * @example
 * createPrng(7).between(1, 6) // the same number every time
 */
export const createPrng = (seed: number): Prng => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    chance: (probability) => next() < probability,
    between,
    pick: <A>(items: readonly A[]): A => items[between(0, items.length - 1)] as A
  }
}
