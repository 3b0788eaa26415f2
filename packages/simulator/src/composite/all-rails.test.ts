import { describe, expect, it } from "vitest"
import type { FaultRequest } from "../bank.ts"
import { faultTable } from "../fault-table.ts"
import { tPlus2Ms, minutesMs } from "../testing/bench-bank.ts"
import { createRailBench } from "../testing/rail-calls.ts"
import { magicAccounts } from "./magic-accounts.ts"

const priorities = { upi: "1000", imps: "0100", neft: "0010", rtgs: "0001" } as const
type RailName = keyof typeof priorities

/** A payment of the same amount on a rail, to an account or the address that begins with it. */
const payOn = (bench: ReturnType<typeof createRailBench>, rail: RailName, account = "000000000001") =>
  bench.rails.payBy(priorities[rail], { beneAccNo: account, "payee-va": `${account}@upi`, amount: "200000.00" })

/** What is left of a payment when everything has run its course. */
const endOf = (bench: ReturnType<typeof createRailBench>) => {
  bench.clock.nowMs = tPlus2Ms + minutesMs(24 * 60)
  return bench.bank.ledger().map(({ state }) => state)
}

describe.each(["upi", "neft", "rtgs"] as const)("on %s", (rail) => {
  it.each(Object.keys(magicAccounts))("the account %s has the fate that it has on IMPS", (account) => {
    const [here, imps] = [createRailBench(), createRailBench()]
    const [answer, expected] = [payOn(here, rail, account), payOn(imps, "imps", account)]
    const { manner, delayMs, status, moneyMoved, sealed } = expected
    expect(answer).toMatchObject({ manner, delayMs, status, moneyMoved, sealed })
    expect(here.bank.ledger()).toHaveLength(moneyMoved ? 1 : 0)
    expect(endOf(here)).toEqual(endOf(imps))
    expect(here.bank.balancePaise(here.partner.apiKey)).toBe(imps.bank.balancePaise(imps.partner.apiKey))
  })

  const kinds = (Object.keys(faultTable) as FaultRequest["fault"][])
    .filter((kind) => faultTable[kind].rails === undefined && faultTable[kind].on !== "callback")
  const orders: readonly FaultRequest[] = [
    ...kinds.map((fault) => ({ match: { rail }, fault, actCode: "8099" })),
    { match: { rail }, fault: "plain-error", actCode: "429" },
    { match: { rail }, fault: "plain-error", moneyMoved: false },
    { match: { rail }, fault: "act-code", actCode: "no such code" },
    { match: { rail }, fault: "act-code", actCode: "no such code", moneyMoved: false }
  ]
  it.each(orders)("%j does to the money what it does on IMPS", (order) => {
    const [here, imps] = [createRailBench(), createRailBench()]
    here.bank.addFault(order)
    imps.bank.addFault({ ...order, match: { rail: "imps" } })
    const [answer, expected] = [payOn(here, rail), payOn(imps, "imps")]
    const { manner, delayMs, status, moneyMoved, sealed } = expected
    expect(answer).toMatchObject({ manner, delayMs, status, moneyMoved, sealed })
    const { money, on } = faultTable[order.fault]
    if (on !== "status" && money !== "by-code") expect(moneyMoved).toBe(["moved", "returned", "part-returned"].includes(money))
    expect(endOf(here)).toEqual(endOf(imps))
    if (on === "status") return
    expect([here.bank.faults()[0]?.left, imps.bank.faults()[0]?.left]).toEqual([0, 0])
  })

  it("a fault for a reference or an account finds it under the rail's own names", () => {
    const bench = createRailBench()
    const beneficiaryAccount = rail === "upi" ? "000000000001@upi" : "000000000001"
    bench.bank.addFault({ match: { tranRefNo: "REF1", beneficiaryAccount }, fault: "http-500" })
    expect(payOn(bench, rail)).toMatchObject({ status: 500, moneyMoved: true })
    bench.bank.addFault({ match: { tranRefNo: "REF1", path: "/api/v1/composite-status" }, fault: "status-drop" })
    const { askUpi, askNeft, askRtgs } = bench.rails
    const ask = { upi: askUpi, neft: askNeft, rtgs: askRtgs }[rail]
    expect(ask("REF1").manner).toBe("drop")
    expect(ask("REF1").manner).toBe("answer")
  })

  it.each<[FaultRequest["fault"], object]>([
    ["delay", { delayMs: 30_000 }], ["http-500", { status: 500 }], ["garbled-reply", { manner: "garble" }],
    ["plain-error", { sealed: false, status: 400 }], ["act-code", { sealed: true }], ["not-found-for-a-while", { sealed: true }]
  ])("%s hits an enquiry and moves nothing", (fault, expected) => {
    const bench = createRailBench()
    payOn(bench, rail)
    bench.bank.addFault({ match: { path: "/api/v1/composite-status" }, fault, actCode: "8099" })
    const { askUpi, askNeft, askRtgs } = bench.rails
    const ask = { upi: askUpi, neft: askNeft, rtgs: askRtgs }[rail]
    const answer = ask("REF1")
    expect(answer).toMatchObject({ ...expected, moneyMoved: false })
    expect(JSON.stringify(ask("REF1").body)).toMatch(/SUCCESS|Success/)
  })
})
