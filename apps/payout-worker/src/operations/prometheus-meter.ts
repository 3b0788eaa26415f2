import type { CounterLike, HistogramLike, Labels, MeterLike, ObservableGaugeLike, ObservableResultLike } from "@hundi/operations/telemetry"

/** Keeps what telemetry counts, and writes it as Prometheus reads it. */
export interface PrometheusMeter extends MeterLike {
  readonly write: () => Promise<string>
}

type Callback = Parameters<ObservableGaugeLike["addCallback"]>[0]

/**
 * A meter in memory: counters and histograms are sums since the start, gauges are asked when they are written. `without`: names of gauges
 * that are left out.
 */
export const createPrometheusMeter = ({ without = [] }: { readonly without?: readonly string[] } = {}): PrometheusMeter => {
  const writers: (() => Promise<string>)[] = []
  return {
    createCounter: (name, options = {}) => {
      const [series, add] = openSeries()
      writers.push(async () => section(`${plain(name)}_total`, "counter", options.description, lines(series, `${plain(name)}_total`)))
      return { add } satisfies CounterLike
    },
    createHistogram: (name, options = {}) => {
      const bounds = options.advice?.explicitBucketBoundaries ?? []
      const base = options.unit === "ms" ? `${plain(name)}_ms` : plain(name)
      const [buckets, addBucket] = openSeries()
      const [sums, addSum] = openSeries()
      const [counts, addCount] = openSeries()
      writers.push(async () => {
        const rows = [...lines(buckets, `${base}_bucket`), ...lines(sums, `${base}_sum`), ...lines(counts, `${base}_count`)]
        return section(base, "histogram", options.description, rows)
      })
      return {
        record: (value, labels = {}) => {
          for (const bound of bounds) addBucket(value <= bound ? 1 : 0, { ...labels, le: String(bound) })
          addBucket(1, { ...labels, le: "+Inf" })
          addSum(value, labels)
          addCount(1, labels)
        }
      } satisfies HistogramLike
    },
    createObservableGauge: (name, options = {}) => {
      const callbacks = new Set<Callback>()
      if (!without.includes(name)) writers.push(async () => section(plain(name), "gauge", options.description, await observe(callbacks, plain(name))))
      return { addCallback: (callback) => void callbacks.add(callback), removeCallback: (callback) => void callbacks.delete(callback) }
    },
    write: async () => `${(await Promise.all(writers.map((write) => write()))).filter((text) => text !== "").join("\n")}\n`
  }
}

type Series = Map<string, number>

const openSeries = (): readonly [Series, (value: number, labels?: Labels) => void] => {
  const series: Series = new Map()
  return [series, (value, labels = {}) => void series.set(labelText(labels), (series.get(labelText(labels)) ?? 0) + value)]
}

const observe = async (callbacks: ReadonlySet<Callback>, name: string): Promise<readonly string[]> => {
  const rows: string[] = []
  const result: ObservableResultLike = { observe: (value, labels = {}) => void rows.push(`${name}${labelText(labels)} ${value}`) }
  for (const callback of callbacks) await callback(result)
  return rows
}

const lines = (series: Series, name: string): readonly string[] => [...series].map(([labels, value]) => `${name}${labels} ${value}`)

const section = (name: string, type: string, help: string | undefined, rows: readonly string[]): string =>
  [`# HELP ${name} ${help ?? ""}`, `# TYPE ${name} ${type}`, ...rows].join("\n")

const plain = (name: string): string => name.replaceAll(".", "_")

/** `hundi.rail` is `rail` here: the metric's name says whose it is. */
const labelText = (labels: Labels): string => {
  const parts = Object.entries(labels).map(([name, value]) => `${plain(name.replace(/^hundi\./, ""))}="${escapeLabel(String(value))}"`)
  return parts.length === 0 ? "" : `{${parts.join(",")}}`
}

const escapeLabel = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")
