import { composite } from "@hundi/catalog/composite"
import { expect, it } from "vitest"
import { conclude } from "./conclude.ts"
import { createBank } from "./create-bank.ts"
import type { WireResult } from "./ports.ts"
import { attemptOf, clearSealer, FRIDAY, payoutOf, sealedReply, settingsOf } from "./testing/fixtures.ts"
import { createMemoryJournal } from "./testing/memory-journal.ts"

const order = {
  payoutId: "P1",
  amountPaise: 10_050n,
  beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }
}
const DAY_MS = 86_400_000
const paid = (reference: unknown): WireResult => sealedReply({ ActCode: "0", BankRRN: "600000000001", TransRefNo: reference })
const declined = (): WireResult => sealedReply({ ActCode: "52" })

/** The first attempt is declined, the second one paid. What the bank says of the first one later is `later`. */
const paidAtSecondTry = async (later: (reference: unknown) => WireResult) => {
  const now = { ms: FRIDAY }
  const asked: string[] = []
  const seen = new Set<string>()
  const transport = {
    send: async ({ path, body }: { readonly path: string; readonly body: string }) => {
      const { tranRefNo = "", transRefNo = "" } = (JSON.parse(body) as { sealed: Record<string, string> }).sealed
      const reference = tranRefNo === "" ? transRefNo : tranRefNo
      const isFirst = seen.size === 0 || [...seen][0] === reference
      if (path.includes("payment")) {
        seen.add(reference)
        return isFirst ? declined() : paid(reference)
      }
      asked.push(isFirst ? "first" : "second")
      return isFirst ? later(reference) : paid(reference)
    }
  }
  const journal = createMemoryJournal()
  const bank = createBank({
    ...{ transport, sealer: clearSealer, journal, families: { composite }, settings: settingsOf() },
    clockOffsetMs: () => now.ms - Date.now()
  })
  const work = async (done: () => Promise<boolean>): Promise<void> => {
    const running = bank.start({ onFault: (fault) => expect.fail(fault.message), pollMs: 10 })
    await expect.poll(done).toBe(true)
    await running.stop(100)
  }
  const status = async () => (await bank.payouts.get("P1"))?.payout.status
  await bank.composite.pay(order)
  expect(await status()).toBe("failed")
  await bank.payouts.retry("P1")
  await work(async () => (await status()) === "settled")
  return { bank, now, asked, work, status }
}

it("a failed attempt stays watched though a later one has paid: late money goes to people", async () => {
  const { bank, now, asked, work, status } = await paidAtSecondTry(paid)
  expect((await bank.payouts.get("P1"))?.payout.dueAt).toBeGreaterThan(FRIDAY)
  now.ms += DAY_MS
  await work(async () => (await status()) === "review")
  expect(asked).toEqual(["first"])
  const view = await bank.payouts.get("P1")
  expect(view?.payout.reviewReason).toBe("late-money: attempt 1 was proved failed, now the bank says Settled")
  expect(view?.attempts.map(({ state }) => state)).toEqual(["rejected", "settled"])
  expect(view?.events.at(-1)).toMatchObject({ kind: "late-money", detail: { reference: view?.attempts[0]?.reference } })
})

it("what the bank still calls failed is no news: both are looked at again the next day, until the watch ends", async () => {
  const { bank, now, asked, work, status } = await paidAtSecondTry(declined)
  for (const days of [1, 2]) {
    now.ms += DAY_MS
    await work(async () => asked.length === 2 * days)
  }
  now.ms += 30 * DAY_MS
  await work(async () => (await bank.payouts.get("P1"))?.payout.dueAt === null)
  expect(await status()).toBe("settled")
})

it("a second attempt that could not be sent leaves the failed one before it watched", () => {
  const change = conclude({
    ...{ payout: payoutOf(), attempt: attemptOf({ number: 2 }), earlier: [attemptOf({ state: "rejected", provedFailedAt: FRIDAY })] },
    ...{ outcome: { kind: "NotSent", why: "a field", mayRepeat: false }, from: "pay", now: FRIDAY, rail: "imps" },
    ...{ ladder: composite.pay.ladder, enquirable: true }
  })
  expect(change.payout).toMatchObject({ status: "failed", dueAt: FRIDAY + DAY_MS })
})
