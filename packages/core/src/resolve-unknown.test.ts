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
const lost = (): WireResult => ({ kind: "failure", sent: "maybe", why: "time-out" })
const coded = (ActCode: string) => (): WireResult => sealedReply({ ActCode })
const LATE = istMidnight("2026-11-21") - 5 * 60_000

/** Pays at `paidAt`, loses the answer, and lets the loop ask once, `laterMs` after that. */
const askOnce = async (paidAt: number, laterMs: number, answers: readonly (() => WireResult)[]) => {
  const now = { ms: paidAt }
  const transport = scriptedTransport([lost, ...answers])
  const faults: string[] = []
  const bank = createBank({
    ...{ transport, sealer: clearSealer, journal: createMemoryJournal(), families: { composite }, settings: settingsOf() },
    clockOffsetMs: () => now.ms - Date.now()
  })
  await bank.composite.pay(order)
  now.ms += laterMs
  const running = bank.start({ onFault: (fault) => void faults.push(fault.message), pollMs: 20 })
  await expect.poll(async () => (await bank.payouts.get("P1"))?.attempts[0]?.asked ?? 0, { timeout: 2000 }).toBe(1).catch(() => undefined)
  await running.stop(1000)
  const dates = transport.requests.slice(1).map(({ body }) => (JSON.parse(body) as { sealed: { date: string } }).sealed.date)
  return { view: await bank.payouts.get("P1"), dates, faults }
}

it("L8: asks under the payment's date, also on the day after", async () => {
  const { dates } = await askOnce(FRIDAY, 26 * 3_600_000, [coded("25")])
  expect(dates).toEqual(["11/20/2026"])
})

it("L8: a payment of the last minutes of a day is looked for under both dates", async () => {
  const { view, dates } = await askOnce(LATE, 60_000, [coded("25"), coded("0")])
  expect(dates).toEqual(["11/20/2026", "11/21/2026"])
  expect(view?.payout.status).toBe("settled")
})

it("L4: «not found» under the second date does not hide what the bank said under the first", async () => {
  const { view } = await askOnce(LATE, 60_000, [coded("62"), coded("25")])
  expect(view?.attempts[0]).toMatchObject({ state: "unknown", technicalCode: "62" })
})

it("L4: a question that could not be sent says nothing about the payment", async () => {
  const { view, faults } = await askOnce(FRIDAY, 6000, [() => ({ kind: "failure", sent: "no", why: "ECONNREFUSED" })])
  expect(faults).toEqual([])
  expect(view).toMatchObject({ payout: { status: "unknown" }, attempts: [{ state: "unknown", asked: 1, notSentCount: 0, provedFailedAt: null }] })
})
