import fc from "fast-check"
import { expect, it } from "vitest"
import type { BankEvent, FaultKind } from "./bank.ts"
import { createBank } from "./bank.ts"
import { magicAccounts } from "./composite/magic-accounts.ts"
import { faultTable } from "./fault-table.ts"
import { callsOf } from "./testing/bench-bank.ts"
import { createRailBench } from "./testing/rail-calls.ts"

type Step =
  | { readonly do: "pay"; readonly priority: string; readonly reference: number; readonly account: string; readonly rupees: number }
  | { readonly do: "status"; readonly reference: number }
  | { readonly do: "fault"; readonly fault: FaultKind; readonly actCode: string; readonly probability: number }
  | { readonly do: "wait"; readonly ms: number }

const accounts = fc.constantFrom("000000000001", "000000000002", ...Object.keys(magicAccounts))
const kinds = Object.keys(faultTable) as FaultKind[]
/** Those under which each debit is one that a request made, once, and what comes back comes back whole. */
const steadyKinds = kinds.filter((kind) => !["later", "part-returned"].includes(faultTable[kind].money) && faultTable[kind].paysAgain !== true)
const stepOf = (ordered: readonly FaultKind[]): fc.Arbitrary<Step> => fc.oneof(
  { weight: 6, arbitrary: fc.record({
    do: fc.constant("pay" as const), priority: fc.constantFrom("1000", "0100", "0010"), reference: fc.nat(8), account: accounts,
    rupees: fc.nat(600)
  }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("status" as const), reference: fc.nat(8) }) },
  { weight: 1, arbitrary: fc.record({
    do: fc.constant("fault" as const),
    fault: fc.constantFrom(...ordered),
    actCode: fc.constantFrom("0", "11", "30", "52", "91", "92", "997", "8099", "777", "U30", "PENDING", "FAILURE", "100030"),
    probability: fc.constantFrom(0, 0.5, 1)
  }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1, 180_000, 40_000_000, 86_400_000) }) }
)

const run = (steps: readonly Step[], duplicateReference: "answer-first" | "debit-again") => {
  const events: BankEvent[] = []
  const options = { openingBalancePaise: 200_000n, duplicateReference, onEvent: (event: BankEvent) => void events.push(event) }
  const bench = createRailBench(options)
  let moved = 0
  for (const one of steps) {
    if (one.do === "wait") bench.clock.nowMs += one.ms
    if (one.do === "status") bench.status(`R${one.reference}`)
    if (one.do === "fault") bench.bank.addFault({ match: {}, fault: one.fault, actCode: one.actCode, probability: one.probability })
    if (one.do === "pay") {
      const reference = `R${one.reference}`
      const amount = `${one.rupees}.00`
      const { account, priority } = one
      const fields = { tranRefNo: reference, "seq-no": reference, beneAccNo: account, "payee-va": `${account}@upi`, amount }
      if (bench.rails.payBy(priority, fields).moneyMoved) moved += 1
    }
  }
  return { ...bench, events, moved }
}

it("counts every movement, keeps the balance and debits a reference at most once", () => {
  fc.assert(fc.property(fc.array(stepOf(steadyKinds), { maxLength: 60 }), (steps) => {
    const { bank, partner, moved } = run(steps, "answer-first")
    const ledger = bank.ledger()
    expect(ledger).toHaveLength(moved)
    expect(new Set(ledger.map(({ rail, tranRefNo }) => `${rail} ${tranRefNo}`)).size).toBe(ledger.length)
    const away = ledger.reduce((sum, row) => (row.state === "reversed" ? sum : sum + BigInt(row.amountPaise)), 0n)
    expect(bank.balancePaise(partner.apiKey)).toBe(200_000n - away)
    expect(bank.balancePaise(partner.apiKey)).toBeGreaterThanOrEqual(0n)
    // The statement tells the same story, refused debits and reversals included.
    const { closingPaise, entries } = bank.statement(partner.apiKey, { fromMs: 0, untilMs: Number.MAX_SAFE_INTEGER, withCharges: false })
    expect(closingPaise).toBe(bank.balancePaise(partner.apiKey))
    expect(entries.reduce((sum, { amountPaise }) => sum + amountPaise, 200_000n)).toBe(closingPaise)
  }), { numRuns: 150 })
})

const policies = fc.constantFrom("answer-first" as const, "debit-again" as const)

it("is the same bank after a replay of its events, or of a snapshot, through JSON", () => {
  fc.assert(fc.property(fc.array(stepOf(kinds), { maxLength: 60 }), policies, (steps, duplicateReference) => {
    const { bank, partner, clock, events } = run(steps, duplicateReference)
    const histories = [events, bank.snapshot()].map((source) => JSON.parse(JSON.stringify(source)) as BankEvent[])
    const options = { seed: 1, now: () => clock.nowMs, openingBalancePaise: 200_000n, duplicateReference }
    const twins = histories.map((history) => createBank({ ...options, history }))
    for (const twin of twins) {
      expect(twin.ledger()).toEqual(bank.ledger())
      expect(twin.faults()).toEqual(bank.faults())
      expect(twin.balancePaise(partner.apiKey)).toBe(bank.balancePaise(partner.apiKey))
    }
    // From here on all three must go the same way, faults and their dice included.
    const futures = [bank, ...twins].map((one) => {
      const { pay, recon } = callsOf(one, partner)
      const answers = ["R0", "R1", "R99"].map((tranRefNo) => [recon(tranRefNo), pay({ tranRefNo, amount: "1.00" })])
      return [answers, one.registerPartner({ name: "Late", certificatePem: "" }), one.ledger()]
    })
    expect(futures[1]).toEqual(futures[0])
    expect(futures[2]).toEqual(futures[0])
  }), { numRuns: 100 })
})

it("is the same bank for the same seed, and another for another", () => {
  const rows = (seed: number) => {
    const { bank, pay } = createRailBench({ seed })
    pay()
    return JSON.stringify([bank.ledger(), bank.snapshot()])
  }
  expect(rows(7)).toBe(rows(7))
  expect(rows(7)).not.toBe(rows(8))
})
