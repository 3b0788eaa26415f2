import { describe, expect, it } from "vitest"
import { createBenchBroker, niftyOrder } from "../testing/bench-broker.node.ts"

const place = "/fno/fnoorderplacement/v1"
const option = (fields = {}) =>
  niftyOrder({ order_product: "O", order_strike_price: "1440000", order_opt_exer_type: "CE", ...fields })
const lowLimit = { order_type: "L", order_rate: "100000" }
const available = (ok: any): number => ok("/fno/fnolimit", { TRD_DT: "31-Jan-2030" }).AvailableLimit

describe("F&O placement", () => {
  it("answers an 18-digit reference and the limit left in rupees, and executes", () => {
    const { ok, clock } = createBenchBroker()
    const success = ok(place, niftyOrder())
    expect(success).toMatchObject({
      order_reference: "203001311300000001", message: "Successfully Placed the Order.", Popupflg: "N", Indicator: "0"
    })
    expect(success.Limits).toBe((available(ok) / 100).toFixed(2))
    const book = () => ok("/fno/fnoorderbook", { FromDT: "31-Jan-2030", ToDT: "31-Jan-2030", PRDCT_TYP: "F", ORDR_STTS: "A", UNDRLYNG: "" })
    expect(book()[0]).toMatchObject({ order_OrderStatus: "Ordered", order_OrderFlow: "Buy", order_ExecutedQty: "0", order_Modify_CancelFlag: "Y" })
    expect(ok("/fno/fnotradebookdetails", { ORDR_RFRNC: success.order_reference })).toEqual([])
    clock.nowMs += 2000
    const [row] = book()
    expect(row).toMatchObject({ order_OrderStatus: "Executed", order_ExecutedQty: "75", order_ProductType: "Futures", order_stckcd: "NIFTY" })
    expect(row.order_TradeValue).toBe(75 * row.order_ExecutedRate)
    expect(ok("/fno/fnotradebookdetails", { ORDR_RFRNC: success.order_reference })[0]).toMatchObject({
      EXEC_QTY: "75", EXCTD_RT: String(row.order_ExecutedRate), TRD_DT: "31-Jan-2030 10:15:02"
    })
  })

  it.each([
    ["the words of the table", { order_product: "Futures", order_type: "Market", order_validity: "DAY", order_flow: "Buy" }],
    ["an option by CE", { order_product: "Options", order_opt_exer_type: "CE", order_strike_price: "1440000" }],
    ["an option by the example's field", { order_product: "O", order_opt_exer_type: "", order_opt_type: "P", order_strike_price: "1440000" }],
    ["a sale", { order_flow: "S" }],
    ["shares' contracts", { order_stock_cd: "ACC", order_quantity: "500" }]
  ])("takes %s", (_, fields) => {
    expect(createBenchBroker().call(place, niftyOrder(fields))).toMatchObject({ Status: 200, Success: { Indicator: "0" } })
  })

  it.each([
    ["a part of a lot", { order_quantity: "50" }, "lot of 75"],
    ["no money left", { order_quantity: "750000" }, "Insufficient limit"],
    ["no such underlying", { order_stock_cd: "NOSUCH" }, "Stock code"],
    ["an option without side", { order_product: "O", order_strike_price: "1440000" }, "Call or Put"],
    ["an option without strike", { order_product: "O", order_opt_exer_type: "PE" }, "strike"],
    ["a limit without price", { order_type: "L", order_rate: "0" }, "price above 0"],
    ["paise with decimals", { order_type: "L", order_rate: "14400.05" }, "whole paise"],
    ["an expiry that is no date", { order_exp_date: "31-Feb-2030" }, "DD-Mon-YYYY"]
  ])("refuses %s", (_, fields, text) => {
    const reply = createBenchBroker().call(place, niftyOrder(fields))
    expect(reply).toEqual({ Status: 500, Error: expect.stringContaining(text), Success: null })
  })

  it("triggers a stop loss only when the price has come", () => {
    const { ok, clock } = createBenchBroker()
    ok(place, niftyOrder({ order_type: "S", order_stp_loss_price: "9000000", order_rate: "0" }))
    ok(place, niftyOrder({ order_type: "S", order_stp_loss_price: "100000", order_rate: "0" }))
    clock.nowMs += 3_600_000
    expect(ok("/fno/fnoorderbook").map((row: any) => row.order_OrderStatus)).toEqual(["Executed", "Ordered"])
  })
})

describe("F&O modify and cancel", () => {
  const change = (reference: string, fields = {}) => ({
    order_reference: reference, new_order_type: "L", new_order_validity: "T", new_order_quantity: "150", new_order_rate: "100100",
    ORDR_FLW: "B", XCHNG_CD: "NFO", prdct_typ: "F", undrlyng: "NIFTY", ...fields
  })

  it("change and cancel an open order, and free its margin", () => {
    const { ok, call } = createBenchBroker()
    const before = available(ok)
    const { order_reference } = ok(place, niftyOrder(lowLimit))
    expect(before - available(ok)).toBe(75 * 100_000 / 5)
    expect(ok("/fno/fnomodifyorder/v1", change(order_reference))).toMatchObject({
      order_reference, message: "Successfully Modified the order", Indicator: "0"
    })
    expect(before - available(ok)).toBe(150 * 100_100 / 5)
    const [detail] = ok("/fno/fnoorderbookdtl", { ORDR_RFRNC: order_reference })
    expect(detail).toMatchObject({ ModificationNumber: "2", Quantity: "150", Price: "100100" })
    expect(call("/fno/fnomodifyorder/v1", change(order_reference, { new_order_quantity: "100" })).Error).toContain("lot of 75")
    const cancel = { order_reference, xchng_cd: "NFO", prdct_typ: "F" }
    expect(call("/fno/fnocancelorder/v1", { ...cancel, prdct_typ: "O" }).Status).toBe(500)
    expect(ok("/fno/fnocancelorder/v1", cancel)).toEqual({ order_reference, message: "Your Order Canceled Successfully" })
    expect(call("/fno/fnocancelorder/v1", cancel).Error).toContain("cancelled")
    expect(available(ok)).toBe(before)
  })

  it("refuse a share's reference", () => {
    const { ok, call } = createBenchBroker()
    const { order_reference } = ok(place, niftyOrder(lowLimit))
    expect(call("/equity/orderbookdtl", { order_refernece: order_reference, order_flow: "B" }).Error).toContain("not known")
  })
})

describe("F&O positions", () => {
  it("open, show and close; what is realised ends in the limit", () => {
    const { ok, clock } = createBenchBroker()
    const before = available(ok)
    ok(place, niftyOrder())
    clock.nowMs += 2000
    const open = () => ok("/fno/fnoopenposition", { PSTN_XCHNG_CD: "NFO", FFO_PRDCT_TYP: "F", PSTN_UNDRLYNG: "" }).FUTOpenPosition
    expect(open()).toMatchObject([{ PSTN_UNDRLYNG: "NIFTY", Position_C_OPNPSTN_QTY: 75, Position_C_OPNPSTN_FLW: "B", Position_MIN_LOT_QTY: 75 }])
    clock.nowMs += 3_600_000
    ok(place, niftyOrder({ order_flow: "S" }))
    clock.nowMs += 2000
    expect(open()).toEqual([])
    const { future, option: options } = ok("/fno/fnoportfolio", { Portfolio_XCHNG_CD: "NFO" })
    expect(options).toEqual([])
    expect(future).toMatchObject([{ Portfolio_OpenPositionQty: "0", Portfolio_TradeFlow: "No" }])
    expect(available(ok) - before).toBe(Number(future[0].Portfolio_RealizedProfit))
  })

  it("are squared off, but only as far as they are open", () => {
    const { ok, call, clock } = createBenchBroker()
    const close = (fields = {}) => call("/fno/fnosquareoff", niftyOrder({ order_flow: "S", ...fields }))
    expect(close()).toEqual({ Status: 500, Error: "There is no such open position", Success: null })
    ok(place, niftyOrder())
    clock.nowMs += 2000
    expect(close({ order_quantity: "150" }).Status).toBe(500)
    expect(close({ order_flow: "B" }).Status).toBe(500)
    expect(close().Success).toMatchObject({ message: "Successfully Placed the order", Indicator: "0" })
    clock.nowMs += 2000
    expect(ok("/fno/fnoopenposition", { FFO_PRDCT_TYP: "F" })).toEqual({ FUTOpenPosition: [] })
  })

  it("of options cost the premium when bought and margin when sold", () => {
    const bought = createBenchBroker()
    bought.ok(place, option())
    bought.clock.nowMs += 2000
    const rate = bought.ok("/fno/fnoorderbook")[0].order_ExecutedRate
    expect(10_000_000_000 - available(bought.ok)).toBe(75 * rate)
    expect(bought.ok("/fno/fnoopenposition", { FFO_PRDCT_TYP: "O" }).OPTOpenPosition).toMatchObject([
      { Position_STRK_PRC: 1_440_000, Position_OPT_TYP: "C", Position_C_OPNPSTN_QTY: 75 }
    ])
    const sold = createBenchBroker()
    sold.ok(place, option({ order_flow: "S" }))
    expect(10_000_000_000 - available(sold.ok)).toBeGreaterThan(75 * 1_440_000 / 6)
  })

  it("quote in paise, the underlying in rupees", () => {
    const { ok } = createBenchBroker()
    const ask = { EXPRY_DT: "28-Feb-2030", XCHNG_CD: "NFO", PRDCT_TYP: "F", UNDRLYNG: "NIFTY", EXER_TYP: "E", OPT_TYP: "*", STRK_PRC: "0" }
    const [quote] = ok("/fno/fnogetquote", ask)
    expect(quote).toMatchObject({ security_ProductType: "Future", security_Underlying: "NIFTY", security_expiryDate: "28-Feb-2030" })
    expect(quote.security_LasttradedPrice).toBeGreaterThan(1_300_000)
    expect(Number(quote.security_Cashmarketquoteofunderlying)).toBeLessThan(16_000)
  })
})

describe("mutual funds", () => {
  const purchase = {
    order_COMP_CD: "21", order_VALID_FLAG: "M", order_MF_SCH_CD: "081G", order_MF_TRANS_AMT: "10000", order_MF_SCH_DESC: "RS1",
    order_MF_TRANS_CD: "P", order_Folio: "0", ORDER_ORD_TYP: "A"
  }
  const book = { order_from_dt: "31/01/2030", order_to_dt: "31/01/2030", order_TRANS_STATUS_CD: "%" }

  it("list what was ordered, by date", () => {
    const { ok } = createBenchBroker()
    expect(ok("/mf/mforderbook", book)).toEqual([])
    const { order_transaction_id, message } = ok("/mf/mfOrderPlacement", purchase)
    expect(message).toBe("Order placed successfully")
    expect(ok("/mf/mforderbook", book)).toMatchObject([{
      order_transaction_id, order_MF_SCH_CD: "081G", order_amount: 10000, order_status: "O", order_transaction_date: "31-01-2030 10:15:00"
    }])
    expect(ok("/mf/mforderbook", { ...book, order_from_dt: "01/02/2030", order_to_dt: "" })).toEqual([])
  })

  it.each([{ order_MF_TRANS_CD: "X" }, { order_MF_TRANS_AMT: "0" }, { order_MF_TRANS_AMT: "1e3" }, { order_MF_SCH_CD: "" }])(
    "refuse %j", (wrong) => {
      expect(createBenchBroker().call("/mf/mfOrderPlacement", { ...purchase, ...wrong })).toMatchObject({ Status: 500, Success: null })
    }
  )

  it("refuse a date in another form", () => {
    expect(createBenchBroker().call("/mf/mforderbook", { ...book, order_from_dt: "2030-01-31" }).Error).toContain("DD/MM/YYYY")
  })

  it("keep no session token in their event", () => {
    const { ok, events, app } = createBenchBroker()
    ok("/mf/mfOrderPlacement", purchase)
    expect(JSON.stringify(events.at(-1))).not.toContain(app.sessionToken)
  })
})
