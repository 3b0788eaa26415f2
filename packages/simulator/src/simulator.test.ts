import { constants, createPrivateKey, createDecipheriv, privateDecrypt } from "node:crypto"
import type { Envelope, EnvelopeProfile } from "@hundi/crypto-envelope"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import { beforeAll, describe, expect, it } from "vitest"
import type { PartnerCredentials } from "./bank.ts"
import { createBankKeys } from "./gateway.ts"
import type { Simulator, SimulatorEvent } from "./simulator.ts"
import { createSimulator } from "./simulator.ts"
import { payBody, startMs } from "./testing/bench-bank.ts"

const origin = "http://bank.test"
let bankKeys: { privateKeyPem: string; certificatePem: string }
let partnerKeys: { privateKeyPem: string; certificatePem: string }

// Small keys, made once: the size is the envelope package's concern.
beforeAll(async () => {
  bankKeys = await createBankKeys({ now: startMs, bits: 2048 })
  partnerKeys = await generatePartnerKeys({ commonName: "Acme", bits: 2048, now: startMs })
})

interface Client {
  readonly simulator: Simulator
  readonly credentials: PartnerCredentials
  readonly envelope: Envelope
  readonly events: SimulatorEvent[]
  readonly slept: number[]
  readonly post: (body: string, headers?: Record<string, string>, path?: string) => Promise<Response>
  readonly pay: (fields?: Record<string, unknown>) => Promise<unknown>
}

const control = async (simulator: Simulator, path: string, body?: unknown): Promise<{ status: number; value: unknown }> => {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }
  const response = await simulator.fetch(`${origin}/_sim/${path}`, init)
  return { status: response.status, value: await response.json() }
}

const connect = async (sleep?: (ms: number) => Promise<void>, profile: EnvelopeProfile = profiles.composite): Promise<Client> => {
  const events: SimulatorEvent[] = []
  const slept: number[] = []
  const simulator = await createSimulator({
    seed: 1,
    keys: bankKeys,
    now: () => startMs,
    sleep: sleep ?? (async (ms) => void slept.push(ms)),
    onEvent: (event) => void events.push(event)
  })
  const { value } = await control(simulator, "partners", { name: "Acme", certificatePem: partnerKeys.certificatePem })
  const credentials = value as PartnerCredentials
  const recipientCertificate = await (await simulator.fetch(`${origin}/_sim/certificate`)).text()
  const envelope = await createEnvelope({ recipientCertificate, privateKey: partnerKeys.privateKeyPem, profile })
  const post: Client["post"] = (body, headers = {}, path = "/api/v1/composite-payment") =>
    simulator.fetch(origin + path, { method: "POST", body, headers: { apikey: credentials.apiKey, "x-priority": "0100", ...headers } })
  const pay: Client["pay"] = async (fields = {}) => {
    const response = await post(await envelope.seal(payBody(credentials, fields)))
    return (await envelope.open(await response.text())).value
  }
  return { simulator, credentials, envelope, events, slept, post, pay }
}

const ledgerOf = async (simulator: Simulator): Promise<{ debits: { tranRefNo: string; state: string }[] }> =>
  (await control(simulator, "ledger")).value as { debits: { tranRefNo: string; state: string }[] }

describe("the statement call", () => {
  it("answers over HTTP, and 400 with the reason", async () => {
    const { simulator, pay } = await connect()
    await pay()
    const response = await simulator.fetch(`${origin}/_sim/statement?from=2030-01-31&to=2030-01-31&format=csv`)
    expect([response.status, response.headers.get("x-closing-balance")]).toEqual([200, "99999899.50"])
    expect(await control(simulator, "statement?format=pdf")).toEqual({ status: 400, value: { error: expect.stringMatching(/format/) } })
  })
})

describe("the envelope", () => {
  it("carries a payment there and back", async () => {
    const { simulator, pay } = await connect()
    expect(await pay()).toMatchObject({ ActCode: "0", TransRefNo: "REF1" })
    const row = { tranRefNo: "REF1", state: "settled", amountPaise: "10050" }
    expect(await ledgerOf(simulator)).toEqual({ debits: [expect.objectContaining(row)] })
  })

  it("seals replies as the bank does: PKCS1, key of 16 printable characters, IV as prefix, iv empty", async () => {
    const { envelope, credentials, post } = await connect()
    const sealed = await envelope.seal(payBody(credentials), { requestId: "r-1" })
    const reply = (await (await post(sealed)).json()) as Record<string, string>
    expect(reply).toMatchObject({ iv: "", oaepHashingAlgorithm: "NONE", requestId: "r-1" })
    // Opened with node:crypto alone, so that a mistake which both ends of the envelope package share cannot hide.
    const raw = privateDecrypt(
      { key: createPrivateKey(partnerKeys.privateKeyPem), padding: constants.RSA_NO_PADDING },
      Buffer.from(reply["encryptedKey"] ?? "", "base64")
    )
    const key = raw.subarray(raw.indexOf(0, 2) + 1)
    expect([raw[0], raw[1]]).toEqual([0, 2])
    expect(key.toString("latin1")).toMatch(/^[\x21-\x7e]{16}$/)
    const data = Buffer.from(reply["encryptedData"] ?? "", "base64")
    const decipher = createDecipheriv("aes-128-cbc", key, data.subarray(0, 16))
    const text = Buffer.concat([decipher.update(data.subarray(16)), decipher.final()]).toString("utf8")
    expect(JSON.parse(text)).toMatchObject({ ActCode: "0" })
  })

  it.each<[string, EnvelopeProfile, string]>([
    ["OAEP and answers in OAEP", { ...profiles.composite, rsa: "OAEP-SHA1" }, "SHA1"],
    ["the IV as prefix", { ...profiles.composite, requestIv: "prefix" }, "NONE"]
  ])("takes %s", async (_, profile, padding) => {
    const { envelope, credentials, post } = await connect(undefined, profile)
    const text = await (await post(await envelope.seal(payBody(credentials)))).text()
    expect(JSON.parse(text)).toMatchObject({ oaepHashingAlgorithm: padding })
    expect((await envelope.open(text)).value).toMatchObject({ ActCode: "0" })
  })

  it("takes a session key of 32 characters", async () => {
    const { envelope, credentials, post } = await connect()
    const long = await createEnvelope({
      recipientCertificate: bankKeys.certificatePem,
      privateKey: partnerKeys.privateKeyPem,
      profile: { ...profiles.composite, sessionKey: { bytes: 32, charset: "ascii" } }
    })
    const reply = await (await post(await long.seal(payBody(credentials)))).text()
    expect((await envelope.open(reply)).value).toMatchObject({ ActCode: "0" })
  })

  it("takes an envelope without the optional fields", async () => {
    const { envelope, credentials, post } = await connect()
    const { encryptedKey, encryptedData, iv } = JSON.parse(await envelope.seal(payBody(credentials))) as Record<string, string>
    const reply = await (await post(JSON.stringify({ encryptedKey, encryptedData, iv }))).text()
    expect((await envelope.open(reply)).value).toMatchObject({ ActCode: "0" })
  })

  it.each(["", "{", "{}", "[]", `{"encryptedKey":"AAAA","encryptedData":"AAAA","iv":""}`, `{"tranRefNo":"REF1"}`])(
    "answers 400 plain to %j",
    async (body) => {
      const { simulator, post } = await connect()
      const response = await post(body)
      expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ success: false, errorCode: "8016" })])
      expect(await ledgerOf(simulator)).toEqual({ debits: [] })
    }
  )

  it("refuses what opens but is no object", async () => {
    const { envelope, post } = await connect()
    expect((await post(await envelope.seal(["a"]))).status).toBe(400)
  })
})

describe("the gateway's own refusals", () => {
  it("answers 401 plain to a wrong apikey, in both shapes of that error", async () => {
    const { envelope, credentials, post } = await connect()
    const response = await post(await envelope.seal(payBody(credentials)), { apikey: "wrong" })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ success: "False", response: 401, errorCode: "401" })
  })

  it("knows its paths and its method", async () => {
    const { simulator, credentials, post } = await connect()
    expect((await post("{}", {}, "/api/v1/nothing")).status).toBe(404)
    const get = await simulator.fetch(`${origin}/api/v1/composite-payment`, { headers: { apikey: credentials.apiKey } })
    expect(get.status).toBe(405)
  })

  it("reads header names in any case", async () => {
    const { simulator, envelope, credentials } = await connect()
    const response = await simulator.fetch(`${origin}/api/v1/composite-payment`, {
      method: "POST", body: await envelope.seal(payBody(credentials)), headers: { APIKEY: credentials.apiKey, "X-Priority": "0100" }
    })
    expect((await envelope.open(await response.text())).value).toMatchObject({ ActCode: "0" })
  })
})

describe("how replies travel", () => {
  it("drops by rejecting as fetch does, with the money gone", async () => {
    const { simulator, pay } = await connect()
    await expect(pay({ beneAccNo: "999000000010" })).rejects.toThrow(TypeError)
    expect((await ledgerOf(simulator)).debits).toHaveLength(1)
    await expect(pay({ beneAccNo: "999000000011", tranRefNo: "REF2" })).rejects.toThrow(TypeError)
    expect((await ledgerOf(simulator)).debits).toHaveLength(1)
  })

  it("garbles so that the partner cannot open it", async () => {
    const { simulator, pay } = await connect()
    await expect(pay({ beneAccNo: "999000000012" })).rejects.toThrow()
    expect((await ledgerOf(simulator)).debits).toHaveLength(1)
  })

  it("has debited before it begins to be slow, and a client that has left stops nothing", async () => {
    let wake = (): void => {}
    const { simulator, pay } = await connect(() => new Promise<void>((done) => (wake = done)))
    const reply = pay({ beneAccNo: "999000000014" })
    await expect.poll(async () => (await ledgerOf(simulator)).debits.length).toBe(1)
    wake()
    expect(await reply).toMatchObject({ ActCode: "0" })
  })

  it("takes 30 seconds over the slow account", async () => {
    const { slept, pay } = await connect()
    await pay({ beneAccNo: "999000000014" })
    expect(slept).toEqual([30_000])
  })

  it("debits once when 50 requests with one reference arrive together", async () => {
    const { simulator, pay } = await connect()
    const replies = await Promise.all(Array.from({ length: 50 }, () => pay()))
    expect(replies.every((reply) => (reply as { ActCode: string }).ActCode === "0")).toBe(true)
    expect((await ledgerOf(simulator)).debits).toHaveLength(1)
  })
})

describe("the control plane", () => {
  it("registers partners with everything they need, each their own", async () => {
    const { simulator, credentials } = await connect()
    const fields = ["apiKey", "bcId", "passCode", "corpId", "userId", "urn", "aggrId", "aggrName", "debitAccount", "merchantId"]
    expect(Object.keys(credentials)).toEqual(fields)
    const second = await control(simulator, "partners", { name: "B", certificatePem: partnerKeys.certificatePem })
    expect(second.status).toBe(201)
    expect((second.value as PartnerCredentials).apiKey).not.toBe(credentials.apiKey)
  })

  it.each([
    ["partners", { name: "" }], ["partners", { name: "A", certificatePem: "nonsense" }], ["partners", []],
    ["faults", { fault: "nonsense" }], ["faults", { fault: "delay", match: { reference: "A" } }],
    ["faults", { fault: "delay", times: "2" }],
    ["clock", { advanceMs: -1 }], ["clock", { advanceMs: "1" }], ["clock", {}]
  ])("answers 400 with a reason to %s %j", async (path, body) => {
    const { simulator } = await connect()
    expect(await control(simulator, path, body)).toEqual({ status: 400, value: { error: expect.any(String) } })
  })

  it("adds faults and shows them", async () => {
    const { simulator, pay } = await connect()
    const added = await control(simulator, "faults", { match: { tranRefNo: "REF1" }, fault: "act-code", actCode: 52 })
    expect(added).toMatchObject({ status: 201, value: { id: 1, actCode: "52", left: 1 } })
    expect(await pay()).toMatchObject({ ActCode: "52" })
    expect((await control(simulator, "faults")).value).toMatchObject({ faults: [{ seen: 1, left: 0 }] })
  })

  it("advances to T+2 at once", async () => {
    const { simulator, pay } = await connect()
    await pay({ beneAccNo: "999000000091" })
    expect((await ledgerOf(simulator)).debits[0]?.state).toBe("debited")
    expect((await control(simulator, "clock")).value).toEqual({ now: "2030-01-31T04:45:00.000Z", offsetMs: 0 })
    const { value } = await control(simulator, "clock", { advanceMs: 2 * 86_400_000 })
    expect(value).toEqual({ now: "2030-02-02T04:45:00.000Z", offsetMs: 172_800_000 })
    expect((await ledgerOf(simulator)).debits[0]?.state).toBe("settled")
  })

  it("lists what exists to whoever asks for something else, and has a page", async () => {
    const { simulator } = await connect()
    const calls = expect.arrayContaining(["GET /_sim/ledger"])
    expect(await control(simulator, "nothing")).toMatchObject({ status: 404, value: { calls } })
    expect(await control(simulator, "health")).toEqual({ status: 200, value: { ok: true } })
    const page = await simulator.fetch(`${origin}/_sim/`)
    expect(page.headers.get("content-type")).toBe("text/html;charset=utf-8")
    expect(await page.text()).toContain("Bank simulator")
  })

  it("continues from its events: partners, payments, faults and the clock", async () => {
    const { simulator, credentials, envelope, events, pay } = await connect()
    await pay({ beneAccNo: "999000000040" })
    await control(simulator, "faults", { match: {}, fault: "act-code", actCode: "30" })
    await control(simulator, "clock", { advanceMs: 86_400_000 })
    const history = JSON.parse(JSON.stringify(events)) as SimulatorEvent[]
    const twin = await createSimulator({ seed: 1, keys: bankKeys, now: () => startMs, sleep: async () => {}, history })
    expect(await ledgerOf(twin)).toEqual(await ledgerOf(simulator))
    expect((await ledgerOf(twin)).debits[0]?.state).toBe("reversed")
    expect(await control(twin, "clock")).toEqual(await control(simulator, "clock"))
    const body = await envelope.seal(payBody(credentials, { tranRefNo: "REF2", localTxnDtTime: "20300201101500" }))
    const reply = await twin.fetch(`${origin}/api/v1/composite-payment`, {
      method: "POST", body, headers: { apikey: credentials.apiKey, "x-priority": "0100" }
    })
    expect((await envelope.open(await reply.text())).value).toMatchObject({ ActCode: "30" })
  })
})
