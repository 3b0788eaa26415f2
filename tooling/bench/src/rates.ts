/** One thing to measure: it does its work once. */
export type Work = () => unknown

/** When a measurement ends: after so many operations, or so many ms. */
export type Span = { readonly operations: number } | { readonly ms: number }

/** Runs `work` for the span, and returns how often a second. `now` in ms. */
const ratePerSecond = async (work: Work, span: Span, now: () => number): Promise<number> => {
  const began = now()
  let count = 0
  for (;;) {
    await work()
    count++
    if ("operations" in span && count < span.operations) continue
    const elapsed = now() - began
    if ("operations" in span || elapsed >= span.ms) return (count * 1000) / elapsed
  }
}

/** What a work reached in each round, operations a second. */
export type Rounds<K extends string> = Readonly<Record<K, readonly number[]>>

/** Interleaves all works over `rounds`, so that a noisy moment hits each alike. */
export const interleave = async <K extends string>(
  works: Readonly<Record<K, Work>>,
  options: { readonly rounds: number; readonly span: Span; readonly now: () => number }
): Promise<Rounds<K>> => {
  const names = Object.keys(works) as K[]
  const rates = new Map<K, number[]>(names.map((name) => [name, []]))
  for (const name of names) await ratePerSecond(works[name], options.span, options.now)
  for (let round = 0; round < options.rounds; round++) {
    for (const name of names) rates.get(name)?.push(await ratePerSecond(works[name], options.span, options.now))
  }
  return Object.fromEntries(rates) as unknown as Rounds<K>
}

/** The median over the rounds of ours over the limit measured in the same round: a slow round is slow for both. */
export const medianRatio = (ours: readonly number[], limits: readonly number[]): number =>
  median(ours.map((rate, round) => rate / (limits[round] ?? Number.NaN)))

export const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
