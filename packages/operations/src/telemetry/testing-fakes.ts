import type { Labels, MeterLike, ObservableResultLike, SpanLike, SpanOptionsLike, TracerLike } from "./otel-like.ts"

/** One measurement as it was made. */
export interface Measured {
  readonly name: string
  readonly value: number
  readonly labels: Labels
}

/** A meter that keeps what it is told, for tests. */
export const makeFakeMeter = () => {
  const measured: Measured[] = []
  const gauges = new Map<string, Set<(result: ObservableResultLike) => void | Promise<void>>>()
  const keep = (name: string) => (value: number, labels: Labels = {}) => void measured.push({ name, value, labels })
  const meter: MeterLike = {
    createCounter: (name) => ({ add: keep(name) }),
    createHistogram: (name) => ({ record: keep(name) }),
    createObservableGauge: (name) => {
      const callbacks = gauges.get(name) ?? new Set()
      gauges.set(name, callbacks)
      return { addCallback: (callback) => void callbacks.add(callback), removeCallback: (callback) => void callbacks.delete(callback) }
    }
  }
  /** Asks every gauge, as a collection would. */
  const collect = async (): Promise<readonly Measured[]> => {
    const read: Measured[] = []
    for (const [name, callbacks] of gauges) {
      for (const callback of callbacks) await callback({ observe: (value, labels = {}) => void read.push({ name, value, labels }) })
    }
    return read
  }
  return { meter, measured, collect }
}

/** A span as it was made. */
export interface FakeSpan {
  readonly name: string
  readonly options: SpanOptionsLike
  readonly parent: unknown
  readonly labels: Record<string, string | number | boolean>
  endedAt: number | undefined
}

/** A tracer that keeps its spans, for tests. */
export const makeFakeTracer = () => {
  const spans: FakeSpan[] = []
  const tracer: TracerLike = {
    startSpan: (name, options = {}, context) => {
      const made: FakeSpan = { name, options, parent: context, labels: { ...options.attributes }, endedAt: undefined }
      spans.push(made)
      const span: SpanLike = {
        setAttribute: (key, value) => {
          made.labels[key] = value
        },
        setStatus: ({ code }) => {
          made.labels["status"] = code
        },
        spanContext: () => made,
        end: (at) => {
          made.endedAt = at
        }
      }
      return span
    }
  }
  return { tracer, spans }
}
