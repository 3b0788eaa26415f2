import { describe, expect, it } from "vitest"
import { createBenchBroker, sha256, stampAt, startMs } from "../testing/bench-broker.node.ts"
import { idirectRecords } from "./idirect-records.data.ts"

const refusal = (text: string) => ({ Status: 500, Error: expect.stringContaining(text), Success: null })

describe("the session", () => {
  it("comes from the API session, more than once, and opens the other calls", () => {
    const { app, call, ok } = createBenchBroker()
    const fields = { UserID: app.userId, API_Session: app.apiSession, APPKey: app.appKey }
    const first = ok("/customer/customerdetails", fields)
    expect(first).toMatchObject({
      Idirect_Userid: app.userId,
      exg_trade_date: { NSE: "31-Jan-2030", BSE: "31-Jan-2030", FNO: "31-Jan-2030", NDX: "31-Jan-2030" },
      exg_status: { NSE: "O" }
    })
    expect(ok("/customer/customerdetails", fields)).toEqual(first)
    expect(call("/equity/orderbook", { SessionToken: first.SessionToken }).Status).toBe(200)
    expect(call("/equity/orderbook", { SessionToken: Number(first.SessionToken) }).Status).toBe(200)
  })

  it.each([{ API_Session: "0" }, { UserID: "NOBODY" }])("is refused for %j", (wrong) => {
    const { app, call } = createBenchBroker()
    const fields = { UserID: app.userId, API_Session: app.apiSession, APPKey: app.appKey, ...wrong }
    expect(call("/customer/customerdetails", fields)).toEqual(refusal("Invalid Session"))
  })

  it.each([{ SessionToken: "1" }, { Idirect_Userid: "NOBODY" }, { SessionToken: null }])("is asked for by other calls: %j", (wrong) => {
    expect(createBenchBroker().call("/equity/orderbook", wrong)).toEqual(refusal("Invalid Session"))
  })

  it("is the app's own: another app's is refused", () => {
    const { broker, call } = createBenchBroker()
    const other = broker.registerApp({ name: "Other" })
    expect(call("/equity/orderbook", { Idirect_Userid: other.userId, SessionToken: other.sessionToken })).toEqual(refusal("Invalid Session"))
  })

  it.each(["application/json", "application/x-www-form-urlencoded; charset=utf-8"])("starts with the login form as %s", (contentType) => {
    const { app, post } = createBenchBroker()
    const stamp = stampAt(startMs)
    const form = { AppKey: app.appKey, time_stamp: stamp, Checksum: sha256(app.appKey + stamp + app.secretKey) }
    const body = contentType.includes("json") ? form : new URLSearchParams(form).toString()
    expect(post("/apiuser/tradelogin", body, { contentType }).body).toMatchObject({ Status: 200, Success: { API_Session: app.apiSession } })
    const wrong = post("/apiuser/tradelogin", { ...form, Checksum: sha256(stamp + app.appKey + app.secretKey) })
    expect(wrong.body).toEqual(refusal("Invalid Checksum"))
  })
})

describe("the checksum", () => {
  it("may be in capitals", () => {
    const { app, call } = createBenchBroker()
    const text = JSON.stringify({ Idirect_Userid: app.userId, SessionToken: app.sessionToken })
    const Checksum = sha256(stampAt(startMs) + text + app.secretKey).toUpperCase()
    expect(call("/equity/orderbook", {}, { JSONPostData: text, Checksum }).Status).toBe(200)
  })

  it("covers the very text that is sent, blanks included", () => {
    const { app, call } = createBenchBroker()
    const text = `{ "SessionToken":"${app.sessionToken}",  "Idirect_Userid":"${app.userId}" }`
    const Checksum = sha256(stampAt(startMs) + text + app.secretKey)
    expect(call("/equity/orderbook", {}, { JSONPostData: text, Checksum }).Status).toBe(200)
    expect(call("/equity/orderbook", {}, { JSONPostData: text.replace("  ", " "), Checksum })).toEqual(refusal("Invalid Checksum"))
  })

  it.each([{ Checksum: "" }, { Checksum: "0".repeat(64) }, { Checksum: null }, { time_stamp: "31-Jan-2030 10:15:01" }, { time_stamp: "" }])(
    "is refused with %j", (wrong) => {
      expect(createBenchBroker().call("/equity/orderbook", {}, wrong)).toEqual(refusal("Invalid Checksum"))
    }
  )

  it("of an unknown key is refused", () => {
    expect(createBenchBroker().call("/equity/orderbook", {}, { AppKey: "nobody" })).toEqual(refusal("Invalid AppKey"))
  })

  it("of the calls with client_key is right by the printed formula and by the standard one", () => {
    const { app, call } = createBenchBroker()
    const text = JSON.stringify({ Idirect_Userid: app.userId, SessionToken: app.sessionToken })
    const printed = { JSONPostData: text, Checksum: sha256(app.appKey + stampAt(startMs) + app.secretKey) }
    expect([call("/mf/mffolio", {}, printed).Status, call("/mf/mffolio").Status]).toEqual([200, 200])
    expect(call("/mf/mfUnitHolding", {}, printed).Status).toBe(500)
    const detail = { JSONPostData: text, Checksum: sha256(text + app.secretKey) }
    expect(call("/equity/orderbookdtl", {}, detail)).toEqual(refusal("order_refernece is required"))
  })

  it("of Allocate Funds covers its fields", () => {
    const { app, post } = createBenchBroker()
    const stamp = stampAt(startMs)
    const parts = [app.appKey, stamp, app.secretKey, app.userId, app.sessionToken, "Equity"]
    const form = {
      AppKey: app.appKey, time_stamp: stamp, Idirect_Userid: app.userId, SessionToken: app.sessionToken, product: "Equity",
      Checksum: sha256(parts.join(""))
    }
    expect(post("/apiuser/allocatefunds", form).body).toMatchObject({ Status: 200 })
    expect(post("/apiuser/allocatefunds", { ...form, product: "FNO" }).body).toEqual(refusal("Invalid Checksum"))
  })
})

describe("the stamp", () => {
  const stamped = (time_stamp: string, options = {}) => {
    const { app, call } = createBenchBroker(options)
    const text = JSON.stringify({ Idirect_Userid: app.userId, SessionToken: app.sessionToken })
    return call("/equity/orderbook", {}, { time_stamp, JSONPostData: text, Checksum: sha256(time_stamp + text + app.secretKey) })
  }

  it.each([-60_000, 0, 60_000])("may be %i ms off, in Indian time or in UTC", (offMs) => {
    expect(stamped(stampAt(startMs + offMs)).Status).toBe(200)
    expect(stamped(stampAt(startMs + offMs, 0)).Status).toBe(200)
  })

  it.each([-61_000, 61_000, 86_400_000, 3_600_000])("is refused %i ms off", (offMs) => {
    expect(stamped(stampAt(startMs + offMs))).toEqual(refusal("60 seconds"))
  })

  it.each(["2030-01-31 10:15:00", "31-01-2030 10:15:00", "31-Jan-2030 25:00:00"])("is refused as %s", (text) => {
    expect(stamped(text)).toEqual(refusal("60 seconds"))
  })

  it("by the real clock is right when the virtual one was advanced", () => {
    expect(stamped(stampAt(startMs - 7_200_000), { realNow: () => startMs - 7_200_000 }).Status).toBe(200)
  })
})

describe("a request that makes no sense", () => {
  it.each(["", "{", "[]", "null", "7"])("is refused: %j", (body) => {
    expect(createBenchBroker().post("/equity/orderbook", body).body).toEqual(refusal("not readable"))
  })

  it.each([undefined, {}, "", "{", "[]", 7])("is refused with JSONPostData %j", (JSONPostData) => {
    expect(createBenchBroker().call("/equity/orderbook", {}, { JSONPostData })).toEqual(refusal("JSONPostData"))
  })

  it("gets 404 and 405 for paths and methods that are not there", () => {
    const { post } = createBenchBroker()
    expect(post("/equity/nothing", {})).toMatchObject({ status: 404, body: { Status: 404, Success: null } })
    expect(post("/equity/orderbook", {}, { method: "PUT" })).toMatchObject({ status: 405, body: { Status: 405, Success: null } })
  })
})

describe("the 77 records of the document", () => {
  const called = idirectRecords.filter(({ path, formula }) => path !== null && (formula === "standard" || formula === "folio"))

  it("are all there", () => {
    expect(idirectRecords).toHaveLength(77)
    expect(idirectRecords.filter(({ path }) => path === null).map(({ id }) => id)).toEqual(["mf.verifyotp"])
  })

  it.each(called.map(({ id, path }) => [id, path ?? ""]))("%s refuses a wrong checksum", (_, path) => {
    expect(createBenchBroker().call(path, {}, { Checksum: "0".repeat(64) })).toEqual(refusal("Invalid Checksum"))
  })

  it("answer the printed reply where nothing is simulated", () => {
    const { ok, post } = createBenchBroker()
    const printed = (id: string) => idirectRecords.find((record) => record.id === id)?.reply?.Success
    expect(ok("/equity/etflist")).toEqual(printed("equity.etflist"))
    expect(ok("/fno/fnostocklist")).toEqual(printed("fno.stocklist"))
    expect(ok("/mf/mfsipmodify")).toBeNull()
    expect(post("/content/genotp", { DeviceId: "d", MobileNumber: "9" }).body).toEqual({ Status: 200, Error: null, Success: { UserId: "" } })
  })
})
