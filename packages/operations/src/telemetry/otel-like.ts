/** What labels a span or a measurement: closed words, numbers and yes or no. */
export type Labels = Readonly<Record<string, string | number | boolean>>

/** The options of an instrument that are used here. */
export interface MetricOptionsLike {
  readonly description?: string
  readonly unit?: string
  readonly advice?: { explicitBucketBoundaries?: number[] }
}

/** A counter of `@opentelemetry/api`, as far as it is used here. */
export interface CounterLike {
  add(value: number, labels?: Labels): void
}

/** A histogram of `@opentelemetry/api`, as far as it is used here. */
export interface HistogramLike {
  record(value: number, labels?: Labels): void
}

/** What an observable gauge hands to its callback. */
export interface ObservableResultLike {
  observe(value: number, labels?: Labels): void
}

/** An observable gauge of `@opentelemetry/api`, as far as it is used here. */
export interface ObservableGaugeLike {
  addCallback(callback: (result: ObservableResultLike) => void | Promise<void>): void
  removeCallback(callback: (result: ObservableResultLike) => void | Promise<void>): void
}

/**
 * A meter, structurally: `metrics.getMeter("hundi")` of `@opentelemetry/api` fits, and so does any other. The package therefore
 * depends on no version of OpenTelemetry.
 */
export interface MeterLike {
  createCounter(name: string, options?: MetricOptionsLike): CounterLike
  createHistogram(name: string, options?: MetricOptionsLike): HistogramLike
  createObservableGauge(name: string, options?: MetricOptionsLike): ObservableGaugeLike
}

/** A span, structurally. */
export interface SpanLike {
  setAttribute(key: string, value: string | number | boolean): unknown
  setStatus(status: { code: number; message?: string }): unknown
  spanContext(): unknown
  end(endTime?: number): void
}

/** The options of a span that are used here. `kind` and status codes are the numbers of `@opentelemetry/api`. */
export interface SpanOptionsLike {
  readonly kind?: number
  readonly attributes?: Labels
  /** ms since 1970 (UTC). */
  readonly startTime?: number
  readonly root?: boolean
}

/** A tracer, structurally: `trace.getTracer("hundi")` of `@opentelemetry/api` fits. */
export interface TracerLike {
  startSpan(name: string, options?: SpanOptionsLike, context?: unknown): SpanLike
}

/** `SpanKind.INTERNAL` and `SpanKind.CLIENT`; `SpanStatusCode.ERROR`. Fixed numbers of the OpenTelemetry API. */
export const KIND_INTERNAL = 0
export const KIND_CLIENT = 2
export const STATUS_ERROR = 2
