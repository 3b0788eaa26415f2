import { describe, expect, it } from "vitest"
import type { FaultKind, FaultRequest } from "./bank.ts"
import { faultTable } from "./fault-table.ts"
import { callsOf, codeOf, createBenchBank, minutesMs, nextDayMs, tPlus2Ms } from "./testing/bench-bank.ts"

/** One order of each kind, and for the kinds that follow a code one for either way. */
const orders: readonly (readonly [FaultRequest, moneyMoved: boolean])[] = [
  [{ match: {}, fault: "drop-before-processing" }, false],
  [{ match: {}, fault: "drop-after-processing" }, true],
  [{ match: {}, fault: "delay", delayMs: 5000 }, true],
  [{ match: {}, fault: "http-500" }, true],
  [{ match: {}, fault: "garbled-reply" }, true],
  [{ match: {}, fault: "act-code", actCode: "11" }, true],
  [{ match: {}, fault: "act-code", actCode: "62" }, false],
  [{ match: {}, fault: "act-code", actCode: "11", moneyMoved: false }, false],
  [{ match: {}, fault: "act-code", actCode: "52", moneyMoved: true }, true],
  [{ match: {}, fault: "act-code", actCode: "777" }, true],
  [{ match: {}, fault: "act-code", actCode: "997", moneyMoved: false }, false],
  [{ match: {}, fault: "deemed" }, true],
  [{ match: {}, fault: "late-reversal" }, true],
  [{ match: {}, fault: "plain-error" }, true],
  [{ match: {}, fault: "plain-error", actCode: "429" }, false],
  [{ match: {}, fault: "plain-error", moneyMoved: false }, false],
  [{ match: {}, fault: "not-found-for-a-while" }, true],
  [{ match: {}, fault: "status-drop" }, true]
]

describe("faults on a payment", () => {
  it.each(orders)("%j moves money: %j", (order, moneyMoved) => {
    const { bank, pay, status } = createBenchBank()
    bank.addFault(order)
    const answer = pay()
    expect([answer.moneyMoved, bank.ledger().length]).toEqual([moneyMoved, moneyMoved ? 1 : 0])
    // The oracle must agree with its own table; status-drop leaves payments alone.
    const { money, on } = faultTable[order.fault]
    if (on !== "status" && money !== "by-code") expect(["moved", "returned"].includes(money)).toBe(moneyMoved)
    if (!moneyMoved) expect(codeOf(status("REF1"))).not.toBe("0")
  })

  it.each(orders)("%j moves nothing to an account that is refused", (order) => {
    if (order.fault === "act-code" && order.moneyMoved !== true) return
    const { bank, pay } = createBenchBank()
    bank.addFault(order)
    expect(pay({ amount: "0.10" }).moneyMoved).toBe(false)
    expect(bank.ledger()).toEqual([])
  })

  const manners: readonly (readonly [FaultKind, object])[] = [
    ["drop-before-processing", { manner: "drop" }],
    ["drop-after-processing", { manner: "drop" }],
    ["delay", { manner: "answer", delayMs: 30_000, sealed: true }],
    ["http-500", { status: 500, sealed: false, manner: "answer" }],
    ["garbled-reply", { manner: "garble" }],
    ["deemed", { body: { ActCode: "91" } }],
    ["late-reversal", { body: { ActCode: "0" } }],
    ["plain-error", { status: 400, sealed: false, body: { errorCode: "8099" } }],
    ["not-found-for-a-while", { manner: "drop" }]
  ]
  it.each(manners)("%s looks as it should", (fault, expected) => {
    const { bank, pay } = createBenchBank()
    bank.addFault({ match: {}, fault })
    expect(pay()).toMatchObject(expected)
  })

  it("run their course by the clock", () => {
    const { bank, clock, pay, status } = createBenchBank()
    bank.addFault({ match: { tranRefNo: "A" }, fault: "act-code", actCode: "33" })
    bank.addFault({ match: { tranRefNo: "B" }, fault: "deemed" })
    bank.addFault({ match: { tranRefNo: "C" }, fault: "late-reversal" })
    bank.addFault({ match: { tranRefNo: "D" }, fault: "not-found-for-a-while", delayMs: 60_000 })
    for (const tranRefNo of ["A", "B", "C", "D"]) pay({ tranRefNo })
    const look = () => ["A", "B", "C", "D"].map((ref, index) => `${codeOf(status(ref))} ${bank.ledger()[index]?.state}`)
    expect(look()).toEqual(["33 debited", "91 debited", "0 settled", "25 settled"])
    clock.nowMs += minutesMs(1)
    expect(look()).toEqual(["33 debited", "91 debited", "0 settled", "0 settled"])
    clock.nowMs += minutesMs(2)
    expect(look()).toEqual(["0 settled", "91 debited", "0 settled", "0 settled"])
    clock.nowMs = nextDayMs
    expect(look()).toEqual(["0 settled", "91 debited", "0 reversed", "0 settled"])
    clock.nowMs = tPlus2Ms
    expect(look()).toEqual(["0 settled", "0 settled", "0 reversed", "0 settled"])
  })
})

describe("faults on an enquiry", () => {
  const path = "/api/v1/composite-status"
  it.each<[FaultRequest, object]>([
    [{ match: { path }, fault: "drop-before-processing" }, { manner: "drop" }],
    [{ match: {}, fault: "status-drop" }, { manner: "drop" }],
    [{ match: { path }, fault: "delay", delayMs: 9 }, { delayMs: 9, body: { ActCode: "0" } }],
    [{ match: { path }, fault: "http-500" }, { status: 500, sealed: false }],
    [{ match: { path }, fault: "garbled-reply" }, { manner: "garble" }],
    [{ match: { path }, fault: "plain-error", actCode: "429" }, { status: 429, sealed: false }],
    [{ match: { path }, fault: "act-code", actCode: "96" }, { body: { ActCode: "96", TranRefNo: "REF1", Amount: "100.50" } }],
    [{ match: { path }, fault: "not-found-for-a-while" }, { body: { ActCode: "25" } }]
  ])("%j", (order, expected) => {
    const { bank, pay, status } = createBenchBank()
    bank.addFault(order)
    expect(codeOf(pay())).toBe("0")
    expect(status("REF1")).toMatchObject({ ...expected, moneyMoved: false })
    expect(codeOf(status("REF1"))).toBe("0")
    expect(bank.ledger()).toHaveLength(1)
  })
})

describe("which request a fault meets", () => {
  it("needs every given field to match, and counts down", () => {
    const { bank, partner, pay } = createBenchBank()
    const match = {
      tranRefNo: "A", beneficiaryAccount: "000000000001", rail: "IMPS", path: "/api/v1/composite-payment", partner: partner.apiKey
    }
    bank.addFault({ match, fault: "act-code", actCode: "52", times: 2 })
    expect(codeOf(pay({ tranRefNo: "A", beneAccNo: "000000000002" }))).toBe("0")
    expect(codeOf(pay({ tranRefNo: "B" }))).toBe("0")
    expect(bank.faults()[0]).toMatchObject({ id: 1, seen: 0, left: 2 })
    const other = callsOf(bank, bank.registerPartner({ name: "Other", certificatePem: "" }))
    expect(codeOf(other.pay({ tranRefNo: "A" }))).toBe("0")
    const { bank: second, pay: payThere } = createBenchBank()
    second.addFault({ match: { partner: "Acme", beneficiaryAccount: "000000000001" }, fault: "act-code", actCode: "52" })
    expect([codeOf(payThere({ tranRefNo: "A" })), codeOf(payThere({ tranRefNo: "B" }))]).toEqual(["52", "0"])
  })

  it("is drawn from the seed when it is a matter of chance", () => {
    const run = (seed: number, times = 1000): string => {
      const { bank, pay } = createBenchBank({ seed })
      bank.addFault({ match: {}, fault: "act-code", actCode: "52", times, probability: 0.3 })
      return Array.from({ length: 200 }, (_, index) => (codeOf(pay({ tranRefNo: `R${index}` })) === "52" ? "x" : ".")).join("")
    }
    expect(run(1)).toBe(run(1))
    expect(run(1)).not.toBe(run(2))
    const hits = run(1).split("x").length - 1
    expect(hits).toBeGreaterThan(35)
    expect(hits).toBeLessThan(85)
    // `times` counts hits, not the requests that chance has spared.
    expect(run(1, 5).split("x").length - 1).toBe(5)
  })

  it.each([
    [{ fault: "nonsense" }, /one of drop-before/], [{ fault: "act-code" }, /needs actCode/], [{ fault: "delay", times: 0 }, /times/],
    [{ fault: "delay", probability: 2 }, /probability/], [{ fault: "delay", delayMs: -1 }, /delayMs/]
  ])("refuses %j", (order, message) => {
    const { bank } = createBenchBank()
    expect(() => bank.addFault({ match: {}, ...order } as FaultRequest)).toThrow(message)
  })
})
