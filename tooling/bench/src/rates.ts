/** One thing to measure: it does its work once. */
export type Work = () => unknown

/** Runs `work` for about `spanMs`, in slices, and returns how often a second. `now` in ms. */
export const ratePerSecond = async (work: Work, spanMs: number, now: () => number): Promise<number> => {
  const began = now()
  let count = 0
  for (;;) {
    for (let slice = 0; slice < 4; slice++) await work()
    count += 4
    const elapsed = now() - began
    if (elapsed >= spanMs) return (count * 1000) / elapsed
  }
}

/** Interleaves all works over `rounds`, so that a noisy moment hits each alike; medians, operations a second. */
export const medianRates = async <K extends string>(
  works: Readonly<Record<K, Work>>,
  options: { readonly rounds: number; readonly spanMs: number; readonly now: () => number }
): Promise<Readonly<Record<K, number>>> => {
  const names = Object.keys(works) as K[]
  const rates = new Map<K, number[]>(names.map((name) => [name, []]))
  for (const name of names) await ratePerSecond(works[name], options.spanMs / 4, options.now)
  for (let round = 0; round < options.rounds; round++) {
    for (const name of names) rates.get(name)?.push(await ratePerSecond(works[name], options.spanMs, options.now))
  }
  return Object.fromEntries(names.map((name) => [name, median(rates.get(name) ?? [])])) as Record<K, number>
}

export const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
