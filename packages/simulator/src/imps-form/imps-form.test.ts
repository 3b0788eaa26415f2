import { beforeAll, describe, expect, it } from "vitest"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import type { PartnerCredentials } from "../bank.ts"
import { createBankKeys } from "../gateway.ts"
import { createSimulator } from "../simulator.ts"
import { startMs } from "../testing/bench-bank.ts"
import { impsXml } from "./imps-xml.ts"

const origin = "http://bank.test"
let keys: { privateKeyPem: string; certificatePem: string }
let certificatePem: string

beforeAll(async () => {
  keys = await createBankKeys({ now: startMs, bits: 2048 })
  certificatePem = (await generatePartnerKeys({ commonName: "Acme", bits: 2048, now: startMs })).certificatePem
})

const connect = async () => {
  const simulator = await createSimulator({ seed: 1, keys, now: () => startMs, sleep: async () => {} })
  const registered = await simulator.fetch(`${origin}/_sim/partners`, { method: "POST", body: JSON.stringify({ name: "Acme", certificatePem }) })
  const partner = (await registered.json()) as PartnerCredentials
  const post = async (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const response = await simulator.fetch(origin + path, { method: "POST", body: new URLSearchParams(fields), headers })
    return { status: response.status, type: response.headers.get("content-type"), text: await response.text() }
  }
  const form = {
    BeneAccNo: "000000000001", BeneIFSC: "TEST0000001", Amount: "1.00", TranRefNo: "REF1", PaymentRef: "FTTransferP2A", RemName: "Acme",
    RemMobile: "9999900000", RetailerCode: "rcode", PassCode: partner.passCode
  }
  const direct = `/imps-web-bc/api/transaction/bc/${partner.bcId}`
  return { simulator, partner, post, form, direct }
}

describe("IMPS with a form", () => {
  it("pays on the direct path, answers XML in the clear, and is asked about by reference", async () => {
    const { simulator, post, form, direct } = await connect()
    const { status, type, text } = await post(`${direct}/p2a`, form)
    expect([status, type]).toEqual([200, "application/xml;charset=utf-8"])
    const { rrn } = simulator.bank.ledger()[0] ?? {}
    expect(text).toBe("<ImpsResponse><ActCode>0</ActCode><Response>Transaction Successful</Response>"
      + `<BankRRN>${rrn}</BankRRN><BeneName>TEST BENE 0001</BeneName><TranRefNo>REF1</TranRefNo></ImpsResponse>`)
    const query = await post(`${direct}/query`, { TranRefNo: "REF1", PassCode: form.PassCode })
    expect(query.text).toContain("<ActCode>0</ActCode>")
    expect(query.text).toContain("<BeneAccNo>000000000001</BeneAccNo>")
    expect((await post(`${direct}/query`, { TranRefNo: "REF2", PassCode: form.PassCode })).text).toContain("<ActCode>25</ActCode>")
  })

  it("pays at the gateway with an apikey", async () => {
    const { simulator, partner, post, form } = await connect()
    expect((await post("/api/v1/imps/p2a", form, { apikey: partner.apiKey })).text).toContain("<ActCode>0</ActCode>")
    expect(simulator.bank.ledger()).toHaveLength(1)
    expect((await post("/api/v1/imps/p2a", form)).status).toBe(401)
  })

  it.each([
    [{ PassCode: "wrong" }, "902"], [{ Amount: "0.50" }, "205"], [{ BeneIFSC: "TEST1" }, "10"], [{ RemName: "" }, "16"],
    [{ BeneAccNo: "999000000052" }, "52"], [{ TransactionDate: "20300101101500" }, "41"]
  ])("with %j is refused", async (fields, code) => {
    const { simulator, post, form, direct } = await connect()
    expect((await post(`${direct}/p2a`, { ...form, ...fields })).text).toContain(`<ActCode>${code}</ActCode>`)
    expect(simulator.bank.ledger()).toEqual([])
  })

  it("pays once for a repeated reference, on the same books as composite IMPS", async () => {
    const { simulator, post, form, direct } = await connect()
    const texts = await Promise.all(Array.from({ length: 20 }, async () => (await post(`${direct}/p2a`, form)).text))
    expect(new Set(texts).size).toBe(1)
    expect(simulator.bank.ledger()).toMatchObject([{ rail: "imps", tranRefNo: "REF1" }])
  })

  it("meets faults: cut, cut short, HTTP 500", async () => {
    const { simulator, post, form, direct } = await connect()
    for (const fault of ["drop-after-processing", "garbled-reply", "http-500"] as const) simulator.bank.addFault({ match: { rail: "imps" }, fault })
    await expect(post(`${direct}/p2a`, form)).rejects.toThrow(TypeError)
    expect((await post(`${direct}/p2a`, { ...form, TranRefNo: "REF2" })).text).not.toContain("</ImpsResponse>")
    expect((await post(`${direct}/p2a`, { ...form, TranRefNo: "REF3" })).status).toBe(500)
    expect(simulator.bank.ledger()).toHaveLength(3)
  })

  it("knows no other BC id, and no other method", async () => {
    const { simulator, post, form, direct } = await connect()
    expect((await post("/imps-web-bc/api/transaction/bc/IBCXXX00000/p2a", form)).text).toContain("<ActCode>901</ActCode>")
    expect((await simulator.fetch(`${origin}${direct}/p2a`)).status).toBe(405)
  })

  it("escapes what stands in an element", () => {
    expect(impsXml({ ActCode: "0", BeneName: "A & <B>" })).toBe("<ImpsResponse><ActCode>0</ActCode><BeneName>A &amp; &lt;B&gt;</BeneName></ImpsResponse>")
  })
})
