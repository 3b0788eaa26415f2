import type * as Crypto from "@hundi/crypto-envelope"
import type * as Simulators from "@hundi/simulator"
import { assertSame, assertTrue } from "../assert.ts"
import type { Env, Runner } from "../suite.ts"

/** The simulator, the envelope of a partner, and throw-away keys of 2048 bits for both sides. */
export interface SimulatorLibrary {
  readonly simulator: typeof Simulators
  readonly envelope: typeof Crypto
  readonly keys: Readonly<Record<string, { readonly privateKey: string; readonly certificate: string }>>
}

const base = "http://bank.test"
/** Thursday, 31 January 2030, 10:15 in India. */
const startMs = Date.UTC(2030, 0, 31, 4, 45)
const DAY_MS = 86_400_000

/** A bank as a library pays over the wire, under faults and in a scenario, and its ledger is the same on every runtime. */
export function simulatorSuite({ test }: Runner, lib: SimulatorLibrary, _env: Env): void {
  test("a partner registers, pays by envelope and reads the ledger", async () => {
    const { credentials, pay, read } = await open(lib)
    const reply = await pay("REF1")
    assertTrue(reply.sealed && (reply.value as { ActCode?: string }).ActCode === "0", "ActCode 0 in an envelope")
    const { debits } = await read<{ debits: { tranRefNo: string; state: string }[] }>("ledger")
    assertSame(debits.map(({ tranRefNo, state }) => [tranRefNo, state]), [["REF1", "settled"]])
    return [credentials, reply, debits]
  })
  test("accounts of fixed fate, faults and repeats leave the same books", async () => {
    const { pay, order, read, text } = await open(lib)
    await order("faults", { match: { tranRefNo: "REF2" }, fault: "http-500" })
    await order("faults", { match: { tranRefNo: "REF3" }, fault: "iv-in-plaintext" })
    const replies: unknown[] = []
    for (const [reference, account] of [["REF1"], ["REF1"], ["REF2"], ["REF3"], ["REF4", "999000000020"], ["REF5", "999000000040"], ["REF6", "999000000052"]])
      replies.push(await pay(reference!, account))
    const before = await read("ledger")
    await order("clock", { advanceMs: 2 * DAY_MS })
    const after = await read<{ debits: { state: string }[] }>("ledger")
    assertSame(after.debits.map(({ state }) => state), ["settled", "settled", "settled", "settled", "reversed"])
    return [replies, before, after, await text("statement?from=2030-01-31&to=2030-02-02&format=csv"), await read("faults")]
  })
  test("a scenario throws the same dice", async () => {
    const { pay, order, read } = await open(lib)
    await order("faults", { scenario: "npci-outage" })
    for (let index = 0; index < 12; index++) await pay(`REF${index}`)
    const { debits } = await read<{ debits: unknown[] }>("ledger")
    assertTrue(debits.length > 2 && debits.length < 10, "some are debited, and some are not")
    return [debits, await read("faults")]
  })
  test("a connection that is cut is a TypeError, and the money has moved", async () => {
    const { pay, order, read } = await open(lib)
    await order("faults", { fault: "drop-after-processing" })
    const error = await pay("REF1").catch((thrown: unknown) => thrown)
    assertTrue(error instanceof TypeError, "a TypeError, as fetch has it")
    return read("ledger")
  })
}

const open = async ({ simulator: simulators, envelope: crypto, keys }: SimulatorLibrary) => {
  const [bank, partner] = [keys["stranger2048"]!, keys["partner2048"]!]
  const simulator = await simulators.createSimulator({
    seed: 1,
    keys: { privateKeyPem: bank.privateKey, certificatePem: bank.certificate },
    now: () => startMs,
    sleep: async () => undefined
  })
  const text = async (path: string, init?: RequestInit): Promise<string> => (await simulator.fetch(`${base}/_sim/${path}`, init)).text()
  const read = async <T>(path: string): Promise<T> => JSON.parse(await text(path)) as T
  const order = async <T>(path: string, body: unknown): Promise<T> => JSON.parse(await text(path, { method: "POST", body: JSON.stringify(body) })) as T
  const credentials = await order<Simulators.PartnerCredentials>("partners", { name: "Acme", certificatePem: partner.certificate })
  const sealer = await crypto.createEnvelope({
    recipientCertificate: await text("certificate"), privateKey: partner.privateKey, profile: crypto.profiles.composite
  })
  const pay = async (tranRefNo: string, beneAccNo = "000000000001") => {
    const body = await sealer.seal({
      localTxnDtTime: "20300131101500", beneAccNo, beneIFSC: "TEST0000001", amount: "100.50", tranRefNo, paymentRef: `${tranRefNo} rent`,
      senderName: "Acme", mobile: "9999900000", retailerCode: "rcode", passCode: credentials.passCode, bcID: credentials.bcId
    })
    const headers = { apikey: credentials.apiKey, "x-priority": "0100", "content-type": "application/json" }
    const response = await simulator.fetch(`${base}/api/v1/composite-payment`, { method: "POST", headers, body })
    const { sealed, value } = await sealer.open(await response.text())
    return { status: response.status, sealed, value }
  }
  return { credentials, pay, order, read, text }
}
