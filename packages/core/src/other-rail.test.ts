import { composite } from "@hundi/catalog/composite"
import { compositeRails } from "@hundi/catalog/composite/rails"
import { upi2 } from "@hundi/catalog/upi2"
import { expect, it } from "vitest"
import { createBank } from "./create-bank.ts"
import type { WireRequest, WireResult } from "./ports.ts"
import { clearSealer, FRIDAY, sealedReply, settingsOf } from "./testing/fixtures.ts"
import { createMemoryJournal } from "./testing/memory-journal.ts"

const DAY_MS = 86_400_000
const corporate = {
  ...{ corpId: "TESTCORP", userId: "USER1", urn: "URN1", aggrId: "AGGR1", aggrName: "TESTAGGR", debitAccount: "000000000009" }
}
const settings = settingsOf({ partner: { ...settingsOf().partner, corporate, upi: {
  ...{ deviceId: "D", profileId: "1", channelCode: "C", accountProvider: "74", payerAddress: "payer.test@icici", mcc: "6012" }
} } })
const order = {
  payoutId: "P1",
  amountPaise: 10_050n,
  beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }
}

/** IMPS declines; what every other call says is `more`. */
const setUp = (more: (path: string, body: Readonly<Record<string, string>>) => WireResult) => {
  const now = { ms: FRIDAY }
  const sent: { path: string; priority: string; body: Readonly<Record<string, string>> }[] = []
  const transport = {
    send: async ({ path, body, headers }: WireRequest) => {
      const { sealed } = JSON.parse(body) as { sealed: Record<string, string> }
      const priority = headers["x-priority"] ?? ""
      sent.push({ path, priority, body: sealed })
      return path.endsWith("composite-payment") && priority === "0100" ? sealedReply({ ActCode: "52", TransRefNo: sealed["tranRefNo"] }) : more(path, sealed)
    }
  }
  const bank = createBank({
    ...{ transport, sealer: clearSealer, journal: createMemoryJournal(), families: { composite: compositeRails }, settings },
    clockOffsetMs: () => now.ms - Date.now()
  })
  const work = async (done: () => Promise<boolean>): Promise<void> => {
    const running = bank.start({ onFault: (fault) => expect.fail(fault.message), pollMs: 10 })
    await expect.poll(done).toBe(true)
    await running.stop(100)
  }
  return { bank, now, sent, work, view: () => bank.payouts.get("P1") }
}
const neftPaid = (body: Readonly<Record<string, string>>): WireResult =>
  sealedReply({ REQID: "1", STATUS: "SUCCESS", RESPONSE: "SUCCESS", UNIQUEID: body["tranRefNo"], UTRNUMBER: "TESTN00000000001" })

it("after proof of failure the owner orders another rail; the failed attempt is watched over its own", async () => {
  const { bank, sent, work, view } = setUp((path, body) =>
    path.endsWith("composite-payment") ? neftPaid(body) : sealedReply({ ActCode: "0", BankRRN: "600000000001", TransRefNo: body["transRefNo"] })
  )
  await bank.payouts.pay(order)
  expect((await view())?.payout).toMatchObject({ status: "failed", rail: "imps" })
  await bank.payouts.retry("P1", { rail: "neft" })
  await work(async () => (await view())?.attempts.at(-1)?.state === "accepted")
  const after = await view()
  expect(after?.payout).toMatchObject({ rail: "neft", operation: "composite.neft.pay" })
  expect(after?.attempts.map(({ rail, state }) => `${rail} ${state}`)).toEqual(["imps rejected", "neft accepted"])
  expect(sent.map(({ priority }) => priority)).toEqual(["0100", "0010"])
  // The same order once more is the same payout, whatever rail it has by now.
  expect((await bank.payouts.accept([order]))[0]?.kind).toBe("existing")
  expect((await bank.payouts.accept([{ ...order, amountPaise: 200n }]))[0]).toMatchObject({ kind: "invalid", error: { reason: { field: "amount" } } })
})

it("late money over the first rail is found there, and goes to people", async () => {
  const failed = (body: Readonly<Record<string, string>>): WireResult =>
    sealedReply({ STATUS: "FAILURE", RESPONSE: "FAILURE", UNIQUEID: body["tranRefNo"] ?? body["UNIQUEID"] })
  const { bank, now, sent, work, view } = setUp((path, body) =>
    path.endsWith("status") && body["transRefNo"] !== undefined ? sealedReply({ ActCode: "0", BankRRN: "600000000001", TransRefNo: body["transRefNo"] }) : failed(body)
  )
  await bank.payouts.pay(order)
  await bank.payouts.retry("P1", { rail: "neft" })
  await work(async () => (await view())?.attempts[1]?.state === "unknown")
  // FAILURE counts when it is repeated three minutes later (MONEY.md, Rail x evidence).
  now.ms += 200_000
  await work(async () => (await view())?.payout.status === "failed")
  now.ms += DAY_MS
  await work(async () => (await view())?.payout.status === "review")
  expect((await view())?.payout.reviewReason).toBe("late-money: attempt 1 was proved failed, now the bank says Settled")
  expect(sent.at(-1)).toMatchObject({ path: expect.stringMatching(/status$/), priority: "0100", body: { transRefNo: (await view())?.attempts[0]?.reference } })
})

it("is refused, and gives the payout back, where it does not fit", async () => {
  const { bank, sent, view } = setUp(() => expect.fail("nothing else is asked"))
  await bank.payouts.pay(order)
  const before = (await view())?.payout
  for (const [rail, rule] of [["upi", /kind of beneficiary/], ["rtgs", /from 200000.00 rupees/], ["internal", /one of imps, /]] as const) {
    await expect(bank.payouts.retry("P1", { rail })).rejects.toMatchObject({ code: "INVALID_REQUEST", reason: { field: "rail", rule: expect.stringMatching(rule) } })
  }
  expect((await view())?.payout).toMatchObject({ status: "failed", rail: "imps", dueAt: before?.dueAt })
  expect((await view())?.attempts).toHaveLength(1)
  expect(sent).toHaveLength(1)
})

it("an LEI travels in NEFT, and from 50 crore on nothing leaves without it", async () => {
  const { bank, sent, view } = setUp((_, body) => neftPaid(body))
  const large = { ...order, rail: "neft", amountPaise: 50_000_000_000n } as const
  await expect(bank.payouts.pay({ ...large, details: { beneficiaryLei: "secret" } })).rejects.toMatchObject({
    reason: { field: "details.beneficiaryLei", rule: "20 capital letters and digits" }
  })
  await expect(bank.payouts.pay({ ...large, details: { lei: "X" } })).rejects.toMatchObject({ reason: { field: "details.lei" } })
  await expect(bank.payouts.pay({ ...order, details: { beneficiaryLei: "X" } })).rejects.toMatchObject({ reason: { field: "details", rule: "composite.imps.pay takes none" } })
  const without = await bank.payouts.pay({ ...large, payoutId: "none" })
  expect(without.attempts[0]?.state).toBe("not-sent")
  expect(without.events.at(-1)?.detail["why"]).toMatch(/beneficiaryLei: from 50 crore rupees on/)
  await bank.payouts.pay({ ...large, details: { beneficiaryLei: "TESTLEI0000000000001" } })
  expect(sent.at(-1)?.body["BENLEI"]).toBe("TESTLEI0000000000001")
  expect((await view())?.attempts[0]?.state).toBe("accepted")
  expect(String((await view())?.payout.details)).toMatch(/^X+$/)
  expect((await bank.payouts.accept([{ ...large, details: { beneficiaryLei: "TESTLEI0000000000002" } }]))[0]).toMatchObject({
    kind: "invalid", error: { code: "IDEMPOTENCY_CONFLICT", reason: { field: "details" } }
  })
})

it("a refund is never chosen by its rail, and says what the partner lacks", async () => {
  const { bank } = setUp(() => expect.fail("nothing is sent"))
  const shop = createBank({
    ...{ transport: { send: () => expect.fail("nothing is sent") }, sealer: clearSealer, journal: createMemoryJournal(), settings },
    families: { refunds: { refund: upi2.refund }, composite }
  })
  const toCustomer = { payoutId: "R1", amountPaise: 100n, beneficiary: { name: "Customer", vpa: "customer.test@upi" } }
  await expect(shop.payouts.pay({ ...toCustomer, rail: "upi" })).rejects.toMatchObject({ reason: { field: "rail", rule: "one of imps" } })
  const original = { rrn: "600000000001", reference: "CP1", isInstant: true }
  await expect(shop.refunds.refund({ ...toCustomer, details: { original } })).rejects.toMatchObject({ code: "CONFIGURATION", reason: { field: "partner.merchant" } })
  expect(await bank.payouts.get("R1")).toBeUndefined()
})
