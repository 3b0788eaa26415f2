import { CALL_BOUNDS_MS, metrics, UNKNOWN_BOUNDS_MS, WAKE_BOUNDS_MS } from "./names.ts"
import type { Labels, MeterLike, ObservableResultLike } from "./otel-like.ts"

type Named = (typeof metrics)[keyof typeof metrics]
type Measure = (value: number, labels?: Labels) => void
type Reading = readonly (readonly [value: number, labels: Labels])[]
type Look = () => Reading | Promise<Reading>
/** Starts a gauge; returns how to end it. */
type Observe = (look: Look) => () => void

/** Every instrument, each as a function that cannot fail: a broken exporter must not stop a payment. */
export interface Instruments {
  readonly taken: Measure
  readonly attempts: Measure
  readonly sends: Measure
  readonly outcomes: Measure
  readonly held: Measure
  readonly late: Measure
  readonly unknownAge: Measure
  readonly wakeLatency: Measure
  readonly calls: Measure
  readonly callDuration: Measure
  readonly faults: Measure
  readonly observe: Readonly<Record<"inFlight" | "payouts" | "unknownOldest" | "railsPaused", Observe>>
}

/** The instruments of a meter; without one they do nothing. */
export const makeInstruments = (meter: MeterLike | undefined): Instruments => {
  const count = ({ name, unit, description }: Named): Measure => {
    const counter = meter?.createCounter(name, { unit, description })
    return (value, labels) => quietly(() => counter?.add(value, labels))
  }
  const measure = ({ name, unit, description }: Named, boundsMs: readonly number[]): Measure => {
    const histogram = meter?.createHistogram(name, { unit, description, advice: { explicitBucketBoundaries: [...boundsMs] } })
    return (value, labels) => quietly(() => histogram?.record(value, labels))
  }
  const observe =
    ({ name, unit, description }: Named): Observe =>
    (look) => {
      const gauge = meter?.createObservableGauge(name, { unit, description })
      const callback = async (result: ObservableResultLike): Promise<void> => {
        try {
          for (const [value, labels] of await look()) result.observe(value, labels)
        } catch {
          // A journal that cannot be read now is read at the next collection.
        }
      }
      quietly(() => gauge?.addCallback(callback))
      return () => quietly(() => gauge?.removeCallback(callback))
    }
  return {
    taken: count(metrics.taken),
    attempts: count(metrics.attempts),
    sends: count(metrics.sends),
    outcomes: count(metrics.outcomes),
    held: count(metrics.held),
    late: count(metrics.late),
    unknownAge: measure(metrics.unknownAge, UNKNOWN_BOUNDS_MS),
    wakeLatency: measure(metrics.wakeLatency, WAKE_BOUNDS_MS),
    calls: count(metrics.calls),
    callDuration: measure(metrics.callDuration, CALL_BOUNDS_MS),
    faults: count(metrics.faults),
    observe: {
      inFlight: observe(metrics.inFlight),
      payouts: observe(metrics.payouts),
      unknownOldest: observe(metrics.unknownOldest),
      railsPaused: observe(metrics.railsPaused)
    }
  }
}

/** Does what may fail without anybody having to care. */
export const quietly = <A>(work: () => A): A | undefined => {
  try {
    return work()
  } catch {
    return undefined
  }
}
