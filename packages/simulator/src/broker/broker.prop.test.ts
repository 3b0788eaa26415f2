import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { accOrder, createBenchBroker, niftyOrder, referenceIn, startMs } from "./testing/bench-broker.node.ts"
import type { BenchBroker } from "./testing/bench-broker.node.ts"

type Step = (bench: BenchBroker) => void

/** What a customer may do next: place, modify or cancel something, or wait. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    stock: fc.constantFrom("ACC", "TCS", "RELIND"), flow: fc.constantFrom("B", "S"),
    rate: fc.oneof(fc.constant(0), fc.integer({ min: 1000, max: 4000 })), quantity: fc.constantFrom("10", "1000", "2500")
  }).map(
    ({ stock, flow, rate, quantity }): Step => ({ call }) => void call("/equity/placement", accOrder({
      order_stock_cd: stock, order_flow: flow, order_type: rate === 0 ? "M" : "L", order_rate: String(rate), order_quantity: quantity
    }))
  ),
  fc.constantFrom("B", "S").map((flow): Step => ({ call }) => void call("/fno/fnoorderplacement/v1", niftyOrder({ order_flow: flow }))),
  fc.nat(5).map((index): Step => ({ ok, call }) => {
    const row = ok("/equity/orderbook")[index]
    if (row === undefined) return
    call("/equity/cancelorder", { order_reference: row.order_refrence, order_product: "C", order_flow: row.ordr_flw })
  }),
  fc.nat(5).map((index): Step => ({ ok, call }) => {
    const row = ok("/equity/orderbook")[index]
    if (row === undefined) return
    call("/equity/orderbookmodifyorder", { order_reference: row.order_refrence, new_ord_typ: "M", new_order_qty: "3" })
  }),
  fc.integer({ min: 1, max: 86_400_000 }).map((ms): Step => ({ clock }) => void (clock.nowMs += ms))
)

/** Everything that a customer sees. */
const viewOf = ({ ok, breeze }: BenchBroker): unknown => [
  ok("/equity/orderbook"), ok("/fno/fnoorderbook"), ok("/equity/portfolio", { portfolio_type: "Z" }), ok("/equity/position"),
  ok("/equity/limit"), ok("/fno/fnolimit"), ok("/fno/fnoportfolio"), breeze("GET", "portfoliopositions").Success
]

describe("the broker", () => {
  it("is the same again from its events, now and later", () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const first = createBenchBroker()
      for (const one of steps) one(first)
      const again = createBenchBroker({ history: JSON.parse(JSON.stringify(first.events)) as BenchBroker["events"] })
      again.clock.nowMs = first.clock.nowMs
      expect(viewOf(again)).toEqual(viewOf(first))
      again.clock.nowMs = first.clock.nowMs += 40_000_000
      expect(viewOf(again)).toEqual(viewOf(first))
    }), { numRuns: 40 })
  })

  it("keeps every order whole, and never spends what is not there", () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
      const bench = createBenchBroker()
      for (const one of steps) {
        one(bench)
        for (const row of bench.ok("/equity/orderbook")) {
          const parts = [row.order_open_qty, row.order_executed_qty, row.order_cancelled_qty, row.order_expired_qty].map(Number)
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(Number(row.order_quantity))
        }
        expect(bench.ok("/equity/limit").CashLimit).toBeGreaterThanOrEqual(0)
        for (const { Quantity } of bench.ok("/equity/portfolio", { portfolio_type: "Z" })) expect(Quantity).toBeGreaterThanOrEqual(0)
      }
    }), { numRuns: 40 })
  })

  it("answers any text to any path with an envelope, and changes nothing", () => {
    const bench = createBenchBroker()
    const path = fc.constantFrom("/equity/placement", "/apiuser/tradelogin", "/breezeapi/api/v1/order", "/mf/x", "/fno/fnolimit")
    fc.assert(fc.property(path, fc.oneof(fc.string(), fc.json()), (to, body) => {
      expect(bench.post(to, body).body).toMatchObject({ Status: expect.any(Number), Error: expect.any(String), Success: null })
    }), { numRuns: 300 })
    expect(bench.events).toHaveLength(1)
  })

  it("gives the same seed the same credentials, references and prices, and each app its own", () => {
    const run = (seed: number) => {
      const { app, broker, ok, clock } = createBenchBroker({ seed })
      const reference = referenceIn(ok("/equity/placement", accOrder()))
      clock.nowMs += 2000
      return { app, second: broker.registerApp({ name: "B" }), reference, rows: ok("/equity/orderbook") }
    }
    expect(run(7)).toEqual(run(7))
    expect(run(8).app.appKey).not.toBe(run(7).app.appKey)
    expect(run(7).second.appKey).not.toBe(run(7).app.appKey)
    expect(run(7).reference.slice(0, 8)).toBe(new Date(startMs).toISOString().slice(0, 10).replaceAll("-", ""))
  })
})
