import { composite } from "@hundi/catalog/composite"
import { createBank, type Sealer, type Transport } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { createChanges } from "../worker/changes.ts"
import { createCounters } from "../worker/counters.ts"
import type { Worker } from "../worker/open-worker.ts"

/** A worker on the in-memory journal, whose bank answers `code` to every payment and every question. The loop does not run. */
export const makeTestWorker = (code: () => string = () => "0") => {
  const journal = createMemoryJournal()
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
  const bank = createBank({
    transport,
    sealer,
    journal,
    families: { composite },
    settings: {
      partner: { bcId: "IBCTST00000", passCode: "made-up", senderName: "TEST SENDER", mobile: "9999900000", retailerCode: "rcode" },
      apiKey: "made-up",
      environment: "T",
      instance: "01",
      owner: "01",
      fingerprintKey: new Uint8Array(32).fill(7),
      bankTimeoutMs: 1000
    }
  })
  let wakes = 0
  const worker: Worker = {
    payouts: bank.payouts,
    journal,
    changes: createChanges(),
    counters: createCounters(),
    instance: "01",
    now: () => Date.now(),
    wake: () => void wakes++,
    inFlight: () => 0,
    stop: () => journal.close()
  }
  return { worker, bank, sent, wakes: () => wakes }
}
