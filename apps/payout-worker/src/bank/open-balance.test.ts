import type { Transport } from "@hundi/core"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { beforeAll, describe, expect, it } from "vitest"
import { makeKeys } from "../doctor/testing.ts"
import type { BankLink } from "./connect-bank.ts"
import { openBalance } from "./open-balance.ts"

/** 31 January 2030, 10:15:00 in India. */
const NOW = Date.UTC(2030, 0, 31, 4, 45)
const corporate = { corpId: "TESTCORP", userId: "USER1", urn: "URN1", aggrId: "AGGR0000", aggrName: "TEST", debitAccount: "000000000009" }
const good = { RESPONSE: "SUCCESS", ACCOUNTNO: "000000000009", DATE: "31/01/30 10:14:50", EFFECTIVEBAL: "1,000.50", CURRENCY: "INR" }

let link: BankLink
let bank: Awaited<ReturnType<typeof createEnvelope>>
beforeAll(async () => {
  const [ours, theirs] = [await makeKeys(30, NOW), await makeKeys(30, NOW)]
  const partner = { bcId: "B", passCode: "p", senderName: "US", mobile: "9999900000", retailerCode: "r", corporate }
  link = { url: new URL("http://127.0.0.1:9"), simulated: true, apiKey: "k", partner, privateKeyPem: ours.privateKeyPem, bankCertificatePem: theirs.certificatePem }
  const profile = profiles["cib-rsa"]
  bank = await createEnvelope({ recipientCertificate: ours.certificatePem, privateKey: theirs.privateKeyPem, profile })
})

const open = async (answer: (asked: unknown) => unknown, more: { limitMs?: number; corporate?: undefined } = {}) => {
  const asked: unknown[] = []
  const transport: Transport = {
    send: async ({ path, body }) => {
      const { value } = await bank.openAsymmetric(body)
      asked.push({ path, value })
      const reply = answer(value)
      if (reply === undefined) return new Promise(() => undefined)
      return { kind: "reply", status: 200, body: await bank.sealAsymmetric(reply) }
    }
  }
  const { corporate: _without, ...partner } = link.partner
  const to = "corporate" in more ? { ...link, partner } : link
  const read = await openBalance({ link: to, transport, now: () => NOW, limitMs: more.limitMs ?? 5000 })
  return { read, asked }
}

describe("the balance", () => {
  it("is asked by RSA, of the debit account, and is of the time at which the bank looked", async () => {
    const { read, asked } = await open(() => good)
    expect(await read()).toEqual({ paise: 100_050n, asOf: NOW - 10_000 })
    expect(asked).toEqual([
      { path: "/api/Corporate/CIB/v1/BalanceInquiry", value: { AGGRID: "AGGR0000", CORPID: "TESTCORP", USERID: "USER1", URN: "URN1", ACCOUNTNO: "000000000009" } }
    ])
  })
  it("is never of a later time than the question: what was paid in between would be hidden", async () => {
    const { read } = await open(() => ({ ...good, DATE: "31/01/30 10:45:00" }))
    expect((await read()).asOf).toBe(NOW)
  })
  it.each([
    [{ RESPONSE: "FAILURE", MESSAGE: "account 000000000009 of Asha", ErrorCode: "100045" }, "it refused with 100045"],
    [{ ...good, RESPONSE: "FAILURE" }, "it refused with FAILURE"],
    [{ ...good, ACCOUNTNO: "000000000008" }, "it answered about another account"],
    [{ ...good, CURRENCY: "USD" }, "it answered in another currency"],
    [{ ...good, EFFECTIVEBAL: null }, "it refused with SUCCESS"]
  ])("is not guessed from %j", async (reply, why) => {
    const { read } = await open(() => reply)
    await expect(read()).rejects.toThrow(`the bank did not say what the account holds: ${why}`)
    await expect(read()).rejects.not.toThrow(/Asha|000000000009/)
  })
  it("does not keep a payout waiting for an answer that does not come", async () => {
    const { read } = await open(() => undefined, { limitMs: 50 })
    await expect(read()).rejects.toThrow("no answer within 0.05 s")
  })
  it("is refused at the start without corporate banking, with what to set", async () => {
    await expect(open(() => good, { corporate: undefined })).rejects.toThrow(/balance is asked through corporate banking.*HUNDI_CORP_ID.*HUNDI_DEBIT_ACCOUNT, or set balance to null/)
  })
})
