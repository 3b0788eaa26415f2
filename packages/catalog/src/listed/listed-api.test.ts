import * as Schema from "effect/Schema"
import { describe, expect, expectTypeOf, it } from "vitest"
import { declaredApis } from "../portal/declared-apis.ts"
import { findLeaf, portalLeaves } from "../portal/portal-leaves.ts"
import { defineListed, type ListedOptions } from "./listed-api.ts"
import { moneyByName } from "./money-by-name.data.ts"
import { moneyPaths } from "./money-paths.data.ts"

const Request = Schema.Struct({ customerId: Schema.String }).pipe(Schema.encodeKeys({ customerId: "CUSTID" }))
const Response = Schema.Struct({ limit: Schema.String })
const options = {
  leaf: "trade-services/limit-details", moves: "nothing", method: "POST", path: "/api/v1/of/your/document", seal: "hybrid", request: Request,
  response: Response
} as const
const define = (changes: Partial<Record<keyof ListedOptions<typeof Request, typeof Response>, unknown>>) =>
  defineListed({ ...options, ...changes } as ListedOptions<typeof Request, typeof Response>)

describe("a listed API", () => {
  it("is a declaration that moves nothing, and keeps its leaf", () => {
    const limitDetails = defineListed(options)
    expect(limitDetails).toMatchObject({
      id: "trade-services/limit-details", family: "listed", moves: "nothing", path: "/api/v1/of/your/document", repeat: "never",
      portalPaths: ["Trade Services / Limit details"], source: { trust: "listed" }
    })
    expect(limitDetails.leaf).toBe(findLeaf("trade-services/limit-details"))
    expect(Object.isFrozen(limitDetails) && Object.isFrozen(limitDetails.headers)).toBe(true)
    expect(Schema.encodeSync(limitDetails.request)({ customerId: "1" })).toEqual({ CUSTID: "1" })
    expectTypeOf<(typeof limitDetails)["response"]["Type"]>().toEqualTypeOf<{ readonly limit: string }>()
  })

  it("brings no field of its own", () => {
    expect(defineListed(options).samples).toEqual({ request: {}, response: {} })
    const samples = { request: { CUSTID: "1" }, response: { limit: "1.00" } }
    expect(defineListed({ ...options, samples, repeat: "when-lost", doc: "Trade APIs 1.2" })).toMatchObject({
      samples, repeat: "when-lost", source: { doc: ["Trade APIs 1.2", "facts/portal-catalogue.json"] }
    })
  })

  it("can be made of every leaf that moves no money", () => {
    const harmless = portalLeaves.filter(({ slug, movesMoney }) => !movesMoney && !moneyByName.includes(slug))
    expect(harmless.map(({ slug }) => define({ leaf: slug }).id)).toEqual(harmless.map(({ slug }) => slug))
  })

  it.each(portalLeaves.filter(({ movesMoney }) => movesMoney))("is not made of $slug, whose declaration pays", ({ slug, apis }) => {
    expect(() => define({ leaf: slug })).toThrow(`${slug}: moves money and is declared: use ${apis.join(", ")}`)
  })

  it.each(moneyByName)("is not made of %s, whose name says that it pays", (leaf) => {
    expect(() => define({ leaf })).toThrow(/name says that it moves money.*money\(\).*enquiry and the ladder/)
  })

  it.each([
    [{ moves: "money" }, /moves must be "nothing".*ladder/],
    [{ moves: undefined }, /moves must be "nothing"/],
    [{ leaf: "trade-services/no-such" }, /no leaf of the developer portal/],
    [{ leaf: "__proto__" }, /no leaf/],
    [{ method: "DELETE" }, /method/],
    [{ seal: "none" }, /seal must be one of/],
    ...["", "api/v1/x", "//evil.example/x", "https://evil.example/x", "/a b", "/a\\b", "/a#b", "/a/{id}", "/a/../b", "/a/.", "/a\n/b"].map((path) => [{ path }, /path must begin/] as const),
    [{ headers: { ApiKey: "secret" } }, /header ApiKey is the client's own/],
    [{ headers: { "x-a": "b\r\nx: secret" } }, /a header is not what HTTP allows/]
  ] as const)("refuses %j", (changes, message) => {
    expect(() => define(changes)).toThrow(message)
    expect(() => define(changes)).not.toThrow(/secret/)
  })

  it.each(moneyPaths.flatMap((path) => [path, `${path}?x=1`, path.replace(/^\/api/, ""), `${path}/`, path.toUpperCase()]))("refuses %s", (path) => {
    expect(() => define({ path: path.replace(/\{\w+\}/gi, "999001") })).toThrow(/the path is one that moves money/)
  })

  it("refuses a paying path however it is spelled", () => {
    expect(() => define({ path: "/api/v1/composite%2Dpayment" })).toThrow(/moves money/)
    expect(() => define({ path: "/api//v1/composite-payment" })).toThrow(/moves money/)
    expect(define({ path: "/api/v1/composite-payment-history" }).path).toBe("/api/v1/composite-payment-history")
    expect(define({ path: "/api/v1/100%" }).path).toBe("/api/v1/100%")
  })
})

describe("what is known to pay", () => {
  it("has every path of a declaration that moves money", () => {
    const declared = declaredApis.filter(({ moves, path }) => moves === "money" && path !== "").map(({ path }) => path)
    expect(declared.filter((path) => !moneyPaths.includes(path))).toEqual([])
    const others = declaredApis.filter(({ moves }) => moves === "nothing").map(({ path }) => path)
    expect(others.filter((path) => moneyPaths.includes(path))).toEqual([])
  })

  it("names leaves that exist, once, and that no declaration speaks for", () => {
    expect(new Set(moneyByName).size).toBe(moneyByName.length)
    expect(moneyByName.filter((slug) => findLeaf(slug)?.apis.length !== 0)).toEqual([])
  })

  it("leaves out no name that speaks of paying", () => {
    const pays = /\b(?:pay|payment|refund|transfer|debit|topup|recharge|disbursement|funds)\b/i
    const asks = /^(?:get|view|fetch|list|validate|check|generate)\b|\b(?:get|status|details|inquiry|enquiry|history|amount)\b/i
    const bare = portalLeaves.filter(({ apis, slug }) => apis.length === 0 && !moneyByName.includes(slug))
    const left = bare.filter(({ name }) => pays.test(name) && !asks.test(name))
    // A collect request asks a payer for money; the payer's own bank moves it.
    expect(left.map(({ slug }) => slug)).toEqual(["accounts-and-deposits/iwish/upi-collect-pay"])
  })
})
