import type { Kind } from "../callbacks/kinds.ts"

/** What became of a call, in closed words: labels name nobody. */
export type Result = "taken" | "repeat" | "busy" | "not-opened" | "conflict" | "failed" | "refused"

/** Counts and times, as Prometheus reads them. */
export interface Metrics {
  readonly note: (kind: Kind | "none", result: Result, tookMs: number) => void
  readonly count: (kind: Kind | "none", result: Result) => number
  readonly write: (gauges: Readonly<Record<string, number>>) => string
}

/** The bank waits 5, 10 or 15 s (ecollection.msg_hold, timeLimits). */
const BOUNDS_MS = [25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 15_000]

/** Sums since the start, in memory. */
export const createMetrics = (): Metrics => {
  const calls = new Map<string, number>()
  const buckets = new Map<string, { readonly counts: number[]; sum: number; n: number }>()
  return {
    note: (kind, result, tookMs) => {
      const labels = `kind="${kind}",result="${result}"`
      calls.set(labels, (calls.get(labels) ?? 0) + 1)
      if (result !== "taken" && result !== "repeat") return
      const times = buckets.get(kind) ?? { counts: BOUNDS_MS.map(() => 0), sum: 0, n: 0 }
      buckets.set(kind, times)
      BOUNDS_MS.forEach((bound, index) => void (tookMs <= bound && (times.counts[index] = (times.counts[index] ?? 0) + 1)))
      times.sum += tookMs
      times.n++
    },
    count: (kind, result) => calls.get(`kind="${kind}",result="${result}"`) ?? 0,
    write: (gauges) => {
      const name = "hundi_callback_answer_ms"
      const times = [...buckets].flatMap(([kind, { counts, sum, n }]) => [
        ...counts.map((count, index) => `${name}_bucket{kind="${kind}",le="${BOUNDS_MS[index]}"} ${count}`),
        `${name}_bucket{kind="${kind}",le="+Inf"} ${n}`,
        `${name}_sum{kind="${kind}"} ${sum.toFixed(3)}`,
        `${name}_count{kind="${kind}"} ${n}`
      ])
      return [
        "# HELP hundi_callbacks_total Calls of the bank, by what became of them",
        "# TYPE hundi_callbacks_total counter",
        ...[...calls].map(([labels, count]) => `hundi_callbacks_total{${labels}} ${count}`),
        `# HELP ${name} From the arrival of a call to its answer, of those that were taken`,
        `# TYPE ${name} histogram`,
        ...times,
        ...Object.entries(gauges).flatMap(([gauge, value]) => [`# TYPE hundi_callback_${gauge} gauge`, `hundi_callback_${gauge} ${value}`]),
        ""
      ].join("\n")
    }
  }
}
