import { createBank, type Payouts, Sensitive } from "@hundi/core"
import { impsPay } from "@hundi/catalog/composite"
import { createMemoryJournal } from "@hundi/core/testing"
import { describe, expect, it } from "vitest"
import { dropThroughPayouts } from "./drop-through-payouts.ts"

const beneficiary = { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }
const drop = { tenant: "one", payoutId: "verification-1", amountPaise: 100n, beneficiary, remark: "ACCOUNT CHECK" }
const never = () => Promise.reject(new Error("nothing is sent here"))
const payoutsOf = (): Payouts =>
  createBank({
    transport: { send: never },
    sealer: { seal: never, open: never },
    journal: createMemoryJournal(),
    families: { composite: { pay: impsPay } },
    settings: {
      partner: { bcId: "IBCTST00000", passCode: "<secret>", senderName: "TEST SENDER", mobile: "9999900000", retailerCode: "rcode" },
      ...{ apiKey: "test-key", environment: "T", instance: "01", owner: "1", fingerprintKey: new Uint8Array(32).fill(7), bankTimeoutMs: 3000 }
    }
  }).payouts

describe("dropThroughPayouts", () => {
  it("takes a drop on once, as an ordinary payout of its tenant", async () => {
    const payouts = payoutsOf()
    const port = dropThroughPayouts(payouts, { operation: impsPay.id })
    expect(await port.look(drop.payoutId, "one")).toBeUndefined()
    await port.accept(drop)
    await port.accept(drop)
    expect(await port.look(drop.payoutId, "one")).toEqual({ status: "queued" })
    expect(await port.look(drop.payoutId, "two")).toBeUndefined()
    expect((await payouts.list({ tenant: "one" })).data.map(({ amountPaise, rail }) => [amountPaise, rail])).toEqual([[100n, "imps"]])
  })

  it("hands on what the payouts refuse", async () => {
    const port = dropThroughPayouts(payoutsOf())
    await port.accept(drop)
    await expect(port.accept({ ...drop, beneficiary: { ...beneficiary, name: "Asha B Rao" } })).rejects.toMatchObject({ code: "IDEMPOTENCY_CONFLICT" })
    await expect(port.accept({ ...drop, payoutId: "v2", amountPaise: 99n })).rejects.toMatchObject({ code: "INVALID_REQUEST" })
  })

  it("asks for the name once the rupee has settled, and gives the bank's last code", async () => {
    const view = { payout: { status: "settled" }, attempts: [{ lastCode: "0" }], events: [] }
    const payouts = { accept: async () => [], get: async () => view as never }
    const nameOf = async () => new Sensitive("ASHA RAO", 0)
    const seen = await dropThroughPayouts(payouts, { nameOf }).look("v", "one")
    expect([seen?.status, seen?.code, seen?.registeredName?.reveal()]).toEqual(["settled", "0", "ASHA RAO"])
    await expect(dropThroughPayouts(payouts).accept(drop)).rejects.toMatchObject({ code: "JOURNAL_UNAVAILABLE" })
  })
})
