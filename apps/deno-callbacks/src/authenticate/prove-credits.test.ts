import { expect, it } from "vitest"
import type { Unproved } from "../store/open-records.ts"
import { type CreditLine, proveCredits } from "./prove-credits.ts"

const NOW = Date.UTC(2030, 0, 31, 6)
const DAY_MS = 86_400_000
const credit: Unproved = { utr: "TESTN00000000001", amountPaise: 100_000n, asks: 0, at: NOW - 60_000 }

const prove = async (unproved: readonly Unproved[], lines: readonly CreditLine[] | Error) => {
  const done: string[] = []
  const asked: number[] = []
  await proveCredits({
    now: () => NOW,
    readCredits: async (from) => {
      asked.push(from)
      if (lines instanceof Error) throw lines
      return lines
    },
    records: {
      unproved: () => unproved,
      prove: (utr) => (done.push(`proved ${utr}`), true),
      askAgain: (utr, at) => void done.push(`again ${utr} in ${(at - NOW) / 60_000} min`),
      giveUp: (utr, why) => void done.push(`people ${utr}: ${why}`),
      nextAskAt: () => null
    }
  })
  return { done, asked }
}

it("one statement, from the day before, answers for all of them", async () => {
  const other = { ...credit, utr: "600000000001", at: NOW - 2 * DAY_MS }
  const lines = [{ amountPaise: 100_000n, remark: "NEFT/TESTN00000000001/TEST PAYER" }, { amountPaise: 100_000n, remark: "MMT/IMPS/600000000001/x" }]
  const { done, asked } = await prove([credit, other], lines)
  expect(done).toEqual([`proved ${credit.utr}`, "proved 600000000001"])
  expect(asked).toEqual([NOW - 3 * DAY_MS])
})

it.each<[string, CreditLine]>([
  ["a longer number that begins alike", { amountPaise: 100_000n, remark: "NEFT/TESTN000000000012/TEST PAYER" }],
  ["the number in the middle of a word", { amountPaise: 100_000n, remark: "NEFT/XTESTN00000000001/TEST PAYER" }],
  ["no such line", { amountPaise: 100_000n, remark: "UPI/1/x" }]
])("%s proves nothing: it is asked again", async (_, line) => {
  expect((await prove([credit], [line])).done).toEqual([`again ${credit.utr} in 2 min`])
})

it("another amount is for people; so is silence, after five days; a statement that fails is asked again", async () => {
  const remark = "NEFT/TESTN00000000001/TEST PAYER"
  expect((await prove([credit], [{ amountPaise: 1n, remark }])).done).toEqual([`people ${credit.utr}: the statement shows another amount`])
  const old = { ...credit, at: NOW - 6 * DAY_MS }
  expect((await prove([old], [])).done).toEqual([`people ${credit.utr}: the statement does not show it`])
  expect((await prove([{ ...credit, asks: 3 }], new Error("no line"))).done).toEqual([`again ${credit.utr} in 360 min`])
})

it("a transfer inside of the bank has twelve digits on the statement", async () => {
  expect((await prove([{ ...credit, utr: "500000001" }], [{ amountPaise: 100_000n, remark: "INF/INFT/000500000001/x" }])).done).toEqual(["proved 500000001"])
})

it("nothing due, nothing asked", async () => {
  expect((await prove([], [])).asked).toEqual([])
})
