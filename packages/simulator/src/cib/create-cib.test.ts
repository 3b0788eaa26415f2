import { cib } from "@hundi/catalog/cib"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import type { PartnerCredentials } from "../bank.ts"
import { createBankKeys } from "../gateway.ts"
import { createSimulator } from "../simulator.ts"
import { startMs } from "../testing/bench-bank.ts"

describe("corporate banking over HTTP", () => {
  it("takes and gives text by RSA alone, and the statement in an envelope; the catalogue reads it all", async () => {
    const keys = await createBankKeys({ now: startMs, bits: 2048 })
    const partnerKeys = await generatePartnerKeys({ commonName: "Acme", bits: 2048, now: startMs })
    const simulator = await createSimulator({ seed: 1, keys, now: () => startMs, sleep: async () => {} })
    const control = async (path: string, body?: object) => {
      const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }
      return (await (await simulator.fetch(`http://bank.test/_sim/${path}`, init)).json()) as unknown
    }
    const credentials = (await control("partners", { name: "Acme", certificatePem: partnerKeys.certificatePem })) as PartnerCredentials
    const envelope = await createEnvelope({
      recipientCertificate: keys.certificatePem, privateKey: partnerKeys.privateKeyPem, profile: profiles.composite
    })
    const call = async (path: string, body: unknown) => {
      const response = await simulator.fetch(`http://bank.test${path}`, {
        method: "POST", body: await envelope.sealAsymmetric(body, { maxBlocks: 4 }),
        headers: { apikey: credentials.apiKey, "content-type": "text/plain" }
      })
      const text = await response.text()
      return { type: response.headers.get("content-type"), isJson: text.startsWith("{"), text }
    }
    const partner = {
      bcId: "", passCode: "", senderName: "Acme", mobile: "9999900000", retailerCode: "", corporate: credentials
    }
    const payment = {
      reference: "T012AY00000000A", amountPaise: 10_050n, remark: "rent", reservedAt: startMs, businessDate: "2030-01-31",
      beneficiary: { name: "Asha Rao", accountNumber: "000000000001", ifsc: "TEST0000001" }
    }

    const paid = await call(cib.pay.path, Schema.encodeSync(cib.pay.request)(cib.pay.order(payment, partner)))
    expect(paid).toMatchObject({ type: "text/plain;charset=utf-8", isJson: false })
    const reply = Schema.decodeUnknownSync(cib.pay.response)((await envelope.openAsymmetric(paid.text)).value)
    expect(cib.pay.evidence(reply)).toMatchObject({ finding: "success", reference: payment.reference, rrn: expect.any(String) })

    const ask = Schema.encodeSync(cib.status.request)(cib.status.ask({ reference: payment.reference, date: "2030-01-31" }, partner))
    const asked = await call(cib.status.path, ask)
    const status = Schema.decodeUnknownSync(cib.status.response)((await envelope.openAsymmetric(asked.text)).value)
    expect(cib.status.evidence(status)).toEqual(cib.pay.evidence(reply))

    const statement = await call(cib.statement.path, {
      AGGRID: credentials.aggrId, CORPID: credentials.corpId, USERID: credentials.userId, URN: credentials.urn,
      ACCOUNTNO: credentials.debitAccount, FROMDATE: "31-01-2030", TODATE: "31-01-2030"
    })
    expect(statement).toMatchObject({ type: "application/json;charset=utf-8", isJson: true })
    const opened = await envelope.open(statement.text)
    const { records } = Schema.decodeUnknownSync(cib.statement.response)(opened.value)
    expect(records).toMatchObject([{ amountPaise: 10_050n, kind: "DR", balancePaise: 9_999_989_950n }])

    expect(await control("ledger")).toMatchObject({ debits: [{ tranRefNo: payment.reference, rail: "neft" }] })
    expect(await control("cib/approvals")).toEqual({ approvals: [] })
    expect(await control("cib/approvals", { uniqueId: "X", approve: true })).toEqual({ error: expect.stringMatching(/waits/) })
  })
})
