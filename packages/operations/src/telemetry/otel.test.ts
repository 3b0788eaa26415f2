import { ROOT_CONTEXT, trace } from "@opentelemetry/api"
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics"
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace"
import type { Holder } from "@hundi/core"
import { Sensitive } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { expect, it } from "vitest"
import { createTelemetry } from "./create-telemetry.ts"

const NOW = Date.UTC(2030, 0, 31, 6)

it("the real OpenTelemetry takes it: spans in spans, counters, histograms with bounds, gauges", async () => {
  const [spanExporter, metricExporter] = [new InMemorySpanExporter(), new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)]
  const tracers = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spanExporter })] })
  const reader = new PeriodicExportingMetricReader({ exporter: metricExporter, exportIntervalMillis: 60_000 })
  const meters = new MeterProvider({ readers: [reader] })
  const telemetry = createTelemetry({
    meter: meters.getMeter("hundi"),
    tracer: tracers.getTracer("hundi"),
    contextOf: (span) => trace.setSpan(ROOT_CONTEXT, span),
    now: () => NOW
  })
  const journal = telemetry.instrumentJournal(createMemoryJournal())
  const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
  const order = { tenant: "default", payoutId: "P1", idempotencyKey: "P1", amountPaise: 100n, remark: "", operation: "composite.imps.pay", rail: "imps" as const, beneficiary }
  await journal.accept([{ id: "default/P1", order, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: NOW - 30 }], NOW - 30)
  const [work] = await journal.claimDue({ owner: "01", now: NOW, leaseMs: 1000, limit: 1, want: "sends" })
  const holder: Holder = { payoutId: "default/P1", reference: "T012AY00000000A", epoch: work!.epoch, at: NOW }
  await journal.reserve({ ...holder, fingerprint: "f", businessDate: "2030-01-31" })
  await journal.markSending(holder, "digest")
  const event = { kind: "settled", detail: { kind: "Settled", code: "0" } }
  await journal.record(holder, { attempt: { state: "settled" }, payout: { status: "settled", dueAt: null }, event })

  const spans = spanExporter.getFinishedSpans()
  expect(spans.map(({ name }) => name).sort()).toEqual(["hundi.payout", "hundi.send"])
  const [payout, send] = ["hundi.payout", "hundi.send"].map((name) => spans.find((span) => span.name === name)!)
  expect(send!.parentSpanContext?.spanId).toBe(payout!.spanContext().spanId)
  expect(payout!.attributes).toMatchObject({ "hundi.rail": "imps", "hundi.outcome": "Settled" })

  await meters.forceFlush()
  const metrics = metricExporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
  const pointsOf = (name: string) => metrics.find((metric) => metric.descriptor.name === name)?.dataPoints
  expect(pointsOf("hundi.outcomes")).toMatchObject([{ value: 1, attributes: { "hundi.outcome": "Settled" } }])
  expect(pointsOf("hundi.wake.latency")).toMatchObject([{ value: { count: 1, sum: 30 } }])
  expect(metrics.find(({ descriptor }) => descriptor.name === "hundi.wake.latency")?.descriptor.unit).toBe("ms")
  expect(pointsOf("hundi.payouts")).toHaveLength(6)
  await meters.shutdown()
})
