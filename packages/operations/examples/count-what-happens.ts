// file: examples/count-what-happens.ts
import { Sensitive } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { createTelemetry, type MeterLike } from "@hundi/operations/telemetry"

// A stand-in for metrics.getMeter("hundi") of @opentelemetry/api, which fits as it is.
const meter: MeterLike = {
  createCounter: (name) => ({ add: (value, labels) => console.log(name, value, labels) }),
  createHistogram: () => ({ record: () => undefined }),
  createObservableGauge: () => ({ addCallback: () => undefined, removeCallback: () => undefined })
}
const now = () => Date.UTC(2030, 0, 31, 6)
const telemetry = createTelemetry({ meter, now })
const journal = telemetry.instrumentJournal(createMemoryJournal())
// createBank({ ...ports, journal, transport: telemetry.instrumentTransport(transport) })
//   .start({ onFault: telemetry.onFault, onProcessed: telemetry.onProcessed })

const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
const imps = { operation: "composite.imps.pay", rail: "imps" as const, remark: "rent", beneficiary }
const order = { tenant: "default", payoutId: "rent-1", idempotencyKey: "rent-1", amountPaise: 10_050n, ...imps }
await journal.accept([{ id: "default/rent-1", order, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: now() }], now())
// hundi.payouts.taken 1 { 'hundi.rail': 'imps', 'hundi.result': 'created' }
telemetry.stop()
