import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { afterAll, beforeAll, expect, it } from "vitest"
import { checkBalance } from "./check-balance.ts"
import { makeKeys, newStateFolder, writeFile } from "./testing.ts"

const folder = newStateFolder()
let reply: unknown
let env: Record<string, string>
let url: URL
const server = createServer()

beforeAll(async () => {
  const [ours, theirs] = [await makeKeys(30), await makeKeys(30)]
  const bank = await createEnvelope({ recipientCertificate: ours.certificatePem, privateKey: theirs.privateKeyPem, profile: profiles["cib-rsa"] })
  server.on("request", (request, response) => {
    if (!request.url?.endsWith("/BalanceInquiry")) return void response.writeHead(404).end("{}")
    void bank.sealAsymmetric(reply).then((body) => response.end(body))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  env = {
    ...{ HUNDI_API_KEY: "k3y", HUNDI_BC_ID: "BC", HUNDI_PASSCODE: "pass", HUNDI_SENDER_NAME: "US", HUNDI_MOBILE: "9999900000", HUNDI_RETAILER_CODE: "r" },
    ...{ HUNDI_PRIVATE_KEY_FILE: writeFile(folder, "k", ours.privateKeyPem), HUNDI_BANK_CERT_FILE: writeFile(folder, "c", theirs.certificatePem) },
    HUNDI_POLICY_FILE: writeFile(folder, "policy.json", '{"balance": {"keepPaise": "0", "maxAgeMs": 60000}}')
  }
})
afterAll(() => server.close())

const corporate = { HUNDI_CORP_ID: "C", HUNDI_USER_ID: "U", HUNDI_URN: "N", HUNDI_AGGR_ID: "A", HUNDI_AGGR_NAME: "T", HUNDI_DEBIT_ACCOUNT: "000000000009" }
const look = (more: Record<string, string> = corporate) => checkBalance({ env: { ...env, ...more }, folder, url, now: Date.now })
const answer = { RESPONSE: "SUCCESS", EFFECTIVEBAL: "98765.43" }

it("asks only where a rule needs the balance", async () => {
  expect(await look({ HUNDI_POLICY_FILE: "" })).toEqual([])
  expect(await look({ HUNDI_POLICY_FILE: writeFile(folder, "none.json", "{}") })).toEqual([])
})
it("says that it works, and not what the account holds", async () => {
  reply = answer
  const found = await look()
  expect(found).toMatchObject([{ name: "balance", result: "ok" }])
  expect(JSON.stringify(found)).not.toContain("98765")
})
it("warns when the bank's word is older than the policy allows", async () => {
  reply = { ...answer, DATE: "31/01/25 10:15:00" }
  expect(await look()).toMatchObject([{ result: "warn", detail: expect.stringContaining("older than balance.maxAgeMs of the policy: every payment is held") }])
})
it("fails when the bank does not say, or cannot be asked, with what to do", async () => {
  reply = { RESPONSE: "FAILURE", ErrorCode: "100045" }
  expect(await look()).toMatchObject([{ result: "fail", detail: "every payment is held: the bank did not say what the account holds: it refused with 100045", todo: expect.stringContaining("balance to null") }])
  expect(await look({})).toMatchObject([{ result: "fail", detail: expect.stringContaining("set HUNDI_CORP_ID") }])
})
