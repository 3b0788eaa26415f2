import { compositeRails } from "@hundi/catalog/composite/rails"
import { createBank, type Journal, type Transport, type WireResult } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { describe, expect, it } from "vitest"
import { followFallbacks } from "./follow-fallbacks.ts"
import { parseFallbackPolicy } from "./parse-fallback-policy.ts"

const NOW = Date.UTC(2026, 10, 20, 6)
const order = (payoutId: string) => ({
  payoutId, amountPaise: 10_050n, beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }
})
const policy = parseFallbackPolicy({ order: ["neft", "imps"], after: { imps: ["52"], neft: ["rejected"] } })
const partner = {
  bcId: "IBCTST00000", passCode: "made-up", senderName: "TEST", mobile: "9999900000", retailerCode: "rcode",
  corporate: { corpId: "C", userId: "U", urn: "R", aggrId: "A", aggrName: "N", debitAccount: "000000000009" },
  upi: { deviceId: "D", profileId: "1", channelCode: "C", accountProvider: "74", payerAddress: "payer.test@icici", mcc: "6012" }
}

/** IMPS says `imps`, NEFT pays. Workers share one journal. */
const setUp = (imps: (reference: string) => WireResult, more: Partial<Parameters<typeof followFallbacks>[0]> = {}) => {
  const sent: string[] = []
  const reply = (body: unknown): WireResult => ({ kind: "reply", status: 200, body: JSON.stringify(body) })
  const transport: Transport = {
    send: async ({ headers, body }) => {
      sent.push(headers["x-priority"] ?? "")
      const { tranRefNo } = JSON.parse(body) as { tranRefNo: string }
      if (sent.at(-1) === "0100") return imps(tranRefNo)
      return reply({ STATUS: "SUCCESS", RESPONSE: "SUCCESS", UNIQUEID: tranRefNo, UTRNUMBER: "TESTN00000000001" })
    }
  }
  const journal: Journal = createMemoryJournal()
  const worker = (owner: string) => {
    const bank = createBank({
      transport, journal, families: { composite: compositeRails }, clockOffsetMs: () => NOW - Date.now(),
      sealer: { seal: async (value) => JSON.stringify(value), open: async (body) => ({ sealed: true, value: JSON.parse(body) }) },
      settings: { partner, apiKey: "k", environment: "T", instance: owner, owner, fingerprintKey: new Uint8Array(32).fill(7), bankTimeoutMs: 1000 }
    })
    const situation = () => ({ at: NOW, partner: { rails: ["imps", "neft"] as const } })
    return { bank, look: followFallbacks({ journal, payouts: bank.payouts, policy, situation, now: () => NOW, ...more }) }
  }
  return { sent, journal, worker }
}
const declined = (reference: string): WireResult => ({ kind: "reply", status: 200, body: JSON.stringify({ ActCode: "52", TransRefNo: reference }) })

describe("following fallbacks", () => {
  it("orders the next rail once, with its reason in the history; two workers open one attempt", async () => {
    const { journal, worker } = setUp(declined)
    const [one, two] = [worker("01"), worker("02")]
    await one.bank.payouts.pay(order("P1"))
    const ordered = (await Promise.all([one.look(), two.look()])).flat()
    // Whoever was slower finds nothing more to do.
    expect([await one.look(), await two.look()]).toEqual([[], []])
    expect(ordered).toEqual([{ payoutId: "P1", rail: "neft", why: expect.stringMatching(/^IMPS is proved failed/) }])
    const view = await journal.get("default/P1")
    expect(view?.attempts.map(({ rail, state }) => `${rail} ${state}`)).toEqual(["imps rejected", "neft reserved"])
    expect(view?.events.map(({ kind }) => kind)).toContain("fallback-ordered")
    expect(await one.look()).toEqual([])
  })

  it("leaves alone what is unknown, what the policy does not name, and what is old", async () => {
    const { journal, worker } = setUp(() => ({ kind: "failure", sent: "maybe", why: "time-out" }))
    const one = worker("01")
    await one.bank.payouts.pay(order("P1"))
    expect(await one.look()).toEqual([])
    expect((await journal.get("default/P1"))?.attempts).toHaveLength(1)

    const other = setUp((reference) => ({ kind: "reply", status: 200, body: JSON.stringify({ ActCode: "12", TransRefNo: reference }) }))
    const second = other.worker("01")
    await second.bank.payouts.pay(order("P1"))
    expect(await second.look()).toEqual([])
    expect(await second.look()).toEqual([])

    const old = setUp(declined, { now: () => NOW + 2 * 86_400_000 })
    const third = old.worker("01")
    await third.bank.payouts.pay(order("P1"))
    expect(await third.look()).toEqual([])
  })
})

describe("a policy as data", () => {
  it.each([
    [[], "policy", "an object"], [{ order: [] }, "order", "at least one rail"], [{ order: ["wire"] }, "order", /a rail: one of/],
    [{ order: ["neft"], After: {} }, "After", /not a field/], [{ order: ["neft"], after: { imps: "12" } }, "after.imps", "a list of texts"],
    [{ order: ["neft"], maxAttempts: "2" }, "maxAttempts", /whole number/], [{ order: ["neft"], afterNotSent: 1 }, "afterNotSent", "true or false"]
  ])("%j is refused by field and rule", (input, field, rule) => {
    expect(() => parseFallbackPolicy(input)).toThrow(expect.objectContaining({ reason: expect.objectContaining({ field, rule: typeof rule === "string" ? rule : expect.stringMatching(rule) }) }))
  })

  it("never goes on after a code that proves nothing", () => {
    expect(() => parseFallbackPolicy({ order: ["neft"], after: { imps: ["30"] } })).toThrow(/money may have moved/)
  })
})
