import { paged, read } from "@hundi/catalog"
import { cib } from "@hundi/catalog/cib"
import { composite } from "@hundi/catalog/composite"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { bankBodyOf } from "./call-read.ts"
import { createBank, offsetClock } from "./create-bank.ts"
import type { Sealer, Transport } from "./ports.ts"
import { clearSealer, scriptedTransport, sealedReply, settingsOf } from "./testing/fixtures.ts"
import { createMemoryJournal } from "./testing/memory-journal.ts"

const common = {
  family: "test", portalPaths: [], method: "POST", path: "/x", headers: {}, seal: "hybrid", samples: { request: {}, response: { lines: [] } },
  codes: { family: "gateway", call: "manage" }, source: { doc: ["the test"], trust: "public" }
} as const
const request = Schema.Struct({ after: Schema.optionalKey(Schema.String) })
const response = Schema.Struct({
  lines: Schema.Array(Schema.Number), last: Schema.optionalKey(Schema.String), code: Schema.optionalKey(Schema.String)
})
const asked = read({ ...common, id: "test.asked", repeat: "when-lost", request, response })
const once = read({ ...common, id: "test.once", repeat: "never", request, response })
const lines = paged(asked, {
  call: asked,
  start: (first) => first,
  next: (_, { last }) => (last === undefined ? undefined : { after: last }),
  lines: (reply) => reply.lines,
  refused: ({ code }) => code
})
const clock = offsetClock(() => 0)
/** The gaps between tries take no time; limits do. */
const quick = Context.make(Clock.Clock, {
  ...clock, sleep: (duration) => (Duration.toMillis(duration) < 1000 ? Effect.void : clock.sleep(duration))
})
const corporate = { corpId: "C", userId: "U", urn: "R", aggrId: "A", aggrName: "N", debitAccount: "000000000009" }
const withCorporate = settingsOf({ partner: { ...settingsOf().partner, corporate } })
const bankOf = (transport: Transport, sealer: Sealer = clearSealer) =>
  createBank({
    transport, sealer, journal: createMemoryJournal(), settings: withCorporate, context: quick,
    families: { test: { asked, once, lines, inner: { asked } }, cib, composite }
  })
const lost = () => ({ kind: "failure", sent: "maybe", why: "the line failed" }) as const
const page = (body: object) => () => sealedReply({ lines: [], ...body })
const caller = { aggrId: "A", corpId: "C", userId: "U", urn: "R", accountNumber: "000000000009" }

describe("a call that moves no money", () => {
  it("is asked again when the line fails, three times", async () => {
    const transport = scriptedTransport([lost, lost, lost, page({ lines: [1] })])
    expect(await bankOf(transport).test.asked({})).toEqual({ lines: [1] })
    const silent = scriptedTransport([lost, lost, lost, lost, page({})])
    await expect(bankOf(silent).test.inner.asked({})).rejects.toMatchObject({ code: "CALL_FAILED" })
    expect(silent.requests).toHaveLength(4)
  })

  it("is asked once where it changes something at the bank", async () => {
    const transport = scriptedTransport([lost, page({})])
    await expect(bankOf(transport).test.once({})).rejects.toMatchObject({ code: "CALL_FAILED", sent: "maybe" })
    expect(transport.requests).toHaveLength(1)
  })

  it("keeps the bank's own body, out of the sight of whoever prints the reply", async () => {
    const reply = await bankOf(scriptedTransport([page({ lines: [1], HolderName: "Asha Rao", last: "2" })])).test.asked({})
    expect(reply).toEqual({ lines: [1], last: "2" })
    expect(JSON.stringify(reply)).not.toMatch(/Asha/)
    expect(bankBodyOf(reply)).toEqual({ lines: [1], last: "2", HolderName: "Asha Rao" })
    expect([bankBodyOf({ ...reply }), bankBodyOf(null), bankBodyOf("x")]).toEqual([undefined, undefined, undefined])
  })

  it("of RSA alone is refused, unsent, by a sealer that has none", async () => {
    const transport = scriptedTransport([])
    await expect(bankOf(transport).cib.balance(caller)).rejects.toMatchObject({ code: "SEAL_FAILED", sent: "no" })
    expect(transport.requests).toHaveLength(0)
  })

  it("of RSA alone travels as text, and its answer says how it is sealed", async () => {
    const rsa = {
      ...clearSealer,
      sealAsymmetric: async (value: unknown) => `rsa:${JSON.stringify(value)}`,
      openAsymmetric: async (body: string) => ({ sealed: true, value: JSON.parse(body.slice(4)) as unknown })
    }
    const requests: string[] = []
    const answers = ['rsa:{"EFFECTIVEBAL":"1.00"}', '{"sealed":{"EFFECTIVEBAL":"2.00"}}', '{"errorCode":"8017","description":"no"}']
    const transport: Transport = {
      send: async ({ body, headers }) => {
        requests.push(`${headers["content-type"]} ${body.slice(0, 12)}`)
        return { kind: "reply", status: 200, body: answers[requests.length - 1] ?? "" }
      }
    }
    const { balance } = bankOf(transport, rsa).cib
    expect([await balance(caller), await balance(caller), await balance(caller)]).toEqual([
      { balancePaise: 100n }, { balancePaise: 200n }, { gatewayCode: "8017", gatewayMessage: "no" }
    ])
    expect(new Set(requests)).toEqual(new Set(['text/plain rsa:{"AGGRID']))
  })
})

describe("a paged read", () => {
  const all = async (transport: Transport): Promise<readonly number[]> => {
    const found: number[] = []
    for await (const line of bankOf(transport).test.lines.all({})) found.push(line)
    return found
  }

  it("goes from page to page", async () => {
    const transport = scriptedTransport([page({ lines: [1, 2], last: "2" }), page({ lines: [], last: "3" }), page({ lines: [3] })])
    expect(await all(transport)).toEqual([1, 2, 3])
    expect(transport.requests.map(({ body }) => (JSON.parse(body) as { sealed: object }).sealed)).toEqual([{}, { after: "2" }, { after: "3" }])
  })

  it("asks for a page only when the lines before it were taken", async () => {
    const transport = scriptedTransport([page({ lines: [1], last: "1" }), page({ lines: [2] })])
    const lines = bankOf(transport).test.lines.all({})[Symbol.asyncIterator]()
    expect(transport.requests).toHaveLength(0)
    expect(await lines.next()).toEqual({ done: false, value: 1 })
    expect(transport.requests).toHaveLength(1)
  })

  it("does not end as if it were whole when a page is refused, lost, or leads back", async () => {
    await expect(all(scriptedTransport([page({ lines: [1], last: "1" }), page({ code: "8017" })]))).rejects.toMatchObject({
      code: "CALL_FAILED", reason: { detail: "refused: 8017" }
    })
    await expect(all(scriptedTransport([page({ lines: [1], last: "1" }), lost, lost, lost, lost]))).rejects.toMatchObject({ code: "CALL_FAILED" })
    const circle = page({ lines: [1], last: "1" })
    await expect(all(scriptedTransport([circle, circle, circle]))).rejects.toThrow(/circle/)
  })
})

describe("what a client refuses", () => {
  it("is refused before the journal knows of it", async () => {
    const bank = bankOf(scriptedTransport([]))
    const order = { payoutId: "P1", amountPaise: 100n, beneficiary: { name: "A", accountNumber: "000000000001", ifsc: "TEST0000001" } }
    await expect(bank.cib.payWithOtp(order)).rejects.toMatchObject({ code: "CONFIGURATION", message: expect.stringMatching(/one-time password/) })
    await expect(bank.payouts.pay(order, "cib.transactionOtp")).rejects.toMatchObject({ code: "CONFIGURATION" })
    expect(await bank.payouts.get("P1")).toBeUndefined()
    await expect(bank.cib.beneList({} as never)).rejects.toThrow(/its path is not public/)
    await expect(bank.call(cib.beneList, {} as never)).rejects.toThrow(/its path is not public/)
  })

  it("needs the facts of the rails that are paid over, and of no others", () => {
    const create = (families: Record<string, object>) => () =>
      createBank({
        ...{ transport: scriptedTransport([]), sealer: clearSealer, journal: createMemoryJournal(), settings: settingsOf() },
        families: families as never
      })
    expect(create({ cib })).toThrow(/partner.corporate: needed by cib.transaction$/)
    expect(create({ cib: { bulkPay: cib.bulkPay, nested: { otp: cib.payWithOtp } } })).not.toThrow()
    expect(create({ cib: { nested: { pay: cib.pay } } })).toThrow(/corporate/)
  })
})
