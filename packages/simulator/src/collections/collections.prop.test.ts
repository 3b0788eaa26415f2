import fc from "fast-check"
import { expect, it } from "vitest"
import { createBank } from "../bank.ts"
import { createBenchBank } from "../testing/bench-bank.ts"

type Step =
  | { readonly do: "pay"; readonly rail: string; readonly paise: number }
  | { readonly do: "settings"; readonly validation: boolean; readonly onNoAnswer: string }
  | { readonly do: "answer"; readonly with: string | undefined }
  | { readonly do: "wait"; readonly ms: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pay" as const), rail: fc.constantFrom("UPI", "IMPS", "NEFT", "FT"), paise: fc.integer({ min: 1, max: 10 ** 9 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("settings" as const), validation: fc.boolean(), onNoAnswer: fc.constantFrom("accept", "reject") }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("answer" as const), with: fc.constantFrom("Y", "N", "?", undefined) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1, 8000, 60_000, 86_400_000) }) }
)

const rupees = (paise: number): string => `${Math.floor(paise / 100)}.${String(paise % 100).padStart(2, "0")}`

const run = (steps: readonly Step[]) => {
  const { bank, partner, clock } = createBenchBank()
  const control = (call: string, order: Record<string, unknown> = {}): any => bank.controls()[call]?.(order)
  control("POST /_sim/collections/settings", { clientCode: "TEST" })
  for (const one of steps) {
    if (one.do === "wait") clock.nowMs += one.ms
    bank.settleDue()
    if (one.do === "settings") control("POST /_sim/collections/settings", { ...one, do: undefined })
    if (one.do === "pay") control("POST /_sim/collections", { virtualAccount: "TEST01", amount: rupees(one.paise), rail: one.rail })
    if (one.do === "answer") {
      for (const order of bank.takeCallOuts()) {
        const reply = one.with === undefined ? {} : { reply: { status: 200, value: { AcceptOrReject: one.with, Code: one.with === "Y" ? "11" : "12" } } }
        bank.calledOut(order.product, { ...order, ...reply })
      }
    }
  }
  return { bank, partner, clock, list: (of = bank) => of.controls()["GET /_sim/collections"]?.({}) as { collections: { state: string; amountPaise: string }[] } }
}

it("credits every payment once or not at all, and a bank made again agrees", () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
    const { bank, partner, clock, list } = run(steps)
    const credited = list().collections.filter(({ state }) => state === "credited").reduce((sum, one) => sum + BigInt(one.amountPaise), 0n)
    expect(bank.balancePaise(partner.apiKey)).toBe(10_000_000_000n + credited)
    expect(new Set(bank.credits().map(({ rrn }) => rrn)).size).toBe(bank.credits().length)
    const twin = createBank({ seed: 1, now: () => clock.nowMs, history: JSON.parse(JSON.stringify(bank.snapshot())) })
    expect(list(twin)).toEqual(list())
    expect(twin.balancePaise(partner.apiKey)).toBe(bank.balancePaise(partner.apiKey))
  }), { numRuns: 150 })
})
