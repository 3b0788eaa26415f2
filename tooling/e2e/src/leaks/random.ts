/** Random numbers that come again with the same seed. */
export interface RandomSource {
  /** From 0 up to, not including, `below`. */
  readonly int: (below: number) => number
  readonly chance: (oneIn: number) => boolean
  readonly pick: <A>(list: readonly A[]) => A
  readonly text: (alphabet: string, length: number) => string
  readonly bytes: (length: number) => Uint8Array
}

/** A small generator (mulberry32): good enough to vary what is tried, of no use for keys that guard anything. */
export const makeRandom = (seed: number): RandomSource => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (below: number): number => Math.floor(next() * below)
  return {
    int,
    chance: (oneIn) => int(oneIn) === 0,
    pick: <A>(list: readonly A[]): A => list[int(list.length)] as A,
    text: (alphabet, length) => Array.from({ length }, () => [...alphabet][int([...alphabet].length)]).join(""),
    bytes: (length) => Uint8Array.from({ length }, () => int(256))
  }
}
