import { compositeRails } from "@hundi/catalog/composite/rails"
import { expect, it } from "vitest"
import { createBank } from "./create-bank.ts"
import { clearSealer, scriptedTransport, settingsOf } from "./testing/fixtures.ts"
import { createMemoryJournal } from "./testing/memory-journal.ts"

const order = {
  payoutId: "P1",
  amountPaise: 10_050n,
  beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }
}
const corporate = { corpId: "TESTCORP", userId: "USER1", urn: "SR000000001", aggrId: "AGGR0000", aggrName: "TESTAGGR", debitAccount: "000000000009" }
const upi = {
  deviceId: "000000000000000000000000", profileId: "1000001", channelCode: "MICICI", accountProvider: "74", payerAddress: "payer.test@icici", mcc: "6012"
}
const bankOf = () => {
  const settings = settingsOf()
  return createBank({
    ...{ transport: scriptedTransport([]), sealer: clearSealer, journal: createMemoryJournal(), families: { composite: compositeRails } },
    settings: { ...settings, partner: { ...settings.partner, corporate, upi } }
  })
}

it("L6: a key belongs to one tenant and one operation", async () => {
  const answers = await bankOf().payouts.accept([
    { ...order, idempotencyKey: "K", tenant: "a" },
    { ...order, idempotencyKey: "K", tenant: "b" },
    { ...order, idempotencyKey: "K", tenant: "a", payoutId: "P2", rail: "neft" }
  ])
  expect(answers.map(({ kind }) => kind)).toEqual(["created", "created", "created"])
})

it("L10: a conflict names the field, and nothing of the stored payout", async () => {
  const { payouts } = bankOf()
  await payouts.accept([order])
  const [conflict] = await payouts.accept([{ ...order, beneficiary: { ...order.beneficiary, accountNumber: "000999999999" } }])
  if (conflict?.kind !== "invalid") return expect.fail("taken on")
  expect(conflict.error).toMatchObject({ code: "IDEMPOTENCY_CONFLICT", reason: { field: "account_number" } })
  expect(`${conflict.error.message} ${JSON.stringify(conflict.error.reason)}`).not.toMatch(/123456789|999999999|Asha/)
})
