import { describe, expect, it } from "vitest"
import { createBenchBroker } from "../testing/bench-broker.node.ts"

const order = (fields: Record<string, string> = {}) => ({
  stock_code: "ACC", exchange_code: "NSE", product: "cash", action: "buy", order_type: "market", quantity: "10", price: "",
  validity: "day", stoploss: "", disclosed_quantity: "0", expiry_date: "", right: "", strike_price: "", user_remark: "mine", ...fields
})
const future = (fields: Record<string, string> = {}) =>
  order({ stock_code: "NIFTY", exchange_code: "NFO", product: "futures", quantity: "75", expiry_date: "2030-02-28T06:00:00.000Z", ...fields })
const lowLimit = { order_type: "limit", price: "1000" }
const today = { from_date: "2030-01-31T00:00:00.000Z", to_date: "2030-01-31T00:00:00.000Z" }

describe("the session of the successor", () => {
  it("comes from customerdetails, unsigned, more than once, as base64 of user and session", () => {
    const { app, breeze } = createBenchBroker()
    const ask = () => breeze("GET", "customerdetails", { SessionToken: app.apiSession, AppKey: app.appKey }, { "x-checksum": "" })
    const { Success } = ask()
    expect(atob(Success.session_token)).toBe(`${app.userId}:${app.sessionToken}`)
    expect(Success).not.toHaveProperty("SessionToken")
    expect(ask()).toMatchObject({ Status: 200, Error: null, Success })
    expect(breeze("GET", "funds", {}, { "x-sessiontoken": Success.session_token }).Status).toBe(200)
    expect(breeze("GET", "customerdetails", { SessionToken: "0", AppKey: app.appKey })).toMatchObject({ Status: 500, Success: null })
  })

  it("may be made of the API session", () => {
    const { app, breeze } = createBenchBroker()
    expect(breeze("GET", "funds", {}, { "x-sessiontoken": btoa(`${app.userId}:${app.apiSession}`) }).Status).toBe(200)
  })

  it.each([
    ["Invalid Checksum.", { "x-checksum": `token ${"0".repeat(64)}` }],
    ["Invalid Checksum.", { "x-timestamp": "2030-01-31T04:45:01.000Z" }],
    ["Invalid Checksum.", { "x-timestamp": "", "x-checksum": "" }],
    ["Invalid AppKey.", { "x-appkey": "nobody" }],
    ["Invalid Session.", { "x-sessiontoken": "%%%" }],
    ["Invalid Session.", { "x-sessiontoken": btoa("NOBODY:1") }]
  ])("fails with %s for %j", (reason, headers) => {
    expect(createBenchBroker().breeze("GET", "funds", {}, headers)).toEqual({
      Status: 5, Error: `Authentication Fail :: ${reason}`, Success: null
    })
  })

  it("wants a stamp of now", () => {
    const { breeze, clock } = createBenchBroker({ realNow: () => 0 })
    expect(breeze("GET", "funds").Status).toBe(200)
    const late = createBenchBroker({ now: () => clock.nowMs + 120_000 })
    expect(late.breeze("GET", "funds")).toMatchObject({ Status: 5, Error: expect.stringContaining("Timestamp") })
  })

  it("hashes an empty body as {}, and any other as sent", () => {
    const { breeze } = createBenchBroker()
    expect(breeze("GET", "funds", "").Status).toBe(200)
    expect(breeze("GET", "portfolioholdings", `{ "exchange_code":"NSE" }`).Status).toBe(200)
  })
})

describe("orders of the successor", () => {
  it("are placed, listed and traded in words and texts", () => {
    const { breeze, clock } = createBenchBroker()
    const { Success } = breeze("POST", "order", order())
    expect(Success).toEqual({ order_id: "20300131N100000001", message: expect.stringContaining("20300131N100000001") })
    expect(breeze("GET", "trades", { exchange_code: "NSE" }).Success).toEqual([])
    clock.nowMs += 2000
    const [row] = breeze("GET", "order", { exchange_code: "NSE", order_id: Success.order_id }).Success
    expect(row).toMatchObject({
      order_id: Success.order_id, stock_code: "ACC", product: "Cash", action: "Buy", order_type: "Market", quantity: "10",
      order_status: "Executed", user_remark: "mine"
    })
    expect(breeze("GET", "order", { exchange_code: "NSE", ...today }).Success).toEqual([row])
    expect(breeze("GET", "order", { exchange_code: "BSE", ...today }).Success).toEqual([])
    expect(breeze("GET", "order", { exchange_code: "NSE", from_date: "2030-02-01T00:00:00.000Z", to_date: "" }).Success).toEqual([])
    expect(breeze("GET", "trades", { exchange_code: "NSE", action: "buy" }).Success).toMatchObject([{ order_id: Success.order_id, quantity: "10" }])
    expect(breeze("GET", "trades", { exchange_code: "NSE", action: "sell" }).Success).toEqual([])
  })

  it("are the same orders as those of the older API", () => {
    const { breeze, ok } = createBenchBroker()
    const { order_id } = breeze("POST", "order", order(lowLimit)).Success
    expect(ok("/equity/orderbook")[0]).toMatchObject({ order_refrence: order_id, order_rate: "1000.00" })
    ok("/equity/cancelorder", { order_reference: order_id, order_product: "C", order_flow: "B" })
    expect(breeze("GET", "order", { exchange_code: "NSE", order_id }).Success[0].order_status).toBe("Cancelled")
  })

  it("are modified field by field and cancelled once", () => {
    const { breeze } = createBenchBroker()
    const { order_id } = breeze("POST", "order", order(lowLimit)).Success
    const ask = { order_id, exchange_code: "NSE" }
    expect(breeze("PUT", "order", { ...ask, quantity: "20", price: "" }).Success.order_id).toBe(order_id)
    expect(breeze("GET", "order", ask).Success[0]).toMatchObject({ quantity: "20", price: "1000.00", order_status: "Ordered" })
    expect(breeze("DELETE", "order", { ...ask, exchange_code: "BSE" }).Status).toBe(500)
    expect(breeze("DELETE", "order", ask).Success.order_id).toBe(order_id)
    expect(breeze("DELETE", "order", ask)).toEqual({ Status: 500, Error: "Order is cancelled and cannot be changed", Success: null })
  })

  it("of contracts are in rupees, with ISO dates, and can be squared off", () => {
    const { breeze, clock } = createBenchBroker()
    const option = future({ product: "options", right: "call", strike_price: "14400", order_type: "limit", price: "900.5" })
    const { order_id } = breeze("POST", "order", option).Success
    expect(breeze("GET", "order", { exchange_code: "NFO", order_id }).Success[0]).toMatchObject({
      strike_price: 14400, right: "Call", expiry_date: "28-Feb-2030", price: "900.50"
    })
    breeze("POST", "order", future())
    clock.nowMs += 2000
    const positions = breeze("GET", "portfoliopositions").Success
    expect(positions).toContainEqual(expect.objectContaining({ stock_code: "NIFTY", product_type: "Futures", quantity: "75", action: "Buy" }))
    const { product: _, ...rest } = future({ action: "sell" })
    expect(breeze("POST", "squareoff", { ...rest, product_type: "futures" }).Status).toBe(200)
    clock.nowMs += 2000
    const left = breeze("GET", "portfoliopositions").Success.find((row: any) => row.product_type === "Futures")
    expect(left).toMatchObject({ quantity: "0", action: "NA" })
  })

  it.each([
    ["margin, which is closed to the API", order({ product: "margin" })],
    ["a share on NFO", order({ exchange_code: "NFO" })],
    ["a part of a lot", future({ quantity: "74" })],
    ["no money", order({ quantity: "1000000" })],
    ["nothing", order({ quantity: "" })],
    ["a date that is none", future({ expiry_date: "soon" })]
  ])("refuse %s", (_, fields) => {
    expect(createBenchBroker().breeze("POST", "order", fields)).toEqual({ Status: 500, Error: expect.any(String), Success: null })
  })
})

describe("views of the successor", () => {
  it("quote what the older API quotes", () => {
    const { breeze, ok } = createBenchBroker()
    const [quote] = breeze("GET", "quotes", { stock_code: "TCS", exchange_code: "NSE" }).Success
    expect(quote).toMatchObject({ stock_code: "TCS", exchange_code: "NSE", LTP: ok("/equity/getquote", { STCK_CD: "TCS" }).NSEQuote.LTP })
  })

  it("show holdings, demat holdings, margin and funds", () => {
    const { breeze } = createBenchBroker()
    expect(breeze("GET", "portfolioholdings", { exchange_code: "NSE", stock_code: "TCS" }).Success).toMatchObject([{ stock_code: "TCS" }])
    expect(breeze("GET", "portfolioholdings", { exchange_code: "NFO" }).Success).toEqual([])
    expect(breeze("GET", "dematholdings").Success).toMatchObject([{ demat_StckCode: "ACC" }, {}, {}, {}])
    expect(breeze("GET", "margin", { exchange_code: "NFO" }).Success).toHaveProperty("BAL_AMT")
    expect(breeze("GET", "funds").Success).toMatchObject({ CashLimit: 10_000_000, AvailableLimit: 100_000_000 })
  })

  it("move funds, but not more than are free", () => {
    const { breeze, ok } = createBenchBroker()
    const move = (transaction_type: string, amount: string, segment = "Equity") => breeze("POST", "funds", { transaction_type, amount, segment })
    expect(move("credit", "500.50").Success).toMatchObject({ CashLimit: 10_000_500.5 })
    expect(move("debit", "10000500.50").Success).toMatchObject({ CashLimit: 0 })
    expect(move("debit", "1").Error).toBe("Insufficient limit")
    expect(move("credit", "0").Status).toBe(500)
    expect(move("debit", "1", "FNO").Success).toMatchObject({ AvailableLimit: 99_999_999 })
    expect(ok("/equity/limit").CashLimit).toBe(0)
  })

  it("answer the catch-all for what is not there", () => {
    const { breeze } = createBenchBroker()
    const unknown = { Status: 500, Error: "Resource not available.", Success: null }
    expect(breeze("GET", "nothing")).toEqual(unknown)
    expect(breeze("PATCH", "order")).toEqual(unknown)
    expect(breeze("GET", "funds", "{")).toEqual(unknown)
  })
})
