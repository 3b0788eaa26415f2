import type { Envelope } from "@hundi/crypto-envelope"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import { beforeAll, describe, expect, it } from "vitest"
import type { PartnerCredentials } from "../bank.ts"
import { createBankKeys } from "../gateway.ts"
import type { Simulator, SimulatorEvent } from "../simulator.ts"
import { createSimulator } from "../simulator.ts"
import { startMs } from "../testing/bench-bank.ts"
import type { CallPartner } from "./post-room.ts"

const origin = "http://bank.test"
const mine = "https://partner.test/collections"
let bankKeys: { privateKeyPem: string; certificatePem: string }
let partnerKeys: { privateKeyPem: string; certificatePem: string }
/** The partner's end: opens what the bank sends, seals what it answers. */
let envelope: Envelope

beforeAll(async () => {
  bankKeys = await createBankKeys({ now: startMs, bits: 2048 })
  partnerKeys = await generatePartnerKeys({ commonName: "Acme", bits: 2048, now: startMs })
  const profile = { ...profiles.composite, responseIv: "auto" as const }
  envelope = await createEnvelope({ recipientCertificate: bankKeys.certificatePem, privateKey: partnerKeys.privateKeyPem, profile })
})

interface Heard {
  readonly url: string
  readonly type: string | undefined
  readonly body: string
  readonly deadlineMs: number
}
type Answer = (url: string, body: Record<string, unknown>) => Promise<{ status: number; body: string }>

const accept = { AcceptOrReject: "Y", Message: "Accept", Code: "11" }
const taken = { Response: "Success", Code: "11" }
const sealed = (value: unknown): Answer => async () => ({ status: 200, body: await envelope.seal(value) })
const plain = (text: string, status = 200): Answer => async () => ({ status, body: text })
/** Answers the question and the MIS as a good partner does. */
const good: Answer = async (url, body) => sealed(url.includes("mis") ? taken : accept)(url, body)

const post = async (simulator: Simulator, path: string, body?: unknown): Promise<any> => {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }
  return (await simulator.fetch(`${origin}/_sim/${path}`, init)).json()
}

interface Settings {
  readonly history?: readonly SimulatorEvent[]
  readonly register?: boolean
  readonly rest?: () => Promise<void>
}

/** A simulator with one partner, whose addresses are `/hold` and `/mis`; the clock stands still unless a test moves it. */
const start = async (answer: Answer, more: Settings = {}) => {
  const heard: Heard[] = []
  const events: SimulatorEvent[] = [...(more.history ?? [])]
  const clock = { nowMs: startMs }
  const call: CallPartner = async (url, { headers, body }, deadlineMs) => {
    heard.push({ url, type: headers["content-type"], body, deadlineMs })
    return answer(url, body.startsWith("{") ? ((await envelope.open(body)).value as Record<string, unknown>) : {})
  }
  const simulator = await createSimulator({
    seed: 1, keys: bankKeys, now: () => clock.nowMs, sleep: async () => {}, onEvent: (event) => void events.push(event), call,
    ...(more.history === undefined ? {} : { history: more.history }), ...(more.rest === undefined ? {} : { rest: more.rest })
  })
  if (more.history === undefined) {
    await register(simulator, "Acme")
    await post(simulator, "collections/settings", { clientCode: "TEST", onNoAnswer: "reject" })
    if (more.register !== false) {
      await post(simulator, "callbacks", { partner: "Acme", kind: "ecollection.msg_hold", url: `${mine}/hold` })
      await post(simulator, "callbacks", { url: `${mine}/mis` })
    }
  }
  const collections = async () => (await post(simulator, "collections")).collections
  const calls = async () => (await post(simulator, "callbacks")).callOuts
  const advance = async (advanceMs: number) => {
    await post(simulator, "clock", { advanceMs })
    await simulator.idle()
  }
  return { simulator, heard, events, clock, collections, calls, advance }
}
const register = (simulator: Simulator, name: string): Promise<PartnerCredentials> =>
  post(simulator, "partners", { name, certificatePem: partnerKeys.certificatePem })
const order = { virtualAccount: "TEST00000001", amount: "1000.00", rail: "UPI" }

describe("a call to a partner", () => {
  it("is sealed to the partner's certificate, and its sealed answer decides", async () => {
    const { simulator, heard, collections } = await start(good)
    const { utr } = await post(simulator, "collections", order)
    await simulator.idle()
    expect(heard.map(({ url, type, deadlineMs }) => [url, type, deadlineMs])).toEqual([
      [`${mine}/hold`, "application/json", 5000], [`${mine}/mis`, "application/json", 30_000]
    ])
    expect(JSON.parse(heard[0]?.body ?? "")).toMatchObject({ requestId: "", iv: "", service: "", oaepHashingAlgorithm: "NONE" })
    expect((await envelope.open(heard[0]?.body ?? "")).value).toMatchObject({ UTR: utr, VirtualAccountNumber: "TEST00000001" })
    expect(await collections()).toMatchObject([{ state: "credited", decision: "accepted", misCode: "11" }])
  })

  it("takes a plain answer too", async () => {
    const { simulator, collections } = await start((url) => plain(JSON.stringify(url.includes("mis") ? taken : accept))("", {}))
    await post(simulator, "collections", order)
    await simulator.idle()
    expect(await collections()).toMatchObject([{ decision: "accepted", misCode: "11" }])
  })

  it.each([["nonsense", plain("<ACK/>")], ["an error", plain(JSON.stringify(accept), 500)], ["half an envelope", plain(`{"encryptedKey":"AAAA"}`)],
    ["broken JSON", plain("{")], ["no connection", () => Promise.reject(new Error("refused"))]] as readonly (readonly [string, Answer])[])(
    "gets nothing from %s", async (_, answer) => {
      const { simulator, collections, calls } = await start(answer)
      await post(simulator, "collections", order)
      await simulator.idle()
      expect(await collections()).toMatchObject([{ state: "returned", decision: "deemed-rejected" }])
      expect(await calls()).toMatchObject([{ state: "given-up", tries: [{ good: false }] }])
    }
  )

  it("is too late after its deadline, whatever the answer", async () => {
    const { simulator, clock, collections } = await start(async (url, body) => {
      clock.nowMs += 5001
      return good(url, body)
    })
    await post(simulator, "collections", order)
    await simulator.idle()
    expect(await collections()).toMatchObject([{ decision: "deemed-rejected" }])
  })

  it("is repeated on the bank's clock until a good answer", async () => {
    let tries = 0
    const { simulator, heard, collections, calls, advance } = await start((url, body) => {
      if (url.includes("hold")) return good(url, body)
      tries += 1
      return tries === 1 ? plain("busy", 503)(url, body) : tries === 2 ? plain("{}")(url, body) : sealed({ Response: "Duplicate UTR", Code: "06" })(url, body)
    })
    await post(simulator, "collections", order)
    await simulator.idle()
    await advance(59_999)
    expect(heard).toHaveLength(2)
    await advance(1)
    expect(heard).toHaveLength(3)
    await advance(300_000)
    await advance(86_400_000)
    expect(heard).toHaveLength(4)
    expect(await collections()).toMatchObject([{ misCode: "06" }])
    expect(await calls()).toMatchObject([{}, { state: "answered", tries: [{ status: 503 }, { status: 200, good: false }, { good: true }] }])
  })

  it("has no answer where there is no address", async () => {
    const { simulator, heard, calls } = await start(good, { register: false })
    await post(simulator, "collections", order)
    await simulator.idle()
    expect([heard, await calls()]).toMatchObject([[], [{ state: "given-up", tries: [{ status: null }] }]])
  })

  it("goes out between requests by the timer", async () => {
    let tick = (): void => {}
    const { simulator, heard, clock } = await start((url, body) => (url.includes("mis") ? plain("", 500) : good)(url, body), {
      rest: () => new Promise<void>((done) => (tick = done))
    })
    await post(simulator, "collections", order)
    await simulator.idle()
    clock.nowMs += 60_000
    tick()
    await expect.poll(() => heard.length).toBe(3)
    simulator.close()
    clock.nowMs += 3_600_000
    tick()
    await new Promise((done) => setTimeout(done, 20))
    expect(heard).toHaveLength(3)
  })

  it("of one partner waits for no other, and of one kind for no other kind", async () => {
    let release = (): void => {}
    const stuck = new Promise<void>((done) => (release = done))
    const { simulator, heard, collections } = await start(async (url, body) => {
      if (url.includes("slow")) await stuck
      return good(url, body)
    })
    await register(simulator, "Slow")
    await post(simulator, "collections/settings", { partner: "Slow", clientCode: "SLOW" })
    await post(simulator, "callbacks", { partner: "Slow", url: "https://slow.test/" })
    for (let number = 0; number < 12; number++) await post(simulator, "collections", { ...order, partner: "Slow", virtualAccount: `SLOW${number}` })
    await post(simulator, "collections", { ...order, partner: "Acme" })
    await expect.poll(async () => (await collections()).at(-1)).toMatchObject({ decision: "accepted", misCode: "11" })
    // No more than eight at a time for one partner and kind; the others are not lost.
    expect(heard.filter(({ url }) => url.includes("slow"))).toHaveLength(8)
    release()
    await simulator.idle()
    expect((await collections()).map(({ decision }: { decision: string }) => decision)).toEqual(Array(13).fill("accepted"))
  })
})

describe("after a restart", () => {
  it("a call that was under way counts as unanswered, and its repeats go on", async () => {
    const stuck = new Promise<never>(() => {})
    const first = await start((url, body) => (url.includes("mis") ? stuck : good(url, body)))
    await post(first.simulator, "collections", order)
    await expect.poll(() => first.heard.length).toBe(2)
    first.simulator.close()
    const history = JSON.parse(JSON.stringify(first.events)) as SimulatorEvent[]
    const second = await start(good, { history })
    await second.simulator.idle()
    expect(second.heard).toEqual([])
    expect((await second.calls())[1]).toMatchObject({ state: "waiting", tries: [{ status: null, good: false }] })
    await second.advance(60_000)
    expect(second.heard).toMatchObject([{ url: `${mine}/mis` }])
    expect(await second.collections()).toMatchObject([{ decision: "accepted", misCode: "11" }])
  })

  it("what fell due meanwhile goes out at once", async () => {
    const first = await start((url, body) => (url.includes("mis") ? plain("", 500) : good)(url, body))
    await post(first.simulator, "collections", order)
    await first.simulator.idle()
    first.simulator.close()
    const later = [...first.events, { type: "clock" as const, offsetMs: 60_000 }]
    const second = await start(good, { history: JSON.parse(JSON.stringify(later)) as SimulatorEvent[] })
    await second.simulator.idle()
    expect(second.heard).toMatchObject([{ url: `${mine}/mis` }])
  })

  it("a question that waits is put by the next life", async () => {
    const asked = await createSimulator({ seed: 1, keys: bankKeys, now: () => startMs, sleep: async () => {} })
    await register(asked, "Acme")
    await post(asked, "collections/settings", { clientCode: "TEST" })
    await post(asked, "callbacks", { url: mine })
    await post(asked, "collections", order)
    // Without `call` the post stays where it is, and can be looked at.
    expect(await post(asked, "callbacks")).toMatchObject({ waiting: 1, callOuts: [{ state: "waiting", kind: "ecollection.msg_hold" }] })
    const { simulator, heard } = await start(good, { history: asked.bank.snapshot() })
    await simulator.idle()
    expect(heard[0]).toMatchObject({ url: mine })
  })
})

describe("addresses", () => {
  it.each([
    [{ url: "http://partner.test/" }, /https/], [{ url: "ftp://127.0.0.1/" }, /https/], [{ url: "x" }, /address/], [{}, /address/],
    [{ url: "https://a:b@partner.test/" }, /password/], [{ url: "http://127.0.0.1.evil.test/" }, /https/],
    [{ url: mine, partner: "nobody" }, /partner/], [{ url: mine, kind: 1 }, /kind/]
  ])("%j is refused", async (body, reason) => {
    const { simulator } = await start(good)
    expect(await post(simulator, "callbacks", body)).toEqual({ error: expect.stringMatching(reason) })
  })

  it.each(["https://partner.test/", "http://localhost:8080/a", "http://127.0.0.1:1/", "http://[::1]:1/"])("%s is taken", async (url) => {
    const { simulator } = await start(good)
    expect(await post(simulator, "callbacks", { url })).toEqual({ partner: "Acme", url })
  })

  it("are listed, changed and taken away", async () => {
    const { simulator } = await start(good)
    await post(simulator, "callbacks", { url: "https://new.test/" })
    await post(simulator, "callbacks", { kind: "ecollection.msg_hold", url: null })
    expect(await post(simulator, "callbacks")).toEqual({
      addresses: [{ partner: "Acme", url: "https://new.test/" }], waiting: 0, total: 0, callOuts: []
    })
  })

  it("are shown with the call-outs of one partner, without anybody's name or account", async () => {
    const { simulator } = await start(good)
    await register(simulator, "Other")
    await post(simulator, "collections", { ...order, partner: "Acme", payerName: "ASHA RAO", payerAccount: "000000000077" })
    await simulator.idle()
    const text = JSON.stringify(await post(simulator, "callbacks?partner=Acme"))
    expect(text).toContain("ecollection.mis_posting")
    expect(text).not.toMatch(/ASHA|000000000077|1000\.00/)
    expect(await post(simulator, "callbacks?partner=Other")).toMatchObject({ addresses: [], total: 0 })
    expect(await post(simulator, "callbacks?kind=ecollection.mis_posting")).toMatchObject({ total: 1 })
  })
})
