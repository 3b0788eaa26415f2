export { createTelemetry, type Telemetry, type TelemetryOptions } from "./telemetry/create-telemetry.ts"
export { amountBand } from "./telemetry/safe-labels.ts"
export { type MetricName, metrics, type SpanName, spans } from "./telemetry/names.ts"
export type {
  CounterLike,
  HistogramLike,
  Labels,
  MeterLike,
  MetricOptionsLike,
  ObservableGaugeLike,
  ObservableResultLike,
  SpanLike,
  SpanOptionsLike,
  TracerLike
} from "./telemetry/otel-like.ts"
