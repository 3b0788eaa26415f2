import { composite } from "@hundi/catalog/composite"
import { createBank, type Sealer, type Transport } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { openOperationsSql } from "@hundi/operations/sqlite"
import { createTelemetry, metrics } from "@hundi/operations/telemetry"
import { openOperations } from "../operations/open-operations.ts"
import { createPrometheusMeter } from "../operations/prometheus-meter.ts"
import { readAccountName } from "../operations/read-account-name.ts"
import { noOperations, type OperationsSettings } from "../setup/operations-settings.ts"
import { createChanges } from "../worker/changes.ts"
import { createCounters } from "../worker/counters.ts"
import { createForesee } from "../worker/foresee.ts"
import type { Worker } from "../worker/open-worker.ts"

/** What differs from a worker without operations, on the real clock. */
export interface TestWorkerOptions {
  readonly operations?: Partial<OperationsSettings>
  /** ms since 1970 (UTC). */
  readonly now?: () => number
}

/** A worker on the in-memory journal, whose bank answers `code` to every payment and every question. The loop does not run. */
export const makeTestWorker = (code: () => string = () => "0", { operations: given = {}, now = Date.now }: TestWorkerOptions = {}) => {
  const meter = createPrometheusMeter({ without: [metrics.payouts.name] })
  const journal = createTelemetry({ meter, now }).instrumentJournal(createMemoryJournal())
  const sent: Record<string, unknown>[] = []
  const sealer: Sealer = {
    seal: async (value) => JSON.stringify(value),
    open: async (body) => ({ sealed: true, value: JSON.parse(body) })
  }
  const transport: Transport = {
    send: async ({ body }) => {
      const request = JSON.parse(body) as Record<string, unknown>
      sent.push(request)
      return { kind: "reply", status: 200, body: JSON.stringify({ success: code() === "0", ActCode: code(), BankRRN: "000000000001", TransRefNo: request["tranRefNo"] }) }
    }
  }
  const sql = openOperationsSql(":memory:")
  let wakes = 0
  const wake = (): void => void wakes++
  const operations = openOperations({ sql, journal, owner: "01", now, settings: { ...noOperations, ...given }, wake })
  const partner = { bcId: "IBCTST00000", passCode: "made-up", senderName: "TEST SENDER", mobile: "9999900000", retailerCode: "rcode" }
  const hashKey = new Uint8Array(32).fill(7)
  const identity = { environment: "T", instance: "01", owner: "01" }
  const setUp = {
    families: { composite },
    settings: { ...identity, partner, apiKey: "made-up", fingerprintKey: hashKey, bankTimeoutMs: 1000, gate: operations.gate },
    clockOffsetMs: () => now() - Date.now()
  }
  const bank = createBank({ ...setUp, transport, sealer, journal })
  const worker: Worker = {
    ...{ payouts: bank.payouts, journal, operations, meter, hashKey, now, wake },
    foresee: createForesee(setUp),
    openCallback: async (body) => JSON.parse(body) as unknown,
    nameOf: readAccountName(partner, bank.composite.status),
    senderName: partner.senderName,
    changes: createChanges(),
    counters: createCounters(),
    instance: "01",
    inFlight: () => 0,
    stop: () => journal.close()
  }
  return { worker, bank, sent, wakes: () => wakes }
}
