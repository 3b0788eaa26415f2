import { describe, expect, it } from "vitest"
import { instruments } from "../instruments.ts"
import { accOrder, callsOf, createBenchBroker, referenceIn } from "../testing/bench-broker.node.ts"

const today = { order_from_dt: "31-Jan-2030", order_to_dt: "31-Jan-2030", order_xchng_cd: "A", order_status: "A", order_product_type: "A" }
/** No walk of the price ever gets down to it. */
const lowLimit = { order_type: "L", order_rate: "1000.00" }

describe("placement", () => {
  it("answers the reference in the text, and the order executes a little later", () => {
    const { ok, clock } = createBenchBroker()
    const success = ok("/equity/placement", accOrder())
    const reference = referenceIn(success)
    expect(success).toEqual({
      message: `Equity CASH Order placed successfully through RI reference no ${reference}`, MsgTyp: null, Remark: null
    })
    expect(reference).toBe("20300131N100000001")
    const row = () => ok("/equity/orderbook", today)[0]
    expect(row()).toMatchObject({ order_refrence: reference, order_status: "O", order_open_qty: "10", order_executed_qty: "0" })
    clock.nowMs += 2000
    expect(row()).toMatchObject({ order_status: "E", order_open_qty: "0", order_executed_qty: "10", ordr_flw: "B", order_stock_cd: "ACC" })
    expect(row().Order_WeightedAveragePrice).toMatch(/^\d+\.\d\d$/)
  })

  it.each(instruments.filter(({ isIndex }) => !isIndex).map(({ code }) => code))("takes %s, at midnight on a Sunday too", (stock) => {
    const { ok, clock } = createBenchBroker()
    clock.nowMs = Date.UTC(2030, 1, 3, 18, 29, 59)
    const reference = referenceIn(ok("/equity/placement", accOrder({ order_stock_cd: stock })))
    clock.nowMs += 3000
    expect(ok("/equity/orderbook", { order_refrence: reference })[0]).toMatchObject({ order_status: "E" })
  })

  it.each([
    ["an unknown stock", { order_stock_cd: "NOSUCH" }, "Stock code"],
    ["an index", { order_stock_cd: "NIFTY" }, "no shares"],
    ["nothing", { order_quantity: "0" }, "Quantity"],
    ["a part of a share", { order_quantity: "1.5" }, "whole number"],
    ["less than nothing", { order_quantity: "-1" }, "whole number"],
    ["a limit without price", { order_type: "L", order_rate: "0" }, "price above 0"],
    ["a price with three decimals", { order_type: "L", order_rate: "1.005" }, "two decimals"],
    ["more than there is money for", { order_quantity: "100000" }, "Insufficient limit"],
    ["more than is held", { order_flow: "S", order_quantity: "1000" }, "Insufficient holding"],
    ["a strange flow", { order_flow: "X" }, "order_flow"],
    ["a long remark", { Remark: "x".repeat(31) }, "30 characters"],
    ["a product named like a method", { order_product: "constructor" }, "order_product"]
  ])("refuses %s", (_, fields, text) => {
    const { call, ok } = createBenchBroker()
    expect(call("/equity/placement", accOrder(fields))).toEqual({ Status: 500, Error: expect.stringContaining(text), Success: null })
    expect(ok("/equity/orderbook", today)).toEqual([])
  })

  it("of a limit away from the market waits, and expires with its day", () => {
    const { ok, clock } = createBenchBroker()
    ok("/equity/placement", accOrder(lowLimit))
    clock.nowMs += 3_600_000
    expect(ok("/equity/orderbook", today)[0]).toMatchObject({ order_status: "O", order_rate: "1000.00" })
    clock.nowMs += 86_400_000
    expect(ok("/equity/orderbook", today)[0]).toMatchObject({ order_status: "X", order_expired_qty: "10" })
  })

  it("of a limit near the market executes at the first minute that brings the price, not above it", () => {
    const { ok, clock } = createBenchBroker()
    const last = Number(ok("/equity/getquote", { STCK_CD: "ACC" }).NSEQuote.LTP)
    const limit = (last * 0.997).toFixed(2)
    ok("/equity/placement", accOrder({ order_type: "L", order_rate: limit }))
    let row = ok("/equity/orderbook", today)[0]
    while (row.order_status === "O") {
      clock.nowMs += 60_000
      row = ok("/equity/orderbook", today)[0]
    }
    expect(row.order_status).toBe("E")
    expect(Number(row.Order_WeightedAveragePrice)).toBeLessThanOrEqual(Number(limit))
  })

  it("of IOC executes at once or expires", () => {
    const { ok, clock } = createBenchBroker()
    ok("/equity/placement", accOrder({ order_validity: "I" }))
    ok("/equity/placement", accOrder({ ...lowLimit, order_validity: "I" }))
    clock.nowMs += 5000
    expect(ok("/equity/orderbook", today).map((row: any) => row.order_status)).toEqual(["X", "E"])
  })
})

describe("order book", () => {
  it("filters by date, exchange, status, product, stock and reference, newest first, own orders only", () => {
    const { ok, clock, broker } = createBenchBroker()
    const first = referenceIn(ok("/equity/placement", accOrder()))
    clock.nowMs += 86_400_000
    const second = referenceIn(ok("/equity/placement", accOrder({ order_stock_cd: "TCS", order_xchng_cd: "BSE", order_product: "MARGIN" })))
    const list = (fields = {}) => ok("/equity/orderbook", fields).map((row: any) => row.order_refrence)
    expect(list()).toEqual([second, first])
    expect(list(today)).toEqual([first])
    expect(list({ order_xchng_cd: "BSE" })).toEqual([second])
    expect(list({ order_status: "E" })).toEqual([first])
    expect(list({ order_product_type: "M" })).toEqual([second])
    expect(list({ order_stock_code: "TCS" })).toEqual([second])
    expect(list({ order_refrence: first })).toEqual([first])
    const other = callsOf(broker, broker.registerApp({ name: "Other" }), clock)
    const theirs = referenceIn(other.ok("/equity/placement", accOrder()))
    expect(other.ok("/equity/orderbook").map((row: any) => row.order_refrence)).toEqual([theirs])
    expect(list()).toEqual([second, first])
  })

  it("has the fields of the printed row", () => {
    const { ok } = createBenchBroker()
    ok("/equity/placement", accOrder())
    expect(Object.keys(ok("/equity/orderbook")[0]).sort()).toMatchInlineSnapshot(`
      [
        "MsgTyp",
        "Order_WeightedAveragePrice",
        "Remark",
        "order_cancelled_qty",
        "order_disclosed_qty",
        "order_exchsegsettlement",
        "order_executed_qty",
        "order_expired_qty",
        "order_open_qty",
        "order_plc_dt",
        "order_plctm",
        "order_product",
        "order_quantity",
        "order_rate",
        "order_refrence",
        "order_status",
        "order_stock_cd",
        "order_stp_loss_price",
        "order_validity",
        "order_xchng_cd",
        "ordr_flw",
      ]
    `)
  })

  it("refuses a date in another form", () => {
    expect(createBenchBroker().call("/equity/orderbook", { order_from_dt: "2030-01-31" }).Error).toContain("order_from_dt")
  })
})

describe("modify and cancel", () => {
  const placed = () => {
    const bench = createBenchBroker()
    return { ...bench, reference: referenceIn(bench.ok("/equity/placement", accOrder(lowLimit))) }
  }
  const change = (reference: string, fields = {}) => ({
    order_reference: reference, new_ord_typ: "L", new_order_rate: "1001.00", new_order_validity: "", new_order_qty: "11",
    order_quantity: "10", order_executed_qty: "0", ...fields
  })
  const cancel = (reference: string, fields = {}) => ({ order_reference: reference, order_product: "C", order_flow: "B", ...fields })

  it("change an open order", () => {
    const { ok, reference } = placed()
    expect(ok("/equity/orderbookmodifyorder", change(reference))).toEqual({
      message: "Your Order Modified successfully.", order_refrence: reference
    })
    expect(ok("/equity/orderbook")[0]).toMatchObject({ order_quantity: "11", order_rate: "1001.00", order_status: "O" })
    expect(ok("/equity/orderbookdtl", { order_refernece: reference, order_flow: "B" })[0]).toMatchObject({
      order_modification_counter: "2", order_qty: "11", order_type: "L", order_rate: "1001.00"
    })
  })

  it("let a modified order execute", () => {
    const { ok, reference, clock } = placed()
    ok("/equity/orderbookmodifyorder", change(reference, { new_ord_typ: "M", new_order_rate: "0" }))
    clock.nowMs += 2000
    expect(ok("/equity/orderbook")[0]).toMatchObject({ order_status: "E", order_executed_qty: "11" })
  })

  it("cancel an open order, once", () => {
    const { ok, call, reference } = placed()
    expect(ok("/equity/cancelorder", cancel(reference))).toEqual({
      message: "Your Order Cancelled successfully.", order_refrence: reference
    })
    expect(ok("/equity/orderbook")[0]).toMatchObject({ order_status: "C", order_cancelled_qty: "10", order_open_qty: "0" })
    expect(call("/equity/cancelorder", cancel(reference)).Error).toBe("Order is cancelled and cannot be changed")
    expect(call("/equity/orderbookmodifyorder", change(reference)).Error).toBe("Order is cancelled and cannot be changed")
  })

  it("refuse an order that has executed or expired", () => {
    const { ok, call, clock, reference } = placed()
    const market = referenceIn(ok("/equity/placement", accOrder()))
    clock.nowMs += 2000
    expect(call("/equity/cancelorder", cancel(market)).Error).toBe("Order is executed and cannot be changed")
    clock.nowMs += 86_400_000
    expect(call("/equity/cancelorder", cancel(reference)).Error).toBe("Order is expired and cannot be changed")
  })

  it.each([{ order_flow: "S" }, { order_product: "M" }, { order_reference: "20300131N100000099" }])("refuse to cancel with %j", (wrong) => {
    const { call, ok, reference } = placed()
    expect(call("/equity/cancelorder", cancel(reference, wrong)).Status).toBe(500)
    expect(ok("/equity/orderbook")[0].order_status).toBe("O")
  })

  it("refuse a change that the limit does not cover, and leave the order", () => {
    const { call, ok, reference } = placed()
    expect(call("/equity/orderbookmodifyorder", change(reference, { new_order_qty: "50000" })).Error).toBe("Insufficient limit")
    expect(ok("/equity/orderbook")[0]).toMatchObject({ order_quantity: "10" })
  })

  it("refuse another customer's order", () => {
    const { broker, clock, reference, ok } = placed()
    const other = callsOf(broker, broker.registerApp({ name: "Other" }), clock)
    expect(other.call("/equity/cancelorder", cancel(reference)).Error).toBe("Order reference is not known")
    expect(ok("/equity/orderbook")[0].order_status).toBe("O")
  })
})

describe("money and shares", () => {
  const limit = (ok: any) => ok("/equity/limit", { Exchange: "NSE", Segment: "N" })

  it("are bound by an open order, given back when it is cancelled, spent when it executes", () => {
    const { ok, clock } = createBenchBroker()
    expect(limit(ok)).toMatchObject({ CashLimit: 10_000_000, AmtAllocated: 10_000_000, BlockAmt: 0 })
    const reference = referenceIn(ok("/equity/placement", accOrder(lowLimit)))
    expect(limit(ok)).toMatchObject({ CashLimit: 9_990_000, BlockAmt: 10_000 })
    ok("/equity/cancelorder", { order_reference: reference, order_product: "C", order_flow: "B" })
    expect(limit(ok)).toMatchObject({ CashLimit: 10_000_000, BlockAmt: 0 })
    ok("/equity/placement", accOrder())
    clock.nowMs += 2000
    const price = Number(ok("/equity/orderbook")[0].Order_WeightedAveragePrice)
    expect(limit(ok).CashLimit).toBeCloseTo(10_000_000 - 10 * price, 2)
    expect(limit(ok).BlockAmt).toBe(0)
  })

  it("come back when shares are sold; shares bound by an open sale cannot be sold twice", () => {
    const { ok, call, clock } = createBenchBroker()
    const held = ok("/equity/portfolio", { portfolio_type: "A" }).find((row: any) => row.portfolio_stock_cd === "TCS").Quantity
    const sale = (quantity: number, fields = {}) =>
      accOrder({ order_stock_cd: "TCS", order_flow: "S", order_quantity: String(quantity), ...fields })
    ok("/equity/placement", sale(held, { order_type: "L", order_rate: "90000" }))
    expect(call("/equity/placement", sale(1)).Error).toBe("Insufficient holding")
    const reference = ok("/equity/orderbook")[0].order_refrence
    ok("/equity/cancelorder", { order_reference: reference, order_product: "C", order_flow: "S" })
    ok("/equity/placement", sale(held))
    clock.nowMs += 2000
    expect(limit(ok).CashLimit).toBeGreaterThan(10_000_000)
    expect(ok("/equity/position")[0]).toMatchObject({ order_stock_code: "TCS", order_flow: "S", order_open_quantity: String(held) })
  })

  it("must suffice for the price at which a market order executes, not only for the one that is seen", () => {
    const { ok, call, clock } = createBenchBroker()
    const price = () => Number(ok("/equity/getquote", { STCK_CD: "ICIBAN" }).NSEQuote.LTP)
    // The last second of a minute after which the price rises.
    let seen = 0
    for (clock.nowMs += 59_000; ; clock.nowMs += 60_000) {
      seen = price()
      clock.nowMs += 2000
      const isRising = price() > seen
      clock.nowMs -= 2000
      if (isRising) break
    }
    const most = String(Math.floor(10_000_000 / seen))
    expect(call("/equity/placement", accOrder({ order_stock_cd: "ICIBAN", order_quantity: most })).Error).toBe("Insufficient limit")
  })

  it("of margin orders are a fifth of the value", () => {
    const { ok } = createBenchBroker()
    ok("/equity/placement", accOrder({ ...lowLimit, order_product: "MARGIN" }))
    expect(limit(ok)).toMatchObject({ BlockAmt: 2000 })
  })

  it("bought today are a position, and tomorrow a holding", () => {
    const { ok, clock } = createBenchBroker()
    const acc = () => ok("/equity/portfolio", { portfolio_type: "A" }).find((row: any) => row.portfolio_stock_cd === "ACC")
    const before = acc().Quantity
    ok("/equity/placement", accOrder())
    clock.nowMs += 2000
    expect(ok("/equity/position")).toMatchObject([{ order_stock_code: "ACC", order_open_quantity: "10", order_flow: "B", order_product: "C" }])
    expect(acc().Quantity).toBe(before)
    clock.nowMs += 86_400_000
    expect(ok("/equity/position")).toEqual([])
    expect(acc().Quantity).toBe(before + 10)
    expect(ok("/equity/portfolio", { portfolio_type: "Y" })).toEqual([])
    expect(ok("/equity/portfolio", { portfolio_type: "Z" })).toHaveLength(4)
  })
})

describe("the quote", () => {
  it("follows from seed and minute alone", () => {
    const quote = (seed: number, ms = 0) => {
      const { ok, clock } = createBenchBroker({ seed })
      clock.nowMs += ms
      return ok("/equity/getquote", { STCK_CD: "RELIND" })
    }
    expect(quote(1)).toEqual(quote(1))
    expect(quote(2).NSEQuote.LTP).not.toBe(quote(1).NSEQuote.LTP)
    expect(quote(1, 60_000).NSEQuote.LTP).not.toBe(quote(1).NSEQuote.LTP)
    const { NSEQuote, BSEQuote, StockCode } = quote(1)
    expect([StockCode, NSEQuote.Exchange, BSEQuote.Exchange]).toEqual(["RELIND", "NSE", "BSE"])
    expect(Number(NSEQuote.DayLow)).toBeLessThanOrEqual(Number(NSEQuote.LTP))
    expect(Number(NSEQuote.DayHigh)).toBeGreaterThanOrEqual(Number(NSEQuote.LTP))
  })

  it("of an unknown stock is refused", () => {
    expect(createBenchBroker().call("/equity/getquote", { STCK_CD: "NOSUCH" })).toMatchObject({ Status: 500, Success: null })
  })
})
