import type { HundiError, Journal, Transport, Work } from "@hundi/core"
import { makeInstruments } from "./instruments.ts"
import { instrumentJournal } from "./instrument-journal.ts"
import { instrumentTransport } from "./instrument-transport.ts"
import type { MeterLike, SpanLike, TracerLike } from "./otel-like.ts"
import { errorCodes, oneOf } from "./safe-labels.ts"
import { observeJournal } from "./observe-journal.ts"
import { trackWork } from "./track-work.ts"

/** What {@link createTelemetry} takes. Without a meter there are no metrics, without a tracer no spans. */
export interface TelemetryOptions {
  /** `metrics.getMeter("hundi")` of `@opentelemetry/api`. */
  readonly meter?: MeterLike | undefined
  /** `trace.getTracer("hundi")` of `@opentelemetry/api`. */
  readonly tracer?: TracerLike | undefined
  /**
   * The context in which a span is the parent: `(span) => trace.setSpan(ROOT_CONTEXT, span)` of `@opentelemetry/api`. Without it,
   * the sending and the enquiry are spans beside the payout's, joined by `hundi.reference`.
   */
  readonly contextOf?: ((span: never) => unknown) | undefined
  /** ms since 1970 (UTC). */
  readonly now: () => number
  /** Whose payouts the gauges count; `["default"]` unless told. */
  readonly tenants?: readonly string[] | undefined
  /** The gauges read the journal at most this often, ms; 15,000 unless told. */
  readonly lookEveryMs?: number | undefined
}

/** Wraps the ports of a bank so that they report. What is wrapped works the same, also when the telemetry fails. */
export interface Telemetry {
  /** The same transport, with a metric and a span for each call. */
  readonly instrumentTransport: (transport: Transport) => Transport
  /** The same journal, with metrics and spans from what passes through it; its gauges read it now and then. */
  readonly instrumentJournal: (journal: Journal) => Journal
  /** Give it to `bank.start`: ends the span of work that left no word in the journal. */
  readonly onProcessed: (work: Work) => void
  /** Counts a fault by its code; call it in your own `onFault`. */
  readonly onFault: (fault: HundiError) => void
  /** Ends the gauges. */
  readonly stop: () => void
}

const LOOK_EVERY_MS = 15_000

/**
 * Traces and metrics of paying, over any OpenTelemetry-like meter and tracer. Labels are closed words: rail, operation, outcome,
 * class of code, attempt number, a band instead of an amount. No account, name, address, remark, payout id or message of the bank is
 * ever a label (L10).
 *
 * @example
 * const telemetry = createTelemetry({ meter: metrics.getMeter("hundi"), tracer: trace.getTracer("hundi"), now: Date.now })
 * const bank = createBank({ ...ports, transport: telemetry.instrumentTransport(transport), journal: telemetry.instrumentJournal(journal) })
 * bank.start({ onFault: telemetry.onFault, onProcessed: telemetry.onProcessed })
 */
export const createTelemetry = (options: TelemetryOptions): Telemetry => {
  const { meter, tracer, now, tenants = ["default"], lookEveryMs = LOOK_EVERY_MS } = options
  const contextOf = options.contextOf as ((span: SpanLike) => unknown) | undefined
  const instruments = makeInstruments(meter)
  const tracking = trackWork({ tracer, contextOf, now, instruments })
  const stops = [instruments.observe.inFlight(tracking.countByLane)]
  return {
    instrumentTransport: (transport) => instrumentTransport(transport, { tracer, now, instruments }),
    instrumentJournal: (journal) => {
      stops.push(observeJournal(journal, { instruments, now, tenants, lookEveryMs }))
      return instrumentJournal(journal, { instruments, tracking, now })
    },
    onProcessed: (work) => tracking.end(work.payout.id, work.epoch, "nothing recorded"),
    onFault: ({ code }) => instruments.faults(1, { "hundi.error_code": oneOf(errorCodes, code) }),
    stop: () => stops.forEach((stop) => stop())
  }
}
