import { describe, expect, it } from "vitest"
import type { Bank, BankAnswer, BankEvent, FaultMatch } from "../bank.ts"
import { createBank } from "../bank.ts"
import { istDate, istStamp } from "../ist.ts"
import { callsOf, codeOf, minutesMs, startMs, tPlus2Ms } from "../testing/bench-bank.ts"
import { createRailBench } from "../testing/rail-calls.ts"
import type { ScenarioName } from "./scenarios.ts"
import { scenarios } from "./scenarios.ts"

const hoursMs = (count: number): number => minutesMs(60 * count)

/** A bank in a scenario, and payments by the dozen. */
const open = (name: ScenarioName, match?: FaultMatch, seed = 1) => {
  const events: BankEvent[] = []
  const bench = createRailBench({ seed, onEvent: (event) => void events.push(event) })
  const { bank, partner, clock } = bench
  bank.startScenario(name, match)
  let count = 0
  const payOne = (priority = "0100", fields: Record<string, unknown> = {}): BankAnswer => {
    const reference = `N${count++}`
    return bench.rails.payBy(priority, {
      localTxnDtTime: istStamp(clock.nowMs), tranRefNo: reference, "seq-no": reference, "payee-va": "payee.test@upi", amount: "1.00", ...fields
    })
  }
  const payMany = (times: number, priority?: string): readonly BankAnswer[] => Array.from({ length: times }, () => payOne(priority))
  const states = () => {
    const all = bank.ledger().map(({ state }) => state)
    return { debited: count1(all, "debited"), settled: count1(all, "settled"), reversed: count1(all, "reversed") }
  }
  const checkBooks = (): void => {
    const { closingPaise } = bank.statement(partner.apiKey, { fromMs: 0, untilMs: Number.MAX_SAFE_INTEGER, withCharges: false })
    expect(closingPaise).toBe(bank.balancePaise(partner.apiKey))
    const away = bank.ledger().reduce((sum, row) => (row.state === "reversed" ? sum : sum + BigInt(row.amountPaise)), 0n)
    expect(bank.balancePaise(partner.apiKey)).toBe(10_000_000_000n - away)
  }
  return { ...bench, events, payOne, payMany, states, checkBooks, isWell: () => codeOf(payOne()) === "0" }
}

const count1 = <T>(values: readonly T[], wanted: T): number => values.filter((value) => value === wanted).length
const share = <T>(values: readonly T[], is: (value: T) => boolean): number => values.filter(is).length / values.length

describe("scenarios", () => {
  it("npci-outage: half is debited; at T+2 half of that stands; after 2 h all is well", () => {
    const { clock, payMany, states, checkBooks, isWell } = open("npci-outage")
    const answers = [...payMany(200), ...payMany(200, "1000")]
    expect(answers.slice(0, 200).every((answer) => codeOf(answer) === "30")).toBe(true)
    expect(answers.slice(200).every(({ body }) => (body as { response: string }).response === "94")).toBe(true)
    const { debited } = states()
    expect(debited).toBeGreaterThan(160)
    expect(debited).toBeLessThan(240)
    clock.nowMs += hoursMs(2)
    expect(isWell()).toBe(true)
    clock.nowMs = tPlus2Ms
    expect(states().settled - 1 + states().reversed).toBe(debited)
    expect(Math.abs(states().settled - states().reversed)).toBeLessThan(50)
    checkBooks()
  })

  it("switch-flapping: bad for 10 min, well for 10 min, six times", () => {
    const { clock, payMany, isWell, states, checkBooks } = open("switch-flapping")
    const codes = payMany(100).map(codeOf)
    const health: boolean[] = []
    for (let at = 0; at <= 12; at++) {
      clock.nowMs = startMs + minutesMs(10 * at)
      health.push(isWell())
    }
    expect(health).toEqual([false, true, false, true, false, true, false, true, false, true, false, true, true])
    expect(new Set(codes)).toEqual(new Set(["101", "96"]))
    clock.nowMs = startMs + hoursMs(3)
    expect(states().reversed).toBeGreaterThan(5)
    checkBooks()
  })

  it("neft-batch-late: the credit comes six hours after its batch", () => {
    const { clock, payOne, states, checkBooks, bank } = open("neft-batch-late")
    expect(payOne("0010").body).toMatchObject({ STATUS: "SUCCESS" })
    clock.nowMs += hoursMs(6)
    expect(states()).toEqual({ debited: 1, settled: 0, reversed: 0 })
    clock.nowMs += hoursMs(1)
    expect(states().settled).toBe(1)
    payOne("0010")
    clock.nowMs += hoursMs(1)
    expect(bank.ledger().map(({ state }) => state)).toEqual(["settled", "settled"])
    checkBooks()
  })

  it("bank-maintenance-night: from 01:00 to 05:00 in India nothing is processed, enquiries neither", () => {
    const { bank, clock, payOne, status, isWell } = open("bank-maintenance-night")
    expect([isWell(), bank.scenarioRuns()[0]?.state]).toEqual([true, "waiting"])
    const one = Date.UTC(2030, 0, 31, 19, 30)
    clock.nowMs = one - 1
    expect(isWell()).toBe(true)
    clock.nowMs = one
    expect([payOne().status, status("N0").status, bank.scenarioRuns()[0]?.state]).toEqual([503, 503, "running"])
    clock.nowMs = one + hoursMs(4)
    expect([isWell(), bank.scenarioRuns()[0]?.state, bank.ledger().length]).toEqual([true, "over", 3])
  })

  it("payday-rush: 429 for 4 in 10, and slow for some of the rest", () => {
    const { bank, payMany, checkBooks } = open("payday-rush")
    const answers = payMany(400)
    const limited = share(answers, ({ status }) => status === 429)
    expect(limited).toBeGreaterThan(0.32)
    expect(limited).toBeLessThan(0.48)
    expect(share(answers, ({ delayMs }) => delayMs === 20_000)).toBeGreaterThan(0.1)
    expect(bank.ledger()).toHaveLength(400 - answers.filter(({ status }) => status === 429).length)
    checkBooks()
  })

  it("month-end-slow: every payment is made, half of the answers are slow, some are pages", () => {
    const { bank, payMany, checkBooks } = open("month-end-slow")
    const answers = payMany(300)
    expect(share(answers, ({ delayMs }) => delayMs === 45_000)).toBeGreaterThan(0.35)
    expect(share(answers, ({ status }) => status === 504)).toBeGreaterThan(0.04)
    expect(bank.ledger()).toHaveLength(300)
    checkBooks()
  })

  it("ip-allow-list-lost: 401 and 500 for an hour, and nothing moves", () => {
    const { bank, clock, payMany, isWell } = open("ip-allow-list-lost")
    expect(new Set(payMany(50).map(({ status }) => status))).toEqual(new Set([401, 500]))
    expect(bank.ledger()).toEqual([])
    clock.nowMs += hoursMs(1)
    expect(isWell()).toBe(true)
  })

  it("certificate-rotation: half of the replies go to the former certificate", () => {
    const { bank, payMany } = open("certificate-rotation")
    const old = share(payMany(200), ({ wire }) => wire === "old-certificate")
    expect(old).toBeGreaterThan(0.38)
    expect(old).toBeLessThan(0.62)
    expect(bank.ledger()).toHaveLength(200)
  })

  it("settlement-day-after: one in five comes back, on the rail's own day", () => {
    const { clock, payMany, states, checkBooks } = open("settlement-day-after")
    const answers = [...payMany(100), ...payMany(100, "0010")]
    expect(answers.slice(0, 100).every((answer) => codeOf(answer) === "0")).toBe(true)
    clock.nowMs += hoursMs(24)
    const afterOneDay = states().reversed
    expect(afterOneDay).toBeGreaterThan(8)
    clock.nowMs += hoursMs(24 * 9)
    expect(states().reversed - afterOneDay).toBeGreaterThan(8)
    checkBooks()
  })

  it("double-debit-bank: who sends a reference again pays again", () => {
    const { bank, clock, payOne, checkBooks } = open("double-debit-bank")
    const twice = Array.from({ length: 3 }, () => payOne("0100", { tranRefNo: "SAME" }))
    expect(twice.every(({ moneyMoved }) => moneyMoved)).toBe(true)
    expect(bank.ledger().filter(({ tranRefNo }) => tranRefNo === "SAME")).toHaveLength(3)
    clock.nowMs += hoursMs(24)
    payOne("0100", { tranRefNo: "SAME" })
    expect(bank.ledger()).toHaveLength(3)
    checkBooks()
  })

  it("lossy-network: lost on the way in, on the way out, and in between, about as often", () => {
    const { bank, payMany } = open("lossy-network")
    const answers = payMany(400)
    const before = answers.filter(({ manner, moneyMoved }) => manner === "drop" && !moneyMoved).length
    const after = answers.filter(({ manner, moneyMoved, wire }) => manner === "drop" && moneyMoved && wire === undefined).length
    const middle = answers.filter(({ wire }) => wire === "cut").length
    for (const lost of [before, after, middle]) {
      expect(lost).toBeGreaterThan(30)
      expect(lost).toBeLessThan(75)
    }
    expect(bank.ledger()).toHaveLength(400 - before)
  })

  it("enquiry-desk-closed: payments go well, enquiries do not, for four hours", () => {
    const { clock, isWell, status, rails, payOne } = open("enquiry-desk-closed")
    expect(isWell()).toBe(true)
    payOne("0010", { tranRefNo: "NEFT1" })
    const asked = Array.from({ length: 60 }, () => status("N0"))
    expect(asked.some(({ manner }) => manner === "drop")).toBe(true)
    expect(asked.some((answer) => answer.manner === "answer" && codeOf(answer) === "17")).toBe(true)
    const neft = Array.from({ length: 20 }, () => rails.askNeft("NEFT1"))
    expect(neft.every(({ manner, body }) => manner === "drop" || (body as { STATUS: string }).STATUS === "ERROR")).toBe(true)
    clock.nowMs += hoursMs(4)
    expect(codeOf(status("N0", { date: istDate(startMs) }))).toBe("0")
  })

  it("callbacks-astray: its faults are for callbacks alone", () => {
    const { bank, payMany } = open("callbacks-astray")
    expect(payMany(20).every((answer) => codeOf(answer) === "0")).toBe(true)
    expect(bank.faults().map(({ fault, seen }) => [fault, seen])).toEqual([
      ["callback-lost", 0], ["callback-late", 0], ["duplicate-callback", 0], ["callback-other-amount", 0]
    ])
  })
})

describe("every scenario", () => {
  const names = Object.keys(scenarios) as ScenarioName[]
  const run = (name: ScenarioName, seed: number) => {
    const bench = open(name, undefined, seed)
    const answers = Array.from({ length: 30 }, (_, index) => {
      bench.clock.nowMs += minutesMs(20)
      return [bench.payOne(["0100", "1000", "0010"][index % 3]), bench.status("N0")]
    })
    return { ...bench, told: JSON.stringify([answers, bench.bank.ledger(), bench.bank.faults()]) }
  }

  it.each(names)("%s is the same for the same seed, and after a restart", (name) => {
    const first = run(name, 7)
    expect(run(name, 7).told).toBe(first.told)
    const later = (bank: Bank) => {
      const calls = callsOf(bank, first.partner)
      const localTxnDtTime = istStamp(first.clock.nowMs)
      return JSON.stringify([
        Array.from({ length: 20 }, (_, index) => calls.pay({ tranRefNo: `L${index}`, localTxnDtTime, amount: "1.00" })),
        bank.faults(), bank.scenarioRuns(), bank.ledger()
      ])
    }
    const history = JSON.parse(JSON.stringify(first.events)) as BankEvent[]
    const twin = createBank({ seed: 7, now: () => first.clock.nowMs, history })
    const snapshot = JSON.parse(JSON.stringify(first.bank.snapshot())) as BankEvent[]
    const third = createBank({ seed: 7, now: () => first.clock.nowMs, history: snapshot })
    const told = later(first.bank)
    expect(later(twin)).toBe(told)
    expect(later(third)).toBe(told)
  })

  it("goes another way with another seed", () => {
    expect(run("npci-outage", 1).told).not.toBe(run("npci-outage", 2).told)
  })

  it("is listed with its name, number, time and hits, and hits those it is for alone", () => {
    const { bank, payMany, clock } = open("ip-allow-list-lost", { partner: "Acme" })
    const other = callsOf(bank, bank.registerPartner({ name: "Other", certificatePem: "" }))
    expect(codeOf(other.pay())).toBe("0")
    payMany(4)
    expect(bank.scenarioRuns()).toEqual([
      { name: "ip-allow-list-lost", run: 1, fromMs: startMs, untilMs: startMs + hoursMs(1), state: "running", hits: 4 }
    ])
    clock.nowMs += hoursMs(1)
    bank.startScenario("payday-rush")
    expect(bank.scenarioRuns().map(({ run: number, state }) => [number, state])).toEqual([[1, "over"], [2, "running"]])
  })

  it("is refused under a name that nobody knows", () => {
    const { bank } = createRailBench()
    expect(() => bank.startScenario("nonsense" as ScenarioName)).toThrow(/one of npci-outage/)
  })
})
