import { composite } from "@hundi/catalog/composite"
import { istMidnight } from "@hundi/catalog/calendar"
import { expect, it } from "vitest"
import { createBank } from "./create-bank.ts"
import type { WireResult } from "./ports.ts"
import { clearSealer, FRIDAY, scriptedTransport, sealedReply, settingsOf } from "./testing/fixtures.ts"
import { createMemoryJournal } from "./testing/memory-journal.ts"

const order = {
  payoutId: "P1",
  amountPaise: 10_050n,
  beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }
}
const refused = (): WireResult => ({ kind: "failure", sent: "no", why: "ECONNREFUSED" })
const paid = (body: Record<string, unknown>): WireResult => sealedReply({ ActCode: "0", BankRRN: "600000000001", TransRefNo: body["tranRefNo"] })

/** A worker whose clock stands at `now.ms`. */
const workerOf = (now: { ms: number }, senderName = "TEST SENDER", journal = createMemoryJournal()) => {
  const transport = scriptedTransport([refused, paid])
  const settings = settingsOf()
  const bank = createBank({
    ...{ transport, sealer: clearSealer, journal, families: { composite } },
    settings: { ...settings, partner: { ...settings.partner, senderName } },
    clockOffsetMs: () => now.ms - Date.now()
  })
  const runUntil = async (status: string): Promise<void> => {
    const running = bank.start({ onFault: (fault) => expect.fail(fault.message), pollMs: 20 })
    await expect.poll(async () => (await bank.payouts.get("P1"))?.payout.status, { timeout: 5000 }).toBe(status)
    await running.stop(0)
  }
  return { bank, transport, journal, runUntil }
}
const MIDNIGHT = istMidnight("2026-11-21")

it.each([
  ["15 minutes later", FRIDAY, FRIDAY + 15 * 60_000, "2026-11-20"],
  ["on the next IST date", MIDNIGHT - 2000, MIDNIGHT + 5000, "2026-11-21"]
])("L3: what was not sent goes %s under another reference", async (_, first, later, date) => {
  const now = { ms: first }
  const { bank, transport, runUntil } = workerOf(now)
  await bank.composite.pay(order)
  now.ms = later
  await runUntil("settled")
  const view = await bank.payouts.get("P1")
  expect(view?.attempts).toMatchObject([{ state: "not-sent", businessDate: "2026-11-20" }, { state: "settled", businessDate: date }])
  const [one, other] = transport.requests.map(({ body }) => (JSON.parse(body) as { sealed: { tranRefNo: string } }).sealed.tranRefNo)
  expect(other).not.toBe(one)
})

it("L3: a repeat that would be another message is not sent under that reference", async () => {
  const now = { ms: FRIDAY }
  const before = workerOf(now)
  await before.bank.composite.pay(order)
  now.ms += 2000
  const after = workerOf(now, "ANOTHER SENDER", before.journal)
  await after.runUntil("failed")
  expect(after.transport.requests).toHaveLength(0)
  expect((await after.bank.payouts.get("P1"))?.attempts).toMatchObject([{ state: "not-sent" }])
})

it("L8: half an hour after midnight in India, the payment is of the new day", async () => {
  const { bank } = workerOf({ ms: MIDNIGHT + 30 * 60_000 })
  expect((await bank.composite.pay(order)).attempts[0]?.businessDate).toBe("2026-11-21")
})
