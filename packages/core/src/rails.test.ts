import { compositeRails } from "@hundi/catalog/composite/rails"
import { describe, expect, it } from "vitest"
import { createBank } from "./create-bank.ts"
import type { WireResult } from "./ports.ts"
import type { PayoutInput } from "./payout-input.ts"
import { clearSealer, FRIDAY, scriptedTransport, sealedReply, settingsOf } from "./testing/fixtures.ts"
import { createMemoryJournal } from "./testing/memory-journal.ts"

const corporate = { corpId: "TESTCORP", userId: "USER1", urn: "SR000000001", aggrId: "AGGR0000", aggrName: "TESTAGGR", debitAccount: "000000000009" }
const upi = {
  deviceId: "000000000000000000000000", profileId: "1000001", channelCode: "MICICI", accountProvider: "74", payerAddress: "payer.test@icici", mcc: "6012"
}
const account = { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }
const address = { name: "Asha Rao", vpa: "asha.test@upi" }
const order = (changes: Partial<PayoutInput> = {}): PayoutInput => ({ payoutId: "P1", amountPaise: 30_000_000n, beneficiary: account, remark: "rent", ...changes })

type Answer = (body: Record<string, unknown>) => WireResult
const UTR = "TESTN00000000001"
const debited: Answer = (body) =>
  sealedReply({ STATUS: "SUCCESS", RESPONSE: "SUCCESS", UNIQUEID: body["tranRefNo"] ?? body["UNIQUEID"], UTRNUMBER: UTR })
const credited = (utr = UTR): Answer => () => sealedReply({ STATUS: "SUCCESS", Response: "SUCCESS", UTRNUMBER: utr, CreditDate: "20-11-2026" })

/** A bank on a clock that stands at `now.ms`. */
const bankOf = (answers: readonly Answer[], partner: object = { corporate, upi }) => {
  const transport = scriptedTransport(answers)
  const now = { ms: FRIDAY }
  const settings = settingsOf()
  const bank = createBank({
    ...{ transport, sealer: clearSealer, journal: createMemoryJournal(), families: { composite: compositeRails } },
    settings: { ...settings, partner: { ...settings.partner, ...partner } },
    clockOffsetMs: () => now.ms - Date.now()
  })
  /** Lets the loop ask whatever is due, once. */
  const ask = async (): Promise<void> => {
    const before = transport.requests.length
    const running = bank.start({ onFault: (fault) => expect.fail(fault.message), pollMs: 20 })
    await expect.poll(() => transport.requests.length, { timeout: 5000 }).toBeGreaterThan(before)
    await running.stop(1000)
  }
  const bodies = () => transport.requests.map((request) => (JSON.parse(request.body) as { sealed: Record<string, unknown> }).sealed)
  return { bank, transport, now, ask, bodies }
}
const minutesMs = (count: number): number => count * 60_000

describe("NEFT", () => {
  it("is accepted with its UTR, and settled when the bank shows the credit under that UTR", async () => {
    const { bank, transport, now, ask, bodies } = bankOf([debited, credited()])
    const view = await bank.composite.payByNeft(order())
    expect(view.payout).toMatchObject({ status: "in-flight", rail: "neft", dueAt: FRIDAY + minutesMs(30) })
    expect(view.attempts[0]).toMatchObject({ state: "accepted", rrn: UTR, provedFailedAt: null })
    now.ms += minutesMs(31)
    await ask()
    expect(transport.requests[1]?.path).toBe("/api/v1/CIBNEFTStatus")
    expect(bodies()[1]).toMatchObject({ UTRNUMBER: UTR })
    expect((await bank.payouts.get("P1"))?.payout.status).toBe("settled")
  })

  it("L9: a credit under another UTR proves nothing, and people look", async () => {
    const { bank, now, ask } = bankOf([debited, credited("TESTN00000000002")])
    await bank.composite.payByNeft(order())
    now.ms += minutesMs(31)
    await ask()
    expect(await bank.payouts.get("P1")).toMatchObject({ payout: { status: "review" }, attempts: [{ state: "accepted", rrn: UTR }] })
  })

  it("a debit whose credit nobody shows is with people at the end of its ladder, and asked about on", async () => {
    const silent: Answer = () => sealedReply({ STATUS: "PENDING" })
    const { bank, now, ask } = bankOf([debited, silent])
    await bank.composite.payByNeft(order())
    now.ms += 6 * 86_400_000
    await ask()
    const view = await bank.payouts.get("P1")
    expect(view).toMatchObject({ payout: { status: "review", reviewReason: "no proof by the end of its ladder" }, attempts: [{ state: "accepted" }] })
    expect(view?.payout.dueAt).toBeGreaterThan(now.ms)
  })

  it("to an account of the bank itself is a transfer inside it, settled by its host reference", async () => {
    const inside: Answer = (body) => sealedReply({ STATUS: "SUCCESS", RESPONSE: "SUCCESS", UNIQUEID: body["tranRefNo"], UTRNUMBER: "000000123" })
    const { bank, bodies } = bankOf([inside])
    const view = await bank.composite.payByNeft(order({ beneficiary: { ...account, ifsc: "ICIC0001234" } }))
    expect(bodies()[0]).toMatchObject({ txnType: "TPA", beneIFSC: "ICIC0000011" })
    expect(view).toMatchObject({ payout: { status: "settled" }, attempts: [{ rrn: "000000123" }] })
  })

  it("L9: a host reference for an account at another bank is no proof of the credit", async () => {
    const odd: Answer = (body) => sealedReply({ STATUS: "SUCCESS", RESPONSE: "SUCCESS", UNIQUEID: body["tranRefNo"], UTRNUMBER: "000000123" })
    const view = await bankOf([odd]).bank.composite.payByNeft(order())
    expect(view).toMatchObject({ payout: { status: "review" }, attempts: [{ state: "unknown", provedFailedAt: null }] })
  })

  it("«not found» counts as partial when one of the questions was not answered", async () => {
    const lost: Answer = () => ({ kind: "failure", sent: "maybe", why: "time-out" })
    const notFound: Answer = () => sealedReply({ ActCode: "25" })
    const later = FRIDAY + 6 * 86_400_000
    const askedOnce = async (answers: readonly Answer[]) => {
      const { bank, now, ask } = bankOf([lost, ...answers])
      await bank.composite.pay(order({ amountPaise: 10_050n }))
      now.ms = later
      await ask()
      return (await bank.payouts.get("P1"))?.events.at(-1)?.detail
    }
    expect(await askedOnce([lost, notFound])).toMatchObject({ reason: "not-found", partial: true })
    expect(await askedOnce([notFound, notFound])).not.toHaveProperty("partial")
  })

  it("a failure word that an enquiry has not repeated leaves it unknown", async () => {
    const failed: Answer = () => sealedReply({ STATUS: "FAILURE", Response: "FAILURE", Message: "no" })
    expect((await bankOf([failed]).bank.composite.payByNeft(order())).payout.status).toBe("unknown")
  })
})

describe("RTGS", () => {
  it("takes no less than Rs 2 lakh, and says so before anything is sent", async () => {
    const { bank, transport } = bankOf([])
    await expect(bank.composite.payByRtgs(order({ amountPaise: 19_999_999n }))).rejects.toThrow("amount: at least 200000.00 rupees over RTGS")
    expect(transport.requests).toHaveLength(0)
  })
})

describe("UPI", () => {
  it("pays an address, and the journal keeps it masked", async () => {
    const paid: Answer = (body) => sealedReply({ success: true, response: "0", BankRRN: "600000000002", SeqNo: body["seq-no"] })
    const { bank, bodies } = bankOf([paid])
    const view = await bank.composite.payByUpi(order({ beneficiary: address }))
    expect(bodies()[0]).toMatchObject({ "payee-va": "asha.test@upi", "payer-va": "payer.test@icici" })
    expect(view).toMatchObject({ payout: { status: "settled" }, attempts: [{ rrn: "600000000002" }] })
    expect(JSON.stringify(view.payout, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))).not.toContain("asha.test")
  })

  it("92 is accepted and pending, whatever success says", async () => {
    const pending: Answer = () => sealedReply({ success: "true", response: "92" })
    expect(["in-flight", "unknown"]).toContain((await bankOf([pending]).bank.composite.payByUpi(order({ beneficiary: address }))).payout.status)
  })

  it.each([
    ["an account over UPI", { rail: "upi" as const }, "vpa: UPI pays to a UPI address, not to an account"],
    ["an address over NEFT", { rail: "neft" as const, beneficiary: address }, "vpa: NEFT pays to an account, not to a UPI address"],
    ["no address", { rail: "upi" as const, beneficiary: { name: "Asha Rao", vpa: "asha" } }, "vpa: a UPI address such as name@bank"],
    ["a rail that is not there", { rail: "internal" as const }, "rail: one of imps, upi, neft, rtgs"]
  ])("refuses %s by field and rule", async (_, changes, message) => {
    await expect(bankOf([]).bank.payouts.pay(order(changes))).rejects.toThrow(message)
  })
})

it("L6: the same id to another address is a conflict", async () => {
  const { bank } = bankOf([])
  await bank.payouts.accept([order({ rail: "upi", beneficiary: address })])
  const [again] = await bank.payouts.accept([order({ rail: "upi", beneficiary: { ...address, vpa: "other.test@upi" } })])
  expect(again).toMatchObject({ kind: "invalid", error: { code: "IDEMPOTENCY_CONFLICT", message: expect.stringContaining("vpa") } })
})

it.each([
  [{ upi }, "settings.partner.corporate: needed by composite.neft.pay"],
  [{ corporate }, "settings.partner.upi: needed by composite.upi.pay"]
])("a rail whose partner facts are missing is refused at once", (partner, message) => {
  expect(() => bankOf([], partner)).toThrow(message)
})
