import { composite } from "@hundi/catalog/composite"
import { describe, expect, it } from "vitest"
import type { Admission, Gate } from "./admit.ts"
import { createBank } from "./create-bank.ts"
import { clearSealer, scriptedTransport, sealedReply, settingsOf } from "./testing/fixtures.ts"
import { createMemoryJournal } from "./testing/memory-journal.ts"

const order = {
  payoutId: "P1",
  amountPaise: 10_050n,
  beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }
}

const payWith = async (gate: Gate) => {
  const transport = scriptedTransport([
    (body) => sealedReply({ success: true, ActCode: "0", BankRRN: "600000000001", TransRefNo: body["tranRefNo"] })
  ])
  const journal = createMemoryJournal()
  const bank = createBank({ transport, sealer: clearSealer, journal, families: { composite }, settings: settingsOf({ gate }) })
  return { transport, bank, pay: () => bank.composite.pay(order) }
}
const always = (admission: Admission): Gate => ({ admit: async () => admission })

describe("the gate before every send", () => {
  it("go: the payout is sent", async () => {
    const { pay, transport } = await payWith(always({ kind: "go" }))
    expect((await pay()).payout.status).toBe("settled")
    expect(transport.requests).toHaveLength(1)
  })

  it("hold: nothing is reserved or sent; the reason stands in the payout and its history", async () => {
    const hold = { kind: "approval", reason: "waits for a second person", status: "awaiting-approval", dueAt: null } as const
    const { pay, transport } = await payWith(always({ kind: "hold", hold }))
    const view = await pay()
    expect(view).toMatchObject({ payout: { status: "awaiting-approval", hold: { kind: "approval", reason: hold.reason } }, attempts: [] })
    expect(view.events.at(-1)).toMatchObject({ kind: "held", detail: { hold: "approval", reason: hold.reason } })
    expect(transport.requests).toHaveLength(0)
  })

  it("an order for a new try lifts no hold", async () => {
    const hold = { kind: "duplicate", reason: "an earlier attempt may be paid", status: "awaiting-approval", dueAt: null } as const
    const { pay, bank, transport } = await payWith(always({ kind: "hold", hold }))
    await pay()
    await expect(bank.payouts.retry("P1")).rejects.toMatchObject({ code: "HELD", message: `it is kept back: ${hold.reason}` })
    expect(await bank.payouts.get("P1")).toMatchObject({ payout: { status: "awaiting-approval", dueAt: null, hold: { kind: "duplicate" } }, attempts: [] })
    expect(transport.requests).toHaveLength(0)
  })

  it("refuse: the payout ends, and says by what", async () => {
    const { pay, transport } = await payWith(always({ kind: "refuse", by: "allow-list", reason: "not on the list" }))
    expect(await pay()).toMatchObject({ payout: { status: "cancelled" } })
    expect(transport.requests).toHaveLength(0)
  })

  it("a gate that cannot be asked lets nothing through", async () => {
    const { pay, transport, bank } = await payWith({ admit: () => Promise.reject(new Error("the store is gone")) })
    await expect(pay()).rejects.toMatchObject({ code: "CONTROL_UNAVAILABLE", sent: "no" })
    expect(await bank.payouts.get("P1")).toMatchObject({ payout: { status: "queued" }, attempts: [] })
    expect(transport.requests).toHaveLength(0)
  })

  it("asked again for an attempt that was reserved and not sent", async () => {
    let open = true
    const { bank, transport } = await payWith({
      admit: async () => (open ? { kind: "go" } : { kind: "refuse", by: "allow-list", reason: "taken off the list" })
    })
    await bank.payouts.accept([order])
    await bank.payouts.retry("P1")
    open = false
    const running = bank.start({ onFault: () => undefined })
    await expect.poll(async () => (await bank.payouts.get("P1"))?.payout.status).toBe("cancelled")
    await running.stop(100)
    expect(await bank.payouts.get("P1")).toMatchObject({ attempts: [{ state: "not-sent" }] })
    expect(transport.requests).toHaveLength(0)
  })
})
