import { composite } from "@hundi/catalog/composite"
import { expect, it } from "vitest"
import { createBank } from "./create-bank.ts"
import { clearSealer, scriptedTransport, settingsOf } from "./testing/fixtures.ts"
import { createMemoryJournal } from "./testing/memory-journal.ts"

it("L7: a lease outlasts the calls that its holder may wait for: one to pay, four to ask", async () => {
  const leases = new Map<string, number>()
  const inner = createMemoryJournal()
  const journal = {
    ...inner,
    claimDue: (request: Parameters<typeof inner.claimDue>[0]) => {
      leases.set(request.want, request.leaseMs)
      return inner.claimDue(request)
    }
  }
  const settings = settingsOf({ bankTimeoutMs: 120_000 })
  const bank = createBank({ transport: scriptedTransport([]), sealer: clearSealer, journal, families: { composite }, settings })
  const running = bank.start({ onFault: (fault) => expect.fail(fault.message), pollMs: 20 })
  await expect.poll(() => leases.size).toBe(2)
  await running.stop(0)
  expect(leases.get("sends")).toBeGreaterThan(120_000)
  expect(leases.get("enquiries")).toBeGreaterThan(4 * 120_000)
})
