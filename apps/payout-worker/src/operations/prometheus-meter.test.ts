import { expect, it } from "vitest"
import { createPrometheusMeter } from "./prometheus-meter.ts"

it("writes counters, histograms and gauges as Prometheus reads them", async () => {
  const meter = createPrometheusMeter({ without: ["hundi.hidden"] })
  const sends = meter.createCounter("hundi.sends", { description: "Sends." })
  sends.add(1, { "hundi.rail": "imps" })
  sends.add(2, { "hundi.rail": "imps" })
  sends.add(1, { "hundi.rail": 'a"b\\c\n' })
  const duration = meter.createHistogram("hundi.call.duration", { unit: "ms", advice: { explicitBucketBoundaries: [10, 100] } })
  duration.record(50, { "hundi.path": "/p" })
  duration.record(500, { "hundi.path": "/p" })
  meter.createObservableGauge("hundi.in_flight").addCallback(async (result) => result.observe(3))
  meter.createObservableGauge("hundi.hidden").addCallback((result) => result.observe(1))
  expect(await meter.write()).toBe(`# HELP hundi_sends_total Sends.
# TYPE hundi_sends_total counter
hundi_sends_total{rail="imps"} 3
hundi_sends_total{rail="a\\"b\\\\c\\n"} 1
# HELP hundi_call_duration_ms${" "}
# TYPE hundi_call_duration_ms histogram
hundi_call_duration_ms_bucket{path="/p",le="10"} 0
hundi_call_duration_ms_bucket{path="/p",le="100"} 1
hundi_call_duration_ms_bucket{path="/p",le="+Inf"} 2
hundi_call_duration_ms_sum{path="/p"} 550
hundi_call_duration_ms_count{path="/p"} 2
# HELP hundi_in_flight${" "}
# TYPE hundi_in_flight gauge
hundi_in_flight 3
`)
})
