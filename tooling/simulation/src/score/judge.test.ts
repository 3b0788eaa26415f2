import { expect, it } from "vitest"
import type { LedgerRow } from "./bank-control.ts"
import { findStray, judge } from "./judge.ts"
import { readLines } from "./run-client.ts"

const scenario = { payoutId: "S001", fault: "delay", account: "500000000001", amountPaise: 10_011n }
const debit = (state: string, changes: Partial<LedgerRow> = {}): LedgerRow =>
  ({ tranRefNo: "R1", beneficiaryAccount: scenario.account, amountPaise: "10011", state, rrn: "1", ...changes })
const says = (status: string) => readLines(`{"payout_id":"S001","status":"${status}"}`)

it.each([
  ["one debit, said paid", [debit("settled")], says("paid"), []],
  ["one debit without an outcome yet, said unknown", [debit("debited")], says("unknown"), []],
  ["none, said failed", [], says("failed"), []],
  ["none, said nothing", [], says(""), []],
  ["reversed, said failed", [debit("reversed")], says("failed"), []],
  ["reversed and made again", [debit("reversed"), debit("settled")], says("paid"), []],
  ["two stand", [debit("settled"), debit("debited")], says("paid"), ["paid twice"]],
  ["two stand, said failed", [debit("settled"), debit("debited")], says("failed"), ["paid twice", "mis-stated"]],
  ["one stands, said failed", [debit("debited")], says("failed"), ["mis-stated"]],
  ["none, said paid", [], says("paid"), ["mis-stated"]],
  ["reversed, said paid", [debit("reversed")], says("paid"), ["mis-stated"]],
  ["another amount", [debit("settled", { amountPaise: 10_010 })], says("paid"), ["mis-stated"]],
  ["debited, said nothing", [debit("settled")], says("no such word"), ["lost"]],
  ["debited and reversed, said nothing", [debit("reversed")], says(""), ["lost"]]
])("%s", (_name, ledger, lines, wrong) => {
  const [verdict] = judge([scenario], ledger, lines)
  expect(verdict).toMatchObject({ payoutId: "S001", fault: "delay", moneyMoved: ledger.length > 0, wrong })
})

it("sees debits to accounts that nobody named", () => {
  const stray = debit("settled", { beneficiaryAccount: "500000000002" })
  expect(findStray([scenario], [debit("settled"), stray])).toEqual([stray])
})

it("reads a client's lines amid its other talk; the last one of a payout counts", () => {
  const lines = readLines([
    "paying 3 rows", "{\"payout_id\":\"A\",\"status\":\"unknown\"}", "{broken", "{\"payout_id\":7,\"status\":\"paid\"}",
    "  {\"status\":\"paid\",\"payout_id\":\"A\",\"rrn\":\"1\"}", "{\"payout_id\":\"B\",\"status\":\"success\"}"
  ].join("\n"))
  expect([...lines]).toEqual([["A", { payoutId: "A", status: "paid" }]])
})
