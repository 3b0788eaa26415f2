import { expect, it } from "vitest"
import { createBenchBank } from "./testing/bench-bank.ts"

const PAYMENTS = 4000

it("makes more than 10,000 plain IMPS payments a second on one core", () => {
  const measure = (): number => {
    const { bank, pay } = createBenchBank()
    const began = performance.now()
    for (let index = 0; index < PAYMENTS; index++) pay({ tranRefNo: `R${index}` })
    const perSecond = (PAYMENTS * 1000) / (performance.now() - began)
    expect(bank.ledger()).toHaveLength(PAYMENTS)
    return perSecond
  }
  measure()
  // A machine that others use too: the best of three medians of five counts.
  const medians = Array.from({ length: 3 }, () => Array.from({ length: 5 }, measure).sort((a, b) => a - b)[2] ?? 0)
  expect(Math.max(...medians)).toBeGreaterThan(10_000)
})
