import * as all from "@hundi/catalog/composite/all"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import type { BankAnswer, Partner } from "../bank.ts"
import { createRailBench } from "../testing/rail-calls.ts"
import { minutesMs } from "../testing/bench-bank.ts"

/** A partner of the simulator in the catalogue's words. */
const factsOf = (partner: Partner) => ({
  bcId: partner.bcId, passCode: partner.passCode, senderName: "Acme", mobile: "9999900000", retailerCode: "rcode",
  corporate: {
    corpId: partner.corpId, userId: partner.userId, urn: partner.urn, aggrId: partner.aggrId, aggrName: partner.aggrName,
    debitAccount: partner.debitAccount
  },
  upi: {
    deviceId: "0", profileId: partner.merchantId, channelCode: "MICICI", accountProvider: "74", payerAddress: "acme@upi", mcc: "6012"
  }
})

const payment = {
  reference: "T012AY00000000A", amountPaise: 20_000_000n, remark: "rent", reservedAt: Date.UTC(2030, 0, 31, 4, 45),
  beneficiary: { name: "Asha Rao", accountNumber: "000000000001", ifsc: "TEST0000001", vpa: "asha@upi" }, businessDate: "2030-01-31"
}

type Call = { readonly path: string; readonly headers: Readonly<Record<string, string>> }

describe("the catalogue's declarations and the simulator understand each other", () => {
  const start = () => {
    const bench = createRailBench()
    const send = (call: Call, body: unknown): BankAnswer =>
      bench.rails.send(call.path, body as Record<string, unknown>, call.headers["x-priority"])
    return { ...bench, send, facts: factsOf(bench.partner) }
  }
  const question = { reference: payment.reference, date: "2030-01-31" }

  it.each([["neft", all.neftPay, all.neftStatus], ["rtgs", all.rtgsPay, all.rtgsStatus]] as const)("on %s", (rail, pay, status) => {
    const { bank, clock, facts, send } = start()
    const body = Schema.encodeUnknownSync(pay.request)(pay.order(payment, facts))
    const paid = pay.evidence(Schema.decodeUnknownSync(pay.response)(send(pay, body).body))
    expect(paid).toMatchObject({ finding: "success", reference: payment.reference, rrn: bank.ledger()[0]?.rrn })
    const asked = send(status, Schema.encodeSync(status.request)(status.ask(question, facts)))
    expect(status.evidence(Schema.decodeUnknownSync(status.response)(asked.body))).toEqual(paid)
    if (rail === "rtgs") return
    const { neftIncremental } = all
    const credit = () => {
      const ask = neftIncremental.ask({ ...question, utr: paid.rrn ?? "" }, facts)
      const reply = send(neftIncremental, Schema.encodeSync(neftIncremental.request)(ask)).body
      return neftIncremental.evidence(Schema.decodeUnknownSync(neftIncremental.response)(reply)).finding
    }
    expect(credit()).toBe("unknown")
    clock.nowMs += minutesMs(60)
    expect(credit()).toBe("success")
  })

  it("on UPI", () => {
    const { bank, facts, send } = start()
    const { upiPay, upiStatus, upiRecon360 } = all
    const reply = send(upiPay, Schema.encodeSync(upiPay.request)(upiPay.order(payment, facts))).body
    const rrn = bank.ledger()[0]?.rrn
    expect(upiPay.evidence(Schema.decodeUnknownSync(upiPay.response)(reply))).toMatchObject({ code: "0", success: true, rrn })
    const status = send(upiStatus, Schema.encodeSync(upiStatus.request)(upiStatus.ask(question, facts))).body
    expect(upiStatus.evidence(Schema.decodeUnknownSync(upiStatus.response)(status))).toMatchObject({ code: "0", rrn })
    const recon = send(upiRecon360, Schema.encodeSync(upiRecon360.request)(upiRecon360.ask(question, facts))).body
    expect(upiRecon360.evidence(Schema.decodeUnknownSync(upiRecon360.response)(recon))).toMatchObject({ finding: "success", rrn })
  })

  it("over several rails, and in a validation that has no answer", () => {
    const { bank, facts, send } = start()
    const { fallbackPay, nameInquiry } = all
    bank.addFault({ match: { rail: "imps" }, fault: "act-code", actCode: "20" })
    const reply = send(fallbackPay, Schema.encodeSync(fallbackPay.request)(fallbackPay.order(payment, facts))).body
    expect(fallbackPay.evidence(Schema.decodeUnknownSync(fallbackPay.response)(reply))).toMatchObject({ finding: "success" })
    expect(bank.ledger()).toMatchObject([{ rail: "neft" }])
    expect(send(nameInquiry, nameInquiry.samples.request)).toMatchObject({ sealed: false, body: { errorCode: "8011" } })
  })
})
