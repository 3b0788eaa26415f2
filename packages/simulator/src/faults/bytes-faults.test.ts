import type { Envelope } from "@hundi/crypto-envelope"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import { beforeAll, describe, expect, it } from "vitest"
import type { BankKeys, FaultKind, Partner } from "../index.ts"
import { createBankKeys, createSimulator, faultTable } from "../index.ts"
import { payBody, startMs } from "../testing/bench-bank.ts"

const url = "http://bank.test/api/v1/composite-payment"
let keys: BankKeys
let present: BankKeys
let former: BankKeys

beforeAll(async () => {
  const make = (commonName: string) => generatePartnerKeys({ commonName, bits: 2048, now: startMs })
  ;[keys, present, former] = await Promise.all([createBankKeys({ now: startMs, bits: 2048 }), make("now"), make("before")])
})

const open = async () => {
  const slept: number[] = []
  const simulator = await createSimulator({ seed: 1, keys, now: () => startMs, sleep: async (ms) => void slept.push(ms) })
  const partner: Partner = simulator.bank.registerPartner({
    name: "Acme", certificatePem: present.certificatePem, formerCertificatePem: former.certificatePem
  })
  const envelopeWith = (own: BankKeys, more: Partial<typeof profiles.composite> = {}): Promise<Envelope> =>
    createEnvelope({
      recipientCertificate: keys.certificatePem, privateKey: own.privateKeyPem, profile: { ...profiles.composite, ...more }
    })
  const envelope = await envelopeWith(present)
  const send = async (): Promise<Response> => simulator.fetch(url, {
    method: "POST", headers: { apikey: partner.apiKey, "x-priority": "0100" }, body: await envelope.seal(payBody(partner))
  })
  return { simulator, envelope, envelopeWith, send, slept }
}

interface Look {
  readonly status: number
  readonly type: string | null
  readonly raw: string
  readonly opens: unknown
}

/** What a client with its usual profile sees of a payment under a fault. */
const look = async (fault: FaultKind) => {
  const bench = await open()
  bench.simulator.bank.addFault({ match: {}, fault })
  const response = await bench.send()
  const raw = await response.text()
  const opens = await bench.envelope.open(raw).then(({ sealed, value }) => ({ sealed, ...(value as object) }), () => "no")
  const seen: Look = { status: response.status, type: response.headers.get("content-type"), raw, opens }
  return { ...bench, response, seen }
}

const isPaid = expect.objectContaining({ sealed: true, ActCode: "0" }) as unknown
const json = (text: string) => JSON.parse(text) as Record<string, string>

const seenBytes: readonly (readonly [FaultKind, Partial<Look>])[] = [
  ["garbled-reply", { status: 200, opens: "no" }],
  ["old-certificate", { status: 200, opens: "no" }],
  ["damaged-reply", { status: 200, opens: "no" }],
  ["truncated-reply", { status: 200, opens: "no" }],
  ["doubled-reply", { status: 200, opens: "no" }],
  ["empty-reply", { status: 200, raw: "", opens: "no" }],
  ["long-session-key", { status: 200, opens: "no" }],
  ["oaep-reply", { status: 200, opens: "no" }],
  ["iv-in-field", { status: 200, opens: isPaid }],
  ["iv-in-plaintext", { status: 200, opens: isPaid }],
  ["minimal-envelope", { status: 200, opens: isPaid }],
  ["wrong-content-type", { status: 200, type: "text/html", opens: isPaid }],
  ["plain-reply", { status: 200, opens: expect.objectContaining({ sealed: false, ActCode: "0" }) }],
  ["page-with-200", { status: 200, type: "text/html;charset=utf-8", opens: "no" }],
  ["bad-gateway-page", { status: 502, type: "text/html;charset=utf-8", opens: "no" }],
  ["bare-429", { status: 429, raw: "" }],
  ["numeric-code", { opens: expect.objectContaining({ sealed: true, ActCode: 0 }) }]
]

describe("the bytes of a reply", () => {
  it.each(seenBytes)("%s: %j, and the money has moved", async (fault, wanted) => {
    const { seen, simulator } = await look(fault)
    expect(seen).toMatchObject(wanted)
    expect(simulator.bank.ledger()).toMatchObject([{ tranRefNo: "REF1", state: "settled" }])
  })

  it("is tried for every fault of the group", () => {
    const group = (Object.keys(faultTable) as FaultKind[]).filter((kind) => faultTable[kind].group === "bytes")
    expect(group.filter((kind) => !seenBytes.some(([tried]) => tried === kind))).toEqual([])
  })

  it("old-certificate opens with the key that the partner had before", async () => {
    const { seen, envelopeWith } = await look("old-certificate")
    expect((await (await envelopeWith(former)).open(seen.raw)).value).toMatchObject({ ActCode: "0" })
  })

  it("damaged-reply has all of an envelope, and one letter too many of another kind", async () => {
    const { seen } = await look("damaged-reply")
    expect(Object.keys(json(seen.raw))).toHaveLength(8)
    expect(json(seen.raw)["encryptedData"]).toMatch(/^[A-Za-z0-9+/=]+$/)
  })

  it("long-session-key and oaep-reply open for those who expect them", async () => {
    const long = await look("long-session-key")
    const withLongKey = await long.envelopeWith(present, { sessionKey: { bytes: 32, charset: "ascii" } })
    expect((await withLongKey.open(long.seen.raw)).value).toMatchObject({ ActCode: "0" })
    const oaep = await look("oaep-reply")
    expect(json(oaep.seen.raw)["oaepHashingAlgorithm"]).toBe("SHA1")
    const withOaep = await oaep.envelopeWith(present, { accept: ["PKCS1", "OAEP-SHA1"] })
    expect((await withOaep.open(oaep.seen.raw)).value).toMatchObject({ ActCode: "0" })
  })

  it("truncated-reply is the first half, doubled-reply the whole twice", async () => {
    const [half, twice] = [(await look("truncated-reply")).seen.raw, (await look("doubled-reply")).seen.raw]
    expect(half).toMatch(/^\{"requestId"/)
    expect(() => json(half)).toThrow(SyntaxError)
    expect(twice.slice(0, twice.length / 2)).toBe(twice.slice(twice.length / 2))
  })

  it("minimal-envelope and iv-in-field have their fields, and no others", async () => {
    expect(Object.keys(json((await look("minimal-envelope")).seen.raw))).toEqual(["encryptedKey", "encryptedData"])
    expect(json((await look("iv-in-field")).seen.raw)["iv"]).toMatch(/^[A-Za-z0-9+/]{22}==$/)
  })
})

describe("the connection", () => {
  it("cut-reply breaks in the middle of a body whose length it has announced", async () => {
    const { simulator, send } = await open()
    simulator.bank.addFault({ match: {}, fault: "cut-reply" })
    const response = await send()
    expect(Number(response.headers.get("content-length"))).toBeGreaterThan(500)
    await expect(response.text()).rejects.toThrow(/cut the connection/)
    expect(simulator.bank.ledger()).toHaveLength(1)
  })

  it("slow-reply comes whole, in pieces over delayMs", async () => {
    const { simulator, envelope, send, slept } = await open()
    simulator.bank.addFault({ match: {}, fault: "slow-reply", delayMs: 2000 })
    const response = await send()
    expect(slept.length).toBeLessThan(3)
    expect((await envelope.open(await response.text())).value).toMatchObject({ ActCode: "0" })
    expect(slept.length).toBeGreaterThanOrEqual(19)
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(slept.length * 100)
  })

  it("redirect names the very address that was asked", async () => {
    const { simulator, send } = await open()
    simulator.bank.addFault({ match: {}, fault: "redirect" })
    const response = await send()
    expect([response.status, response.headers.get("location")]).toEqual([307, url])
    expect(simulator.bank.ledger()).toHaveLength(1)
  })

  it("rate-limit and the pages carry their headers", async () => {
    const { simulator, send } = await open()
    simulator.bank.addFault({ match: {}, fault: "rate-limit" })
    simulator.bank.addFault({ match: {}, fault: "maintenance-page" })
    const [limited, page] = [await send(), await send()]
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "60"])
    expect([page.status, page.headers.get("content-type"), (await page.text()).slice(0, 15)]).toEqual([503, "text/html;charset=utf-8", "<!DOCTYPE html>"])
    expect(simulator.bank.ledger()).toEqual([])
  })
})
