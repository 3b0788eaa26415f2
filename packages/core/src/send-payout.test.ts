import { composite } from "@hundi/catalog/composite"
import { describe, expect, it } from "vitest"
import { REPEAT_WINDOW_MS } from "./conclude.ts"
import { createBank } from "./create-bank.ts"
import type { Journal } from "./journal.ts"
import type { WireResult } from "./ports.ts"
import { clearSealer, scriptedTransport, sealedReply, settingsOf } from "./testing/fixtures.ts"
import { createMemoryJournal } from "./testing/memory-journal.ts"

const order = {
  payoutId: "P1",
  amountPaise: 10_050n,
  beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" },
  remark: "rent"
}
type Answer = (body: Record<string, unknown>) => WireResult
const paid: Answer = (body) => sealedReply({ success: true, ActCode: "0", BankRRN: "600000000001", TransRefNo: body["tranRefNo"] })
const coded =
  (ActCode: string): Answer =>
  () =>
    sealedReply({ ActCode })
const lost: Answer = () => ({ kind: "failure", sent: "maybe", why: "time-out" })
const refused: Answer = () => ({ kind: "failure", sent: "no", why: "ECONNREFUSED" })

const bankOf = (answers: readonly Answer[], journal: Journal = createMemoryJournal()) => {
  const transport = scriptedTransport(answers)
  return {
    transport,
    journal,
    bank: createBank({ transport, sealer: clearSealer, journal, families: { composite }, settings: settingsOf() })
  }
}

describe("send-payout: one payout", () => {
  it("pays, and the journal tells the nine steps", async () => {
    const { bank, transport } = bankOf([paid])
    const view = await bank.composite.pay(order)
    expect(view.payout.status).toBe("settled")
    expect(view.attempts).toHaveLength(1)
    expect(view.attempts[0]).toMatchObject({ state: "settled", rrn: "600000000001" })
    expect(view.events.map((event) => event.kind)).toEqual(["accepted-by-us", "reserved", "sending", "settled"])
    expect(transport.requests).toHaveLength(1)
  })

  it("sends the bank's own body: rupees, IST stamp, our reference in tranRefNo and first in paymentRef", async () => {
    const bodies: Record<string, unknown>[] = []
    const { bank, transport } = bankOf([(body) => (bodies.push(body), paid(body))])
    const view = await bank.composite.pay(order)
    const reference = view.attempts[0]?.reference
    expect(bodies[0]).toMatchObject({
      amount: "100.50",
      beneAccNo: "000123456789",
      beneIFSC: "TEST0000001",
      tranRefNo: reference,
      paymentRef: `${reference} rent`
    })
    expect(reference).toMatch(/^T01[0-9A-Z]{12}$/)
    expect(transport.requests[0]).toMatchObject({
      path: "/api/v1/composite-payment",
      headers: { "x-priority": "0100", apikey: "test-key" },
      timeoutMs: 3000
    })
  })

  it("L6: the same order again returns the stored outcome and sends nothing", async () => {
    const { bank, transport } = bankOf([paid])
    await bank.composite.pay(order)
    expect((await bank.composite.pay(order)).payout.status).toBe("settled")
    expect(transport.requests).toHaveLength(1)
  })

  it("L6: another body under the key is a conflict that names the field, and sends nothing", async () => {
    const { bank, transport } = bankOf([paid])
    await bank.composite.pay(order)
    await expect(bank.composite.pay({ ...order, amountPaise: 99_900n })).rejects.toMatchObject({
      code: "IDEMPOTENCY_CONFLICT",
      reason: { field: "amount" }
    })
    expect(transport.requests).toHaveLength(1)
  })

  it.each([
    ["amountPaise", { amountPaise: 50n }, "amount"],
    ["ifsc", { beneficiary: { ...order.beneficiary, ifsc: "HDFC1" } }, "ifsc"],
    ["account", { beneficiary: { ...order.beneficiary, accountNumber: "12ab" } }, "account_number"],
    ["name", { beneficiary: { ...order.beneficiary, name: " " } }, "beneficiary_name"]
  ])("a bad %s is refused by field and rule, before the journal", async (_, change, field) => {
    const { bank, transport } = bankOf([])
    await expect(bank.composite.pay({ ...order, ...change })).rejects.toMatchObject({ code: "INVALID_REQUEST", reason: { field } })
    expect(transport.requests).toHaveLength(0)
  })
})

describe("send-payout: what is lost is asked about, never sent again", () => {
  it.each([
    ["a time-out", lost],
    ["a 500", () => ({ kind: "reply", status: 500, body: "oops" }) as const],
    ["a garbled reply", () => ({ kind: "reply", status: 200, body: "%%%" }) as const],
    ["ActCode 11", coded("11")],
    ["a proxy's page", () => ({ kind: "reply", status: 401, body: "<html>" }) as const]
  ])("%s leaves the payout unknown; another pay() sends nothing; retry is refused (L2)", async (_, answer) => {
    const { bank, transport } = bankOf([answer])
    const view = await bank.composite.pay(order)
    expect(view.payout.status).toBe("unknown")
    expect(view.payout.dueAt).not.toBeNull()
    await bank.composite.pay(order)
    await expect(bank.payouts.retry("P1")).rejects.toMatchObject({ code: "LIVE_ATTEMPT" })
    expect(transport.requests).toHaveLength(1)
    expect((await bank.payouts.get("P1"))?.payout.dueAt).toBe(view.payout.dueAt)
  })

  it("a witnessed not-sent goes again under the same reference with the same bytes (L3)", async () => {
    const { bank, transport, journal } = bankOf([refused, paid])
    expect((await bank.composite.pay(order)).payout.status).toBe("queued")
    const running = bank.start({ onFault: (fault) => expect.fail(fault.message), pollMs: 50 })
    await expect.poll(async () => (await bank.payouts.get("P1"))?.payout.status, { timeout: 5000 }).toBe("settled")
    await running.stop(0)
    expect(transport.requests[1]?.body).toBe(transport.requests[0]?.body)
    expect((await journal.get("default/P1"))?.attempts).toHaveLength(1)
  })

  it("the kill switch stops what is being prepared: nothing is sent, and the payout goes when the rail is resumed", async () => {
    const inner = createMemoryJournal()
    const journal: Journal = {
      ...inner,
      reserve: async (reservation) => {
        await inner.pause("imps", "people said so", reservation.at)
        return inner.reserve(reservation)
      }
    }
    const { bank, transport } = bankOf([paid], journal)
    const view = await bank.composite.pay(order)
    expect(transport.requests).toHaveLength(0)
    expect(view).toMatchObject({ payout: { status: "queued" }, attempts: [{ state: "reserved" }] })
    await inner.resume("imps")
    const running = bank.start({ onFault: (fault) => expect.fail(fault.message), pollMs: 20 })
    await expect.poll(async () => (await bank.payouts.get("P1"))?.payout.status, { timeout: 5000 }).toBe("settled")
    await running.stop(0)
    expect(transport.requests).toHaveLength(1)
    expect((await bank.payouts.get("P1"))?.attempts).toHaveLength(1)
  })

  it("a process that slept between reserve and mark sends nothing under that reference (L3)", async () => {
    const inner = createMemoryJournal()
    let slept = false
    const journal: Journal = {
      ...inner,
      reserve: async (reservation) => {
        const attempt = await inner.reserve(reservation)
        if (slept) return attempt
        slept = true
        return { ...attempt, reservedAt: attempt.reservedAt - REPEAT_WINDOW_MS }
      }
    }
    const { bank, transport } = bankOf([paid], journal)
    const view = await bank.composite.pay(order)
    expect(transport.requests).toHaveLength(0)
    expect(view.payout.status).toBe("queued")
    expect(view.attempts[0]).toMatchObject({ state: "not-sent", provedFailedAt: expect.any(Number) })
    // The payout waits for its next turn, under another reference.
    const [work] = await journal.claimDue({ owner: "T01", now: Date.now() + 1, leaseMs: 1000, limit: 1, want: "sends" })
    expect(work?.payout.id).toBe(view.payout.id)
  })

  it("a proved rejection ends the payout; the owner's order opens one new attempt under a new reference", async () => {
    const { bank, transport } = bankOf([coded("52"), paid])
    expect((await bank.composite.pay(order)).payout.status).toBe("failed")
    expect((await bank.payouts.retry("P1")).payout.status).toBe("queued")
    const running = bank.start({ onFault: (fault) => expect.fail(fault.message), pollMs: 50 })
    await expect.poll(async () => (await bank.payouts.get("P1"))?.payout.status, { timeout: 5000 }).toBe("settled")
    await running.stop(0)
    const references = (await bank.payouts.get("P1"))?.attempts.map((attempt) => attempt.reference) ?? []
    expect(new Set(references).size).toBe(2)
    expect(transport.requests).toHaveLength(2)
  })

  it("a set-up fault fails one payout and holds the rest", async () => {
    const { bank, transport, journal } = bankOf([coded("901")])
    await bank.composite.pay(order)
    await bank.payouts.accept([{ ...order, payoutId: "P2" }])
    const running = bank.start({ onFault: (fault) => expect.fail(fault.message), pollMs: 20 })
    await new Promise((resolve) => setTimeout(resolve, 150))
    await running.stop(0)
    expect(transport.requests).toHaveLength(1)
    expect(await journal.pauses()).toHaveLength(1)
    // The direct door is held too.
    expect((await bank.composite.pay({ ...order, payoutId: "P3" })).payout.status).toBe("queued")
    expect(transport.requests).toHaveLength(1)
    expect((await bank.payouts.get("P2"))?.payout.status).toBe("queued")
  })
})

describe("send-payout: when the journal fails", () => {
  const failing = (method: keyof Journal): Journal => {
    const journal = createMemoryJournal()
    return { ...journal, [method]: async () => Promise.reject(new Error("disk full")) }
  }
  it.each(["reserve", "markSending"] as const)("L1: no byte leaves when %s cannot be written", async (method) => {
    const { bank, transport } = bankOf([paid], failing(method))
    await expect(bank.composite.pay(order)).rejects.toMatchObject({ name: "HundiError", sent: "no" })
    expect(transport.requests).toHaveLength(0)
  })
  it("an outcome that cannot be written leaves the attempt in sending, for an enquiry", async () => {
    const { bank, transport } = bankOf([paid], failing("record"))
    await expect(bank.composite.pay(order)).rejects.toMatchObject({ code: "JOURNAL_UNAVAILABLE", sent: "maybe" })
    expect((await bank.payouts.get("P1"))?.attempts[0]?.state).toBe("sending")
    expect(transport.requests).toHaveLength(1)
  })
})

describe("resolve-unknown", () => {
  it("asks by our reference and the frozen date, and settles on proof", async () => {
    const questions: Record<string, unknown>[] = []
    const status: Answer = (body) => {
      questions.push(body)
      return sealedReply({
        ActCode: "0",
        BankRRN: "600000000001",
        TranRefNo: body["transRefNo"],
        Amount: "100.50",
        BeneAccNo: "000123456789",
        BeneIFSC: "TEST0000001"
      })
    }
    let offset = 0
    const transport = scriptedTransport([lost, status])
    const journal = createMemoryJournal()
    const bank = createBank({
      transport,
      sealer: clearSealer,
      journal,
      families: { composite },
      settings: settingsOf(),
      clockOffsetMs: () => offset
    })
    const view = await bank.composite.pay(order)
    offset = 6000
    const running = bank.start({ onFault: (fault) => expect.fail(fault.message), pollMs: 20 })
    await expect.poll(async () => (await bank.payouts.get("P1"))?.payout.status, { timeout: 5000 }).toBe("settled")
    await running.stop(0)
    const [year, month, day] = view.attempts[0]?.businessDate.split("-") ?? []
    expect(questions[0]).toMatchObject({ transRefNo: view.attempts[0]?.reference, date: `${month}/${day}/${year}`, recon360: "N" })
    expect(transport.requests[1]?.path).toBe("/api/v1/composite-status")
  })
})

describe("createBank", () => {
  it.each([
    ["environment", { environment: "TEST" }],
    ["instance", { instance: "1" }],
    ["fingerprintKey", { fingerprintKey: new Uint8Array(8) }],
    ["bankTimeoutMs", { bankTimeoutMs: 0 }]
  ])("refuses a wrong %s at once, by name", (field, change) => {
    const settings = settingsOf(change)
    const make = () =>
      createBank({
        transport: scriptedTransport([]),
        sealer: clearSealer,
        journal: createMemoryJournal(),
        families: { composite },
        settings
      })
    expect(make).toThrow(new RegExp(`settings.${field}`))
  })
})

describe("late money", () => {
  it("a decline that turns out paid holds the payout: the owner cannot order a new try", async () => {
    const paidAfterAll: Answer = (body) => sealedReply({ ActCode: "0", BankRRN: "600000000001", TranRefNo: body["transRefNo"] })
    let offset = 0
    const transport = scriptedTransport([coded("52"), paidAfterAll])
    const bank = createBank({
      transport,
      sealer: clearSealer,
      journal: createMemoryJournal(),
      families: { composite },
      settings: settingsOf(),
      clockOffsetMs: () => offset
    })
    expect((await bank.composite.pay(order)).payout.status).toBe("failed")
    offset = 25 * 3_600_000
    const running = bank.start({ onFault: (fault) => expect.fail(fault.message), pollMs: 20 })
    await expect.poll(async () => (await bank.payouts.get("P1"))?.payout.status, { timeout: 5000 }).toBe("review")
    await running.stop(0)
    expect((await bank.payouts.get("P1"))?.payout.reviewReason).toMatch(/late-money/)
    await expect(bank.payouts.retry("P1")).rejects.toMatchObject({ code: "HELD" })
  })
})

describe("a family client", () => {
  it("reads are calls with the user's words, decoded", async () => {
    const { bank } = bankOf([() => sealedReply({ ActCode: "25", Response: "not found" })])
    const reply = await bank.composite.status({ reference: "T012AY00000000A", date: "2026-11-20", recon360: "N", passCode: "x", bcId: "y" })
    expect(reply).toMatchObject({ code: "25", message: "not found" })
  })
})
