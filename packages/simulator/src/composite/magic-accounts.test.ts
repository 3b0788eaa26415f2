import { describe, expect, it } from "vitest"
import type { DebitState } from "../bank.ts"
import { codeOf, createBenchBank, minutesMs, nextDayMs, startMs, tPlus2Ms } from "../testing/bench-bank.ts"
import { magicAccounts } from "./magic-accounts.ts"

interface Expectation {
  readonly account: string
  /** The answer to the payment: manner, HTTP status, code, seconds. */
  readonly reply: readonly [manner: string, status: number, code: string | undefined, seconds: number]
  readonly moneyMoved: boolean
  /** Ledger state, status code and Recon360 word at the start, after 3 minutes, on the next calendar day, at T+2. */
  readonly views: readonly (readonly [state: DebitState | undefined, code: string, recon: string | undefined])[]
}

const returned = "Returned received"
const deemed = "Deemed approved"
const credited = "Credit Confirmation Received"
const always = <T>(view: T): readonly [T, T, T, T] => [view, view, view, view]
const paidAtOnce = always(["settled", "0", credited] as const)

// Row for row the table of magic accounts in the simulator's contract.
const table: readonly Expectation[] = [
  { account: "999000000010", reply: ["drop", 200, "0", 0], moneyMoved: true, views: paidAtOnce },
  { account: "999000000011", reply: ["drop", 200, undefined, 0], moneyMoved: false, views: always([undefined, "25", undefined] as const) },
  { account: "999000000012", reply: ["garble", 200, "0", 0], moneyMoved: true, views: paidAtOnce },
  { account: "999000000013", reply: ["answer", 500, "500", 0], moneyMoved: true, views: paidAtOnce },
  { account: "999000000014", reply: ["answer", 200, "0", 30], moneyMoved: true, views: paidAtOnce },
  {
    account: "999000000020", reply: ["answer", 200, "11", 0], moneyMoved: true,
    views: [["debited", "11", "Timeout"], ["settled", "0", credited], ["settled", "0", credited], ["settled", "0", credited]]
  },
  {
    account: "999000000021", reply: ["answer", 200, "11", 0], moneyMoved: true,
    views: [["debited", "11", "Timeout"], ["reversed", "5", "Failed"], ["reversed", "5", "Failed"], ["reversed", "5", "Failed"]]
  },
  {
    account: "999000000030", reply: ["answer", 200, "30", 0], moneyMoved: true,
    views: [["debited", "30", "Timeout"], ["debited", "30", "Timeout"], ["debited", "30", "Timeout"], ["settled", "30", credited]]
  },
  {
    account: "999000000031", reply: ["answer", 200, "30", 0], moneyMoved: true,
    views: [["debited", "30", "Timeout"], ["debited", "30", "Timeout"], ["debited", "30", "Timeout"], ["reversed", "30", "Failed"]]
  },
  {
    account: "999000000040", reply: ["answer", 200, "0", 0], moneyMoved: true,
    views: [["settled", "0", credited], ["settled", "0", credited], ["reversed", "0", returned], ["reversed", "0", returned]]
  },
  { account: "999000000041", reply: ["answer", 200, "5", 0], moneyMoved: false, views: always([undefined, "5", "Failed"] as const) },
  { account: "999000000050", reply: ["answer", 200, "11", 0], moneyMoved: true, views: always(["debited", "11", "Suspect"] as const) },
  { account: "999000000052", reply: ["answer", 200, "52", 0], moneyMoved: false, views: always([undefined, "52", "Failed"] as const) },
  { account: "999000000110", reply: ["answer", 200, "10", 0], moneyMoved: false, views: always([undefined, "10", "Failed"] as const) },
  {
    account: "999000000091", reply: ["answer", 200, "91", 0], moneyMoved: true,
    views: [["debited", "91", deemed], ["debited", "91", deemed], ["debited", "91", deemed], ["settled", "0", credited]]
  },
  { account: "999000000097", reply: ["answer", 200, "997", 0], moneyMoved: true, views: paidAtOnce }
]

const moments = [startMs, startMs + minutesMs(3), nextDayMs, tPlus2Ms]

describe("magic accounts", () => {
  it("has an expectation for every one", () => {
    expect(table.map(({ account }) => account).sort()).toEqual(Object.keys(magicAccounts).sort())
  })

  it.each(table)("$account does what the contract says", ({ account, reply, moneyMoved, views }) => {
    const { bank, clock, pay, status, recon } = createBenchBank()
    const answer = pay({ beneAccNo: account })
    expect([answer.manner, answer.status, codeOf(answer), answer.delayMs / 1000]).toEqual(reply)
    expect(answer.moneyMoved).toBe(moneyMoved)
    views.forEach(([state, code, word], index) => {
      clock.nowMs = moments[index] ?? startMs
      expect([bank.ledger()[0]?.state, codeOf(status("REF1")), recon("REF1")]).toEqual([state, code, word])
      // One millisecond earlier than each change, the view before it still stands.
      clock.nowMs -= 1
      if (index > 0) expect(codeOf(status("REF1"))).toBe(views[index - 1]?.[1])
      clock.nowMs += 1
    })
    expect(bank.ledger()).toHaveLength(moneyMoved ? 1 : 0)
  })

  it("gives the balance back with a reversal", () => {
    const { bank, partner, clock, pay } = createBenchBank()
    pay({ beneAccNo: "999000000021" })
    expect(bank.balancePaise(partner.apiKey)).toBe(10_000_000_000n - 10_050n)
    clock.nowMs += minutesMs(3)
    expect(bank.balancePaise(partner.apiKey)).toBe(10_000_000_000n)
  })

  it("keeps the bounced debit of 41 for the statement, out of the ledger", () => {
    const { bank, pay } = createBenchBank()
    pay({ beneAccNo: "999000000041" })
    expect(bank.ledger()).toEqual([])
    expect(bank.snapshot()).toContainEqual(expect.objectContaining({ payment: expect.objectContaining({ bounced: true }) }))
  })
})
