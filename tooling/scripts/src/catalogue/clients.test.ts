import { deadlineOf, isCallback } from "@hundi/catalog"
import { parseBulkFile, writeBulkFile } from "@hundi/catalog/bulk-file"
import { makePaymentLink } from "@hundi/catalog/collections"
import { declaredApis } from "@hundi/catalog/portal/declared"
import { bankBodyOf, type CallbackReply, HundiError, membersOf, whyNot } from "@hundi/core"
import * as Schema from "effect/Schema"
import { beforeAll, describe, expect, it } from "vitest"
import { families } from "./client-bench.ts"
import { type Bench, openBench, ORIGIN } from "./probe-simulator.ts"

let bench: Bench
/** What the partner's address does with a body of the bank. */
let answer: (url: string, body: string) => Promise<CallbackReply>
let bank: Bench["clients"]["client"]
let caller: { aggrId: string; corpId: string; userId: string; urn: string }
const control = async (path: string, body?: unknown): Promise<Record<string, any>> =>
  (await (await bench.simulator.fetch(`${ORIGIN}/_sim/${path}`, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) })).json()) as Record<string, any>

beforeAll(async () => {
  bench = await openBench(async (url, { body }) => answer(url, body))
  bank = bench.clients.client
  const { aggrId, corpId, userId, urn } = bench.partner
  caller = { aggrId, corpId, userId, urn }
})

describe("the clients of the families", () => {
  it("reads a balance by RSA alone", async () => {
    const balance = await bank.cib.balance({ ...caller, accountNumber: bench.partner.debitAccount })
    expect(balance).toMatchObject({ response: "SUCCESS", balancePaise: 10_000_000_000n, at: Date.UTC(2030, 0, 31, 4, 45) })
    expect(bankBodyOf(balance)).toMatchObject({ EFFECTIVEBAL: "100000000.00" })
    expect(bankBodyOf({ ...balance })).toBeUndefined()
  })

  it("pays over corporate banking, and finds it line by line in the statement", async () => {
    const beneficiary = { name: "Asha Rao", accountNumber: "000000000001", ifsc: "TEST0000001" }
    for (let n = 1; n <= 30; n++) {
      const { attempts } = await bank.cib.pay({ payoutId: `line-${n}`, amountPaise: BigInt(n) * 100n, beneficiary, remark: "rent" })
      expect(attempts[0]?.state).toBe("accepted")
    }
    const lines: bigint[] = []
    const range = { fromDate: "2030-01-31", toDate: "2030-01-31" }
    const request = { ...caller, accountNumber: bench.partner.debitAccount, ...range }
    for await (const { amountPaise } of bank.cib.statement.all(request)) lines.push(amountPaise ?? 0n)
    expect(lines.sort((a, b) => Number(a - b))).toEqual(Array.from({ length: 30 }, (_, n) => BigInt(n + 1) * 100n))
    const whole = await bank.cib.statement(request)
    expect(whole.records).toHaveLength(30)
  })

  it("does not take a refused page for an empty statement", async () => {
    const lines = bank.cib.statement.all({ ...caller, accountNumber: "000000000404", fromDate: "2030-01-31", toDate: "2030-01-31" })
    await expect(lines[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "CALL_FAILED" })
  })

  it("asks a customer to pay, with the merchant's id in the path", async () => {
    const { merchantId } = bench.partner
    const asked = await bank.upi.collect({
      merchantId, subMerchantId: merchantId, terminalId: "5411", reference: "COLLECT1", merchantName: "Shop", subMerchantName: "Shop",
      payerAddress: "pays@upi", amountPaise: 500n, note: "tea", billNumber: "B1", collectBy: Date.UTC(2030, 0, 31, 6)
    })
    expect(asked).toMatchObject({ code: "92", reference: "COLLECT1" })
    expect(await bank.upi.transactionStatus({ merchantId, subMerchantId: merchantId, terminalId: "5411", reference: "COLLECT1" })).toMatchObject({ reference: "COLLECT1" })
  })

  it("gives a customer's money back, once, through the journal", async () => {
    const { merchantId } = bench.partner
    // The customer takes some seconds to pay.
    await control("clock", { advanceMs: 10_000 })
    const status = await bank.upi.transactionStatus({ merchantId, subMerchantId: merchantId, terminalId: "5411", reference: "COLLECT1" })
    const original = { rrn: status.rrn ?? "", reference: "COLLECT1", isInstant: true }
    const refund = { payoutId: "refund-1", amountPaise: 200n, beneficiary: { name: "Customer", vpa: "pays@upi" }, details: { original } }
    const [first, again] = [await bank.upi.refund(refund), await bank.upi.refund(refund)]
    expect(first).toMatchObject({ payout: { status: "settled" }, attempts: [{ state: "settled", operation: "upi.refund" }] })
    expect(again.attempts).toHaveLength(1)
    const more = await bank.upi2.refund({ ...refund, payoutId: "refund-2", amountPaise: 301n })
    expect(more).toMatchObject({ attempts: [{ lastCode: "5025" }] })
    await expect(bank.upi.refund({ ...refund, payoutId: "refund-3", details: { original: { ...original, rrn: "12" } } })).rejects.toMatchObject({
      code: "INVALID_REQUEST", reason: { field: "details.original.rrn", rule: "12 digits" }
    })
  })

  it("makes a mandate, one name deeper", async () => {
    const request = families.upi.mandates.create.samples.request
    const decoded = Schema.decodeUnknownSync(families.upi.mandates.create.request)({
      ...request, merchantId: bench.partner.merchantId, subMerchantId: bench.partner.merchantId
    })
    expect(await bank.upi.mandates.create(decoded)).toMatchObject({ code: "92", success: "true" })
  })

  it("asks the older IMPS API, by a form and in XML", async () => {
    const { attempts } = await bank.composite.pay({
      payoutId: "older", amountPaise: 10_000n, beneficiary: { name: "A", accountNumber: "000000000001", ifsc: "TEST0000001" }
    })
    const status = await bank.imps.status({ reference: attempts[0]?.reference ?? "", passCode: bench.partner.passCode })
    expect(status).toMatchObject({ code: "0", reference: attempts[0]?.reference })
  })

  it("reads money that moves from a path of the caller's own", async () => {
    expect(await bank.others.checkBalance({ kind: "SB", accountNumber: "000000000001" })).toEqual({})
    await expect(bank.others.checkBalance({ accountNumber: "000000000001" })).rejects.toMatchObject({ code: "ENCODE_FAILED", reason: { field: expect.stringMatching(/^type/) } })
  })

  it("opens the hosted page with a link", async () => {
    const page = { merchantId: bench.partner.merchantId, reference: "ORDER1", subMerchantId: "1", amount: "10.00", payMode: "9", returnUrl: "https://shop.test/back" }
    const reply = await bench.simulator.fetch(await makePaymentLink(page, { origin: ORIGIN, key: "0123456789abcdef" }))
    expect(reply.status).toBe(200)
  })
})

describe("calls that a client refuses", () => {
  it("are known before anything is written down or sent", async () => {
    const order = { payoutId: "refused", amountPaise: 100n, beneficiary: { name: "A", vpa: "a@upi" } }
    for (const call of [bank.imps.pay, bank.erupi.redeemVoucher, bank.cib.bulkPay, bank.cib.schedule]) {
      await expect(call(order)).rejects.toMatchObject({ code: "CONFIGURATION", sent: "no" })
    }
    expect(await bank.payouts.get("refused")).toBeUndefined()
    await expect(bank.cib.validateBene({ corpId: "C", userId: "U", accountNumber: "000000000001" })).rejects.toThrow(/its path is not public/)
    await expect(bank.collections.answerBill("{}", () => ({}))).rejects.toThrow(/how it travels is not public/)
  })

  it("are all that no declared path is open to", () => {
    const refused = declaredApis.filter((one) => whyNot(one) !== undefined && one.path !== "").map(({ id }) => id)
    expect(refused.sort()).toEqual([
      "cib.bulkPayment", "cib.transactionOtp", "eazypay.redirect", "erupi.redeem_voucher", "imps.p2a", "upi2c.pay_to_va"
    ])
  })
})

describe("bad input", () => {
  const account = "000000000009"
  it.each([
    [() => bank.cib.balance({ ...caller, accountNumber: "ASHA RAO" }), "accountNumber", "6 to 20 digits"],
    [() => bank.cib.statement({ ...caller, accountNumber: account, fromDate: "31/01/2030", toDate: "2030-01-31" }), "fromDate", "a date YYYY-MM-DD"],
    [() => bank.cib.statement({ ...caller, accountNumber: account, fromDate: "2030-02-31", toDate: "2030-01-31" }), "fromDate", "a date that exists"],
    [() => bank.cib.addBene({ ...caller, name: "A", nickname: "A", accountNumber: account, kind: "O", ifsc: "SECRET" }), "ifsc", "an IFSC such as HDFC0000001"],
    [() => bank.cib.addBene({ ...caller, name: "A", nickname: "A", accountNumber: account, kind: "SECRET" as "O", ifsc: "TEST0000001" }), "kind", "one of \"O\", \"W\""],
    [() => bank.others.otpCreation({ mobile: "SECRET", transactionId: "1" }), "mobile", "10 digits"],
    [() => bank.cib.createOtp({ ...caller, aggrName: "A", reference: "T1AAA0000000008", amountPaise: -5n }), "amountPaise", "paise, not below 0"],
    [() => bank.cib.createOtp({ ...caller, aggrName: "A", reference: "T1AAA0000000008", amountPaise: "5" as never }), "amountPaise", "paise as a bigint"],
    [() => bank.cib.createOtp({ ...caller, aggrName: "SECRET".repeat(6), reference: "T1AAA0000000008" }), "aggrName", "a value with a length of at most 32"],
    [() => bank.cib.mobile({ corpId: "C", userId: "U", urn: "R" } as never), "aggrId", "needed"],
    [() => bank.upi.collect({ payerAddress: "SECRET" } as never), "payerAddress", "a UPI address such as name@bank"]
  ])("%#: names the field, the rule and its source, and no value", async (call, field, rule) => {
    const before = bench.clients.sent()
    const refused = await call().then(() => undefined, (error: unknown) => error)
    expect(refused).toBeInstanceOf(HundiError)
    expect(refused).toMatchObject({ code: "ENCODE_FAILED", sent: "no", reason: { field, rule, detail: expect.stringMatching(/^facts\//) } })
    expect(`${String(refused)} ${JSON.stringify(refused)}`).not.toMatch(/SECRET|ASHA/)
    expect(bench.clients.sent()).toBe(before)
  })
})

describe("calls of the bank to us", () => {
  const order = { virtualAccount: "TEST00000001", amount: "1000.00", rail: "UPI" }
  const heard: unknown[] = []
  beforeAll(async () => {
    answer = async (url, body) => {
      if (url.endsWith("/cib")) return bank.cib.readCallback(body, (event) => void heard.push(event))
      if (url.endsWith("/mis")) return bank.collections.readCredit(body, () => ({ message: "Success", code: "11" }))
      if (url.endsWith("/older")) return bank.collections.readCreditOlder(body, () => ({ message: "Success", code: "11" }))
      return bank.collections.answerHold(body, ({ virtualAccount }) =>
        virtualAccount.endsWith("1") ? { decision: "Y", message: "Accept", code: "11" } : { decision: "N", message: "Reject", code: "12" })
    }
    await control("collections/settings", { clientCode: "TEST", onNoAnswer: "reject" })
    await control("callbacks", { kind: "ecollection.msg_hold", url: "https://partner.test/hold" })
    await control("callbacks", { kind: "cib.transaction", url: "https://partner.test/cib" })
  })
  const last = async () => ((await control("collections"))["collections"] as readonly unknown[]).at(-1)

  it("is this money welcome? The answer decides", async () => {
    await control("collections", order)
    await bench.simulator.idle()
    expect(await last()).toMatchObject({ decision: "accepted" })
    await control("collections", { ...order, virtualAccount: "TEST00000002" })
    await bench.simulator.idle()
    expect(await last()).toMatchObject({ decision: "rejected" })
  })

  it.each([["newer", "mis"], ["older", "older"]])("was the credit taken? In the %s generation", async (format, url) => {
    await control("collections/settings", { clientCode: "TEST", format })
    await control("callbacks", { kind: "ecollection.mis_posting", url: `https://partner.test/${url}` })
    await control("collections", order)
    await bench.simulator.idle()
    expect(await last()).toMatchObject({ decision: "accepted", misCode: "11" })
  })

  it("tells what became of a payment", async () => {
    const { attempts } = await bank.cib.pay({ payoutId: "told", amountPaise: 100n, beneficiary: { name: "A", accountNumber: "000000000001", ifsc: "TEST0000001" } })
    await control("clock", { advanceMs: 60_000 })
    await bench.simulator.idle()
    expect(heard).toContainEqual(expect.objectContaining({ reference: attempts[0]?.reference, status: "SUCCESS" }))
  })

  it("are the 8 of the facts, and one in two generations", () => {
    const callbacks = Object.values(families).flatMap((family) => membersOf(family)).filter(isCallback)
    expect([...new Set(callbacks.map(({ id }) => id))].sort()).toEqual([
      "cdm.deposit", "cdm.validation", "cib.transaction.callback", "ecollection.mis_posting", "ecollection.mis_posting.older",
      "ecollection.msg_hold", "isurepay.receipting", "isurepay.validation", "upi.callback"
    ])
    const { answerHold } = families.collections
    const deadlines = ["UPI", "IMPS", "NEFT", "RTGS", "FT"].map((mode) => deadlineOf(answerHold, { mode }))
    expect(deadlines).toEqual([5000, 5000, 10_000, 10_000, 15_000])
  })
})

describe("a bulk file", () => {
  it("of ours is what the bank takes, and pays", async () => {
    const otp = await bank.cib.createOtp({ ...caller, aggrName: bench.partner.aggrName, reference: "T1AAA0000000077", amountPaise: 350n })
    expect(otp).toMatchObject({ response: expect.stringMatching(/success/i) })
    const file = writeBulkFile({
      reference: "T1AAA0000000077", date: "2030-01-31", debitAccount: bench.partner.debitAccount, name: "TEST CORP", remark: "salaries",
      rows: [
        { name: "ASHA", accountNumber: "000000000001", ifsc: "ICIC0001234", amountPaise: 100n, remark: "ROW1" },
        { name: "RAVI", accountNumber: "000000000002", ifsc: "TEST0000001", amountPaise: 250n, remark: "ROW2" }
      ]
    })
    expect(parseBulkFile(file.text).rows).toHaveLength(2)
    const { otps } = await control("cib/otps") as { otps: { otp: string; uniqueId: string }[] }
    const body = {
      description: "F", ...caller, aggrName: bench.partner.aggrName, reference: "T1AAA0000000077",
      otp: otps.find(({ uniqueId }) => uniqueId === "T1AAA0000000077")?.otp ?? "", fileName: file.fileName, content: file.content
    }
    const wire = Schema.encodeSync(families.cib.bulkPay.request)(body)
    const reply = await bench.simulator.fetch(ORIGIN + families.cib.bulkPay.path, {
      method: "POST", headers: { apikey: bench.partner.apiKey, "content-type": "application/json" }, body: await bench.envelope.seal(wire)
    })
    const { value } = await bench.envelope.open(await reply.text())
    expect(Schema.decodeUnknownSync(families.cib.bulkPay.response)(value)).toMatchObject({ fileSequenceNumber: expect.any(String) })
  })
})
