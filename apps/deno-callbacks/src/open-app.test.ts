import { afterEach, describe, expect, it } from "vitest"
import { creditOf, openTestApp, upiOf } from "./testing/open-test-app.ts"

type TestApp = Awaited<ReturnType<typeof openTestApp>>
const opened: TestApp[] = []
const open = async (...given: Parameters<typeof openTestApp>): Promise<TestApp> => {
  const test = await openTestApp(...given)
  opened.push(test)
  return test
}
afterEach(async () => {
  for (const test of opened.splice(0)) await test.close()
})
const accept = { rules: [{ decide: "accept" as const }] }

describe("money that came in is given value only when it is proved", () => {
  it("a hold that we accepted and its MIS: value once, however often and in whichever order they come", async () => {
    const test = await open(accept)
    expect((await test.say("collections/hold", creditOf("UTR000001"))).answer).toMatchObject({ AcceptOrReject: "Y", Code: "11" })
    expect((await test.say("collections/mis", creditOf("UTR000001"))).answer).toMatchObject({ Code: "11" })
    expect((await test.say("collections/mis", creditOf("UTR000001"))).answer).toMatchObject({ Code: "06" })
    expect((await test.say("collections/hold", creditOf("UTR000001"))).answer).toMatchObject({ AcceptOrReject: "Y" })
    // Out of order: the MIS first.
    await test.say("collections/mis", creditOf("UTR000002"))
    await test.say("collections/hold", creditOf("UTR000002"))
    await test.say("collections/mis", creditOf("UTR000002"))
    await expect.poll(test.types).toHaveLength(6)
    const value = test.told.filter(({ data }) => data["value"] === "give")
    expect(value.map(({ type, data }) => `${type} ${String(data["utr"])} ${String(data["amountPaise"])} ${String(data["provedBy"])}`).sort()).toEqual([
      "collection.authenticated UTR000001 100000 hold", "collection.authenticated UTR000002 100000 hold"
    ])
  })

  it("a forged MIS gives nothing: without a hold, with another amount, for another account, or after we rejected", async () => {
    const test = await open({ rules: [{ virtualAccount: "TESTNO*", decide: "reject" }, { decide: "accept" }] })
    await test.say("collections/mis", creditOf("UTR000003"))
    await test.say("collections/hold", creditOf("UTR000004"))
    await test.say("collections/mis", creditOf("UTR000004", { Amount: "9000.00" }))
    await test.say("collections/hold", creditOf("UTR000005"))
    await test.say("collections/mis", creditOf("UTR000005", { VirtualAccountNumber: "TEST00000002" }))
    const no = { VirtualAccountNumber: "TESTNO000001" }
    expect((await test.say("collections/hold", creditOf("UTR000006", no))).answer).toMatchObject({ AcceptOrReject: "N", Code: "12" })
    await test.say("collections/mis", creditOf("UTR000006", no))
    await expect.poll(test.types).toHaveLength(8)
    expect(test.told.filter(({ data }) => data["value"] === "give")).toEqual([])
    expect(test.types().filter((type) => type === "collection.conflict")).toHaveLength(3)
  })

  it("what has been proved stays proved, and a contradiction is told once", async () => {
    const test = await open(accept)
    await test.say("collections/hold", creditOf("UTR000007"))
    await test.say("collections/mis", creditOf("UTR000007"))
    for (const Amount of ["1.00", "2.00", "3.00"]) await test.say("collections/mis", creditOf("UTR000007", { Amount }))
    expect((await test.say("collections/hold", creditOf("UTR000007", { Amount: "4.00" }))).status).toBe(409)
    await expect.poll(test.types).toEqual(["collection.held", "collection.authenticated", "collection.conflict"])
  })

  it("the older MIS has an address and an answer of its own, and is the same money", async () => {
    const test = await open(accept)
    await test.say("collections/hold", creditOf("UTR000008"))
    const older = {
      ...{ CustomerCode: "TEST", VirtualACCode: "TEST00000001", MODE: "NEFT", UTR: "UTR000008", "SENDER REMARK": "sample", CustomerAccountNo: "000000000000" },
      ...{ AMT: "1000.00", PayeeName: "ASHA RAO", PayeeAccountNumber: "000123456789", PayeeBankIFSC: "TEST0000001", PayeePaymentDate: "20300101" },
      BankInternalTransactionNumber: "TESTTXN0001"
    }
    expect((await test.say("collections/mis-older", older)).answer).toEqual({ SuccessANDRejected: "Success", CODE: "11" })
    await expect.poll(test.types).toEqual(["collection.held", "collection.authenticated"])
  })
})

describe("a hold is decided in time", () => {
  it("by the webhook; without its word in time what was agreed is said, and stays", async () => {
    let answers = 0
    const webhook = async (): Promise<Response> => {
      if (answers++ === 0) return Response.json({ decision: "accept" })
      return new Promise(() => undefined)
    }
    const test = await open({ holdUrl: "http://127.0.0.1:9/holds" }, webhook)
    expect(await test.say("collections/hold", creditOf("UTR000009", { Mode: "UPI" }))).toMatchObject({ answer: { AcceptOrReject: "Y" } })
    const startedMs = performance.now()
    expect((await test.say("collections/hold", creditOf("UTR000010", { Mode: "UPI" }))).answer).toMatchObject({ AcceptOrReject: "N" })
    expect(performance.now() - startedMs).toBeLessThan(5000)
    expect((await test.say("collections/hold", creditOf("UTR000010", { Mode: "UPI" }))).answer).toMatchObject({ AcceptOrReject: "N" })
    expect(answers).toBe(2)
  })
})

describe("a hint is a hint", () => {
  it("UPI and CIB are kept once, acknowledged in their form, and settle nothing", async () => {
    const test = await open()
    const xml = "<Notification><Response>ACK</Response></Notification>"
    expect(await test.say("upi", upiOf("TESTCP0000000001"))).toMatchObject({ status: 200, text: xml })
    expect(await test.say("upi", upiOf("TESTCP0000000001"))).toMatchObject({ status: 200, text: xml })
    // The first generation posts RSA blocks; this one is longer than a block.
    const blocks = `r=${(await test.bank.sealAsymmetric(upiOf("TESTCP0000000002"))).replace(/(.{64})/g, "$1\n")}`
    expect((await test.post("upi", blocks)).status).toBe(200)
    const cib = await test.bank.sealAsymmetric({ UNIQUEID: "T1AAA0000000008", TXNSTATUS: "SUCCESS", UTRNUMBER: "000000001" })
    expect(await (await test.post("cib", cib)).text()).toBe("{}")
    await expect.poll(test.types).toEqual(["callback.upi", "callback.upi", "callback.cib"])
    expect(test.told.every(({ data }) => data["trust"] === "hint" && !("value" in data))).toBe(true)
  })
})

describe("keys, repeats and restarts", () => {
  it("opens what is sealed to the key before, and nothing that is sealed to another", async () => {
    const test = await open(accept)
    const [previous, stranger] = await Promise.all([test.bankWith("previous"), test.bankWith("stranger")])
    expect((await test.say("upi", upiOf("TESTCP0000000003"), previous)).status).toBe(200)
    expect((await test.say("collections/hold", creditOf("UTR000011"), previous)).answer).toMatchObject({ AcceptOrReject: "Y" })
    expect(JSON.parse((await test.say("upi", upiOf("TESTCP0000000004"), stranger)).text)).toMatchObject({ status: 400, code: "NOT_OPENED" })
  })

  it("the same bytes are opened once: at the same time, later, after a restart, and when they are junk", async () => {
    const test = await open(accept)
    const [hold, mis] = [await test.bank.seal(creditOf("UTR000012")), await test.bank.seal(creditOf("UTR000012"))]
    const replies = await Promise.all(Array.from({ length: 20 }, () => test.post("collections/hold", hold)))
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect((await test.post("collections/mis", mis)).status).toBe(200)
    await test.restart()
    const again = await test.bank.open(await (await test.post("collections/mis", mis)).text())
    expect(again.value).toEqual({ Response: "Duplicate UTR", Code: "06" })
    expect((await test.bank.open(await (await test.post("collections/hold", hold)).text())).value).toMatchObject({ AcceptOrReject: "Y" })
    await expect.poll(test.types).toEqual(["collection.held", "collection.authenticated"])
  })

  it("what cannot be kept is not acknowledged", async () => {
    const test = await open(accept)
    test.app().records.events.add = () => {
      throw new Error("the disk is full")
    }
    const reply = await test.post("upi", await test.bank.seal(upiOf("TESTCP0000000005")))
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([503, "5"])
  })
})

describe("strangers", () => {
  it("get a clear problem, and nobody's name stands in the log", async () => {
    const test = await open({ bankAddresses: ["127.0.0.1"] })
    const problemOf = async (reply: Promise<Response>) => {
      const { status, headers } = await reply
      expect(headers.get("content-type")).toBe("application/problem+json")
      return [status, ((await (await reply).json()) as { code: string }).code]
    }
    const sealed = await test.bank.seal(upiOf("TESTCP0000000006"))
    expect(await problemOf(test.post("upi", sealed, "203.0.113.9"))).toEqual([403, "FOREIGN_CALLER"])
    expect(await problemOf(test.post("upi", "x".repeat(70_000)))).toEqual([413, "TOO_LARGE"])
    expect(await problemOf(test.post("upi", JSON.stringify(upiOf("TESTCP0000000007"))))).toEqual([400, "NOT_OPENED"])
    expect(await problemOf(test.post("upi", ""))).toEqual([400, "NOT_OPENED"])
    expect(await problemOf(test.post("collections/hold", sealed))).toEqual([400, "NOT_OPENED"])
    expect(await problemOf(test.post("payouts", "{}"))).toEqual([404, "NO_SUCH_PATH"])
    expect(await problemOf(test.app().handle(new Request("http://127.0.0.1/v1/callbacks/upi"), "127.0.0.1"))).toEqual([405, "NOT_POST"])
    expect(test.lines.join()).not.toMatch(/asha|rao|TESTCP|000123456789/i)
  })

  it("see whether it is alive, and no figures", async () => {
    const test = await open()
    const get = (path: string, remote: string, headers = {}) => test.app().handle(new Request(`http://127.0.0.1${path}`, { headers }), remote)
    expect((await get("/healthz", "203.0.113.9")).status).toBe(200)
    expect((await get("/metrics", "203.0.113.9")).status).toBe(403)
    expect((await get("/metrics", "127.0.0.1", { "x-forwarded-for": "203.0.113.9" })).status).toBe(403)
    await test.say("upi", upiOf("TESTCP0000000008"))
    expect(await (await get("/metrics", "127.0.0.1")).text()).toContain('hundi_callbacks_total{kind="upi",result="taken"} 1')
    test.app().refuse()
    expect((await get("/healthz", "127.0.0.1")).status).toBe(503)
    expect((await test.say("upi", upiOf("TESTCP0000000009"))).status).toBe(503)
  })
})
