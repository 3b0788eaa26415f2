import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { eazypayRedirect, eazypayVerify } from "@hundi/catalog/collections"
import { panValidation, prepaidLinkedMobile } from "@hundi/catalog/others"
import { expect, it } from "vitest"
import type { PartnerCredentials } from "../bank.ts"
import { createBankKeys } from "../gateway.ts"
import { createSimulator } from "../simulator.ts"
import { startMs } from "../testing/bench-bank.ts"

const origin = "http://bank.test"

const start = async () => {
  // One pair of keys for both ends: the envelope is not what is tested here.
  const keys = await createBankKeys({ now: startMs, bits: 2048 })
  const simulator = await createSimulator({ seed: 1, keys, now: () => startMs, sleep: async () => {} })
  const body = JSON.stringify({ name: "Acme", certificatePem: keys.certificatePem })
  const partner = (await (await simulator.fetch(`${origin}/_sim/partners`, { method: "POST", body })).json()) as PartnerCredentials
  const { certificatePem: recipientCertificate, privateKeyPem: privateKey } = keys
  const envelope = await createEnvelope({ recipientCertificate, privateKey, profile: profiles.composite })
  const post = async (path: string, text: string, headers: Record<string, string> = { apikey: partner.apiKey }) => {
    const reply = await simulator.fetch(origin + path, { method: "POST", body: text, headers })
    return { status: reply.status, text: await reply.text() }
  }
  return { simulator, partner, envelope, post }
}

it("samples go sealed where the declaration says so, and plain where it says that", async () => {
  const { envelope, post } = await start()
  const { text } = await post(prepaidLinkedMobile.path, await envelope.seal(prepaidLinkedMobile.samples.request))
  expect(await envelope.open(text)).toMatchObject({ sealed: true, value: prepaidLinkedMobile.samples.response })
  const refused = await post(prepaidLinkedMobile.path, await envelope.seal({}))
  expect((await envelope.open(refused.text)).value).toMatchObject({ errorCode: "8015", description: "Mandatory field missing: ReferenceNumber" })
  const plain = await post(panValidation.path, JSON.stringify(panValidation.samples.request))
  expect([plain.status, JSON.parse(plain.text)]).toEqual([200, panValidation.samples.response])
  expect((await post("/api/v0/nothing", "{}")).status).toBe(404)
})

it("the hosted page takes a query or a form of a merchant that the bank knows", async () => {
  const { simulator, partner, post } = await start()
  const query = new URLSearchParams({ ...eazypayRedirect.samples.request, merchantid: partner.merchantId })
  const page = await simulator.fetch(`${origin}/EazyPG?${query}`)
  expect(Object.fromEntries(new URLSearchParams(await page.text()))).toEqual(eazypayRedirect.samples.response)
  const form = new URLSearchParams({ ...eazypayVerify.samples.request, merchantid: partner.merchantId })
  expect(await post("/EazyPGVerify", form.toString(), {})).toEqual({ status: 200, text: "status=Success" })
  form.delete("pgreferenceno")
  expect((await post("/EazyPGVerify", form.toString(), {})).text).toContain("pgreferenceno")
  expect((await post("/EazyPGVerify", "merchantid=1", {})).status).toBe(401)
})
