import type { Envelope } from "@hundi/crypto-envelope"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import { erupi } from "@hundi/catalog/erupi"
import { upi as family, upiCallback } from "@hundi/catalog/upi"
import { upi2, upi2c } from "@hundi/catalog/upi2"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import type { PartnerCredentials } from "../bank.ts"
import { createBankKeys } from "../gateway.ts"
import { createSimulator } from "../simulator.ts"
import { startMs } from "../testing/bench-bank.ts"
import { createUpiBench } from "./testing/upi-bench.ts"

const origin = "http://bank.test"

describe("over HTTP", () => {
  it("v0 takes and gives text by RSA alone; a merchant without an envelope hears what came of it", async () => {
    const [keys, own] = await Promise.all([
      createBankKeys({ now: startMs, bits: 2048 }), generatePartnerKeys({ commonName: "Acme", bits: 2048, now: startMs })
    ])
    const clock = { nowMs: startMs }
    const simulator = await createSimulator({ seed: 1, keys, now: () => clock.nowMs, sleep: async () => {} })
    const control = async (path: string, body: unknown): Promise<any> =>
      (await simulator.fetch(`${origin}/_sim/${path}`, { method: "POST", body: JSON.stringify(body) })).json()
    const { apiKey, merchantId } = (await control("partners", { name: "Acme", certificatePem: own.certificatePem })) as PartnerCredentials
    const envelope: Envelope = await createEnvelope({
      recipientCertificate: keys.certificatePem, privateKey: own.privateKeyPem, profile: { ...profiles.composite, responseIv: "auto" }
    })
    const post = async (path: string, body: string, type: string) => {
      const response = await simulator.fetch(origin + path, { method: "POST", body, headers: { apikey: apiKey, "content-type": type } })
      return { type: response.headers.get("content-type"), text: await response.text() }
    }
    const body = { ...family.collect.samples.request, merchantId, subMerchantId: merchantId, payerVa: "pays@upi", merchantTranId: "CP1" }
    const path = family.collect.path.replace("{merchantId}", merchantId)
    const reply = await post(path, await envelope.sealAsymmetric(body, { maxBlocks: 4 }), "text/plain")
    expect(reply.type).toMatch(/^text\/plain/)
    expect(reply.text).toMatch(/^[A-Za-z0-9+/=\s]+$/)
    expect((await envelope.openAsymmetric(reply.text)).value).toMatchObject({ response: "92", merchantTranId: "CP1" })

    await control("clock", { advanceMs: 5000 })
    const [callback] = simulator.bank.takeCallOuts()
    expect(callback).toMatchObject({ kind: "upi.callback", form: "rsa" })
    const heard = Schema.decodeUnknownSync(upiCallback.body)(callback?.body)
    expect(heard).toMatchObject({ reference: "CP1", status: "SUCCESS", amount: "5.00", payerAddress: "pays@upi" })

    // The bank's own SDK posts the envelope to the same path, and gets one back.
    const question = { merchantId, subMerchantId: merchantId, terminalId: "5411", merchantTranId: "CP1" }
    const asked = await post(`/api/MerchantAPI/UPI/v0/TransactionStatus3/${merchantId}`, await envelope.seal(question), "application/json")
    expect(JSON.parse(asked.text)).toHaveProperty("encryptedKey")
    expect((await envelope.open(asked.text)).value).toMatchObject({ response: "0", status: "SUCCESS", OriginalBankRRN: heard.rrn })
    // v1 has no form but the envelope.
    expect((await post("/api/MerchantAPI/UPI2/v1/QR", await envelope.sealAsymmetric(question, { maxBlocks: 4 }), "text/plain")).text).toContain("8016")
  })
})

describe("the catalogue's declarations and the simulator understand each other", () => {
  const { bank, partner, clock, upi } = createUpiBench()
  const { merchantId } = partner
  const merchant = { merchantId, subMerchantId: merchantId, terminalId: "5411", merchantName: "Test Shop", subMerchantName: "Test Shop" }
  const facts = {
    bcId: partner.bcId, passCode: "", senderName: "Acme", mobile: "9999900000", retailerCode: "r", merchant
  }
  const payment = (reference: string, more: object) => ({
    reference, amountPaise: 100n, remark: "rent", reservedAt: startMs, businessDate: "2030-01-31",
    beneficiary: { name: "Asha", accountNumber: "", ifsc: "" }, ...more
  })
  interface Call { readonly path: string; readonly request: unknown; readonly response: unknown }
  const send = (call: Call, body: unknown): any => {
    const wire = Schema.encodeUnknownSync(call.request as Schema.Codec<unknown, unknown>)(body) as Record<string, unknown>
    const answer = upi.send(call.path.replace("{merchantId}", merchantId), wire)
    return Schema.decodeUnknownSync(call.response as Schema.Codec<unknown, unknown>)(answer.body)
  }
  /** A sample's request in our words, as this merchant's. */
  const sample = (call: Call & { readonly samples: { readonly request: unknown } }, more: object): object => ({
    ...(Schema.decodeUnknownSync(call.request as Schema.Codec<unknown, unknown>)(call.samples.request) as object),
    merchantId, subMerchantId: merchantId, ...more
  })

  it("collect, search, refund", () => {
    const asked = send(family.collect, sample(family.collect, { payerAddress: "pays@upi", reference: "CP1" }))
    expect(asked).toMatchObject({ code: "92", success: "true" })
    clock.nowMs += 5000
    const status = family.transactionStatus
    const ask = { reference: "CP1", date: "2030-01-31" }
    expect(status.evidence(send(status, status.ask(ask, facts)))).toMatchObject({ finding: "success", rrn: asked.rrn, amountPaise: 500n })
    const original = { rrn: asked.rrn as string, reference: "CP1", isInstant: true }
    const { refund } = family
    expect(refund.evidence(send(refund, refund.order(payment("T1AAA0000000001", { original }), facts)))).toMatchObject({ code: "0", success: true })
    const search = family.callbackStatus
    const found = search.evidence(send(search, search.ask({ ...ask, reference: "T1AAA0000000001" }, facts)))
    expect(found).toMatchObject({ finding: "success", amountPaise: 100n, rrn: bank.ledger()[0]?.rrn })
    const late = upi2.refund.order(payment("T1AAA0000000002", { original: { ...original, isInstant: false } }), facts)
    expect(upi2.refund.evidence(send(upi2.refund, late))).toMatchObject({ code: undefined, finding: "pending" })
    expect(send(family.qr, sample(family.qr, { reference: "QR1" }))).toMatchObject({ code: "0", refId: expect.any(String) })
    expect(send(upi2.qr, sample(upi2.qr, { reference: "QR2" }))).toMatchObject({ code: "0", refId: expect.any(String) })
    const body = sample(family.collect, { reference: "CP2" })
    expect(send(upi2.collectPay, { amountPaise: 500n, collect: body })).toMatchObject({ code: "92", rrn: expect.any(String) })
  })

  it("mandates", () => {
    const { createMandate, executeMandate, mandateNotification, mandateQr, transactionStatus, transactionStatusByCriteria } = upi2
    expect(send(createMandate, sample(createMandate, { payerAddress: "pays@upi", reference: "MN1", validFrom: "2030-01-31" }))).toMatchObject({ code: "92" })
    clock.nowMs += 5000
    const { umn } = send(transactionStatusByCriteria, sample(transactionStatusByCriteria, { reference: "MN1" }))
    const mandate = { umn, sequence: 1, retryCount: 0, billNumber: "B", purpose: "RECURRING" }
    const order = executeMandate.order(payment("T1AAA0000000003", { mandate }), facts)
    expect(executeMandate.evidence(send(executeMandate, order))).toMatchObject({ code: "0", amountPaise: 100n, reference: "T1AAA0000000003" })
    const asked = transactionStatus.evidence(send(transactionStatus, transactionStatus.ask({ reference: "T1AAA0000000003", date: "" }, facts)))
    expect(asked).toMatchObject({ finding: "success", amountPaise: 100n })
    const notice = sample(mandateNotification, { umn, payerAddress: "pays@upi", amountPaise: 100n, reference: "PN1", sequence: "2" })
    expect(send(mandateNotification, notice)).toMatchObject({ code: "0" })
    expect(send(mandateQr, sample(mandateQr, { reference: "MQ1" }))).toMatchObject({ code: 0, signedQr: expect.any(String) })
  })

  it("vouchers and addresses", () => {
    const { createVouchers, validateVoucher, redeemVoucher } = erupi
    const { uuid, umn } = send(createVouchers, sample(createVouchers, { reference: "VC1" }))
    expect(send(validateVoucher, sample(validateVoucher, { reference: "VV1", uuid, umn }))).toMatchObject({ code: "0" })
    const [{ otp }] = upi.play("GET /_sim/upi/otps")["otps"] as [{ otp: string }]
    const voucher = { uuid, umn, otp, mcc: "5411", releaseMoneyTo: "X", beneficiaryIdentifier: "Y" }
    const redeemed = redeemVoucher.evidence(send(redeemVoucher, redeemVoucher.order(payment("T1AAA0000000004", { voucher }), facts)))
    expect(redeemed).toMatchObject({ code: "0", amountPaise: 100n })
    const { delayedSettlements } = upi2
    const released = send(delayedSettlements, delayedSettlements.order(payment("T1AAA0000000005", { voucher }), facts))
    expect(delayedSettlements.evidence(released)).toMatchObject({ code: "0", amountPaise: 100n })
    const { validateAddress, listAccountProvider, listAccounts } = upi2c
    for (const call of [validateAddress, listAccountProvider, listAccounts]) {
      expect(send(call, sample(call, {}))).toMatchObject({ code: 0, success: true })
    }
  })
})
