import { composite } from "@hundi/catalog/composite"
import { createBank, type Sealer, type Transport } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { describe, expect, it } from "vitest"
import { openOperationsSql } from "../sqlite.ts"
import { createControls } from "./create-controls.ts"
import { defaultPolicy } from "./policy.ts"

const partner = { bcId: "IBCTST00000", passCode: "<secret>", senderName: "TEST SENDER", mobile: "9999900000", retailerCode: "rcode" }
const sealer: Sealer = {
  seal: async (value) => JSON.stringify(value),
  open: async (body) => ({ sealed: true, value: JSON.parse(body) as unknown })
}

/** A bank that pays everything, behind the default policy. */
const openBank = (isStoreGone = () => false) => {
  const sent: string[] = []
  const transport: Transport = {
    send: async ({ body }) => {
      const { tranRefNo } = JSON.parse(body) as { tranRefNo: string }
      sent.push(tranRefNo)
      return { kind: "reply", status: 200, body: JSON.stringify({ success: true, ActCode: "0", BankRRN: "600000000001", TransRefNo: tranRefNo }) }
    }
  }
  const journal = createMemoryJournal()
  const store = openOperationsSql(":memory:")
  const sql: typeof store = {
    ...store,
    all: (...args) => {
      if (isStoreGone()) throw new Error("disk I/O error")
      return store.all(...args)
    }
  }
  let offset = 0
  const now = () => Date.now() + offset
  const controls = createControls({ sql, journal, owner: "01", now, policy: defaultPolicy })
  const settings = {
    ...{ partner, apiKey: "test-key", environment: "T", instance: "01", owner: "01", bankTimeoutMs: 3000 },
    ...{ fingerprintKey: new Uint8Array(32).fill(7), gate: controls.gate }
  }
  const bank = createBank({ transport, sealer, journal, families: { composite }, settings, clockOffsetMs: () => offset })
  return { bank, controls, sent, journal, wait: (ms: number) => void (offset += ms) }
}
const order = {
  payoutId: "rent-1",
  amountPaise: 10_050n,
  beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }
}
const DAY = 86_400_000

describe("controls in front of a bank", () => {
  it("from an order that nobody knows to a payment: beneficiary, two people, a day, a checker", async () => {
    const { bank, controls, sent, wait } = openBank()
    await controls.made({ payoutId: "rent-1", by: "asha" })
    const held = await bank.composite.pay(order)
    expect(held).toMatchObject({ payout: { status: "awaiting-approval", hold: { kind: "beneficiary" } }, attempts: [] })
    const { beneficiaryHash } = held.payout
    await controls.beneficiaries.add({ beneficiaryHash, by: "meera" })
    await controls.beneficiaries.approve({ beneficiaryHash, by: "ravi" })
    await controls.beneficiaries.approve({ beneficiaryHash, by: "kiran" })
    const running = bank.start({ onFault: () => undefined, pollMs: 5 })
    const status = async () => (await bank.payouts.get("rent-1"))?.payout
    await expect.poll(status).toMatchObject({ status: "queued", hold: { reason: expect.stringContaining("This beneficiary is new") } })
    wait(DAY)
    await expect.poll(status).toMatchObject({ status: "awaiting-approval", hold: { kind: "approval" } })
    expect(sent).toHaveLength(0)
    await controls.approve({ payoutId: "rent-1", by: "ravi", reason: "invoice 17" })
    await expect.poll(status).toMatchObject({ status: "settled", hold: null })
    await running.stop(100)
    expect(sent).toHaveLength(1)
    const holds = (await bank.payouts.get("rent-1"))?.events.filter(({ kind }) => kind === "held").map(({ detail }) => detail["hold"])
    expect(holds).toEqual(["beneficiary", "beneficiary", "approval"])
  })

  it("when its store is gone nothing goes, and the payout is looked at again", async () => {
    let gone = false
    const { bank, controls, sent } = openBank(() => gone)
    await controls.made({ payoutId: "rent-1", by: "asha" })
    gone = true
    await expect(bank.composite.pay(order)).rejects.toMatchObject({ code: "CONTROL_UNAVAILABLE", sent: "no" })
    expect(sent).toHaveLength(0)
    expect(await bank.payouts.get("rent-1")).toMatchObject({ payout: { status: "queued" }, attempts: [] })
  })

  it("opens the same store again with all that was said", async () => {
    const sql = openOperationsSql(":memory:")
    const parts = { sql, journal: createMemoryJournal(), owner: "01", now: Date.now, policy: defaultPolicy }
    await createControls(parts).made({ payoutId: "rent-1", by: "asha" })
    expect(await createControls(parts).made({ payoutId: "rent-1", by: "asha" })).toEqual({ makers: ["asha"] })
    expect(createControls(parts).head().seq).toBe(1)
  })

  it("says nothing about who is paid, on any way out", async () => {
    const { bank, controls } = openBank()
    await controls.made({ payoutId: "rent-1", by: "asha" })
    await bank.composite.pay(order)
    const said = JSON.stringify([await controls.pending(), (await bank.payouts.get("rent-1"))?.events], (_, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value
    )
    for (const secret of ["Rao", "000123456789", "TEST0000001"]) expect(said).not.toContain(secret)
  })

  it("refuses a policy with a fault", () => {
    const policy = { ...defaultPolicy, approvals: [] }
    expect(() => createControls({ sql: openOperationsSql(":memory:"), journal: createMemoryJournal(), owner: "01", now: Date.now, policy })).toThrow(
      'approvals: the first tier starts at "0"'
    )
  })
})
