import { type PayoutChange, Sensitive } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { describe, expect, it } from "vitest"
import { openOperationsSql } from "../sqlite.ts"
import type { Endpoint } from "./check-endpoint.ts"
import { type ChangeFeed, createOutbox, type OutboxOptions } from "./create-outbox.ts"
import type { PayoutEvent } from "./payout-event.ts"
import type { SendWebhook, WebhookRequest } from "./send-delivery.ts"
import { formatWebhookSecret } from "./sign-webhook.ts"
import { verifyWebhook } from "./verify-webhook.ts"

const NOW = Date.UTC(2030, 0, 31, 6)
const DAY_MS = 86_400_000
const SECRET = formatWebhookSecret(new Uint8Array(32).fill(3))
const erp: Endpoint = { id: "erp", url: "https://erp.example/hooks", secrets: [SECRET] }

type Reply = number | Error | Awaited<ReturnType<SendWebhook>> | ReturnType<SendWebhook>
type Line = readonly [payout: string, kind: string, status: PayoutChange["status"], reason?: string]

const open = (endpoints: readonly Endpoint[] = [erp], options: Partial<OutboxOptions> = {}) => {
  const clock = { now: NOW }
  const history: PayoutChange[] = []
  const write = (...lines: readonly Line[]): void => {
    for (const [payout, kind, status, reason = null] of lines) {
      const payoutId = payout.includes("/") ? payout : `default/${payout}`
      const seq = history.filter((one) => one.payoutId === payoutId).length + 1
      history.push({ payoutId, seq, at: clock.now, kind, status, amountPaise: 10_050n, reference: null, rrn: null, reason })
    }
  }
  const journal: ChangeFeed = {
    changesSince: async (cursor, limit) => {
      const changes = history.slice(Number(cursor ?? 0), Number(cursor ?? 0) + limit)
      return { changes, cursor: changes.length === 0 ? cursor : String(Number(cursor ?? 0) + changes.length) }
    }
  }
  const calls: { readonly url: string; readonly request: WebhookRequest; readonly event: PayoutEvent }[] = []
  const answer: { next: (url: string, event: PayoutEvent) => Reply } = { next: () => 200 }
  const send: SendWebhook = async (url, request) => {
    const event = JSON.parse(request.body) as PayoutEvent
    calls.push({ url, request, event })
    const reply = answer.next(url, event)
    if (reply instanceof Error) throw reply
    return typeof reply === "number" ? { status: reply } : reply
  }
  const sql = openOperationsSql(":memory:")
  const start = (changes: Partial<OutboxOptions> = {}) =>
    createOutbox({ sql, journal, now: () => clock.now, send, endpoints, ...options, ...changes })
  const told = () => calls.map(({ event }) => `${event.data.payoutId} ${event.type.slice(7)}`)
  return { outbox: start(), start, sql, journal, clock, write, calls, answer, told, history }
}
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1))
}
const paid = (payout: string): readonly Line[] => [
  [payout, "accepted-by-us", "queued"], [payout, "reserved", "queued"], [payout, "sending", "in-flight"],
  [payout, "unknown", "unknown"], [payout, "unknown", "unknown"], [payout, "settled", "settled"]
]

describe("delivery", () => {
  it("tells each change of status once, in order, signed so that the receiver's check holds", async () => {
    const { outbox, write, calls, told, clock } = open()
    write(...paid("P1"))
    expect(await outbox.tick()).toEqual({ collected: 4, delivered: 4, failed: 0, dead: 0, nextAt: null })
    expect(told()).toEqual(["P1 queued", "P1 in-flight", "P1 unknown", "P1 settled"])
    for (const { request } of calls) {
      const { headers, body } = request
      expect(verifyWebhook({ headers, body, secrets: [SECRET], now: clock.now })).toMatchObject({ kind: "valid", id: headers["webhook-id"] })
      expect(request).toMatchObject({ method: "POST", redirect: "manual" })
    }
    expect(new Set(calls.map(({ request }) => request.headers["webhook-id"])).size).toBe(4)
    expect(await outbox.tick()).toMatchObject({ collected: 0, delivered: 0 })
  })

  it("L10: reads a journal's own history, and tells nothing about the person or what people typed", async () => {
    const journal = createMemoryJournal()
    const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
    const order = { tenant: "default", idempotencyKey: "", amountPaise: 10_050n, beneficiary, remark: "rent Asha", operation: "o", rail: "imps" as const }
    const entryOf = (payoutId: string) => ({
      ...{ id: `default/${payoutId}`, order: { ...order, payoutId, idempotencyKey: payoutId } },
      ...{ fingerprint: payoutId, beneficiaryHash: "b", scope: "s", dueAt: NOW }
    })
    await journal.accept([entryOf("P1"), entryOf("P2")], NOW)
    const [one, two] = await journal.claimDue({ owner: "01", now: NOW, leaseMs: 1000, limit: 2, want: "sends" })
    await journal.cancel({ payoutId: "default/P2", epoch: two?.epoch ?? 0, at: NOW, by: "ravi", reason: "Asha asked for it" })
    const holder = { payoutId: "default/P1", reference: "T012AY00000000A", epoch: one?.epoch ?? 0, at: NOW }
    await journal.reserve({ ...holder, fingerprint: "P1", businessDate: "2030-01-31" })
    await journal.markSending(holder, "digest")
    const settled = { attempt: { state: "settled" as const, rrn: "600000000001" }, payout: { status: "settled" as const, dueAt: null } }
    await journal.record(holder, { ...settled, event: { kind: "settled", detail: {} } })
    await journal.note("default/P1", { kind: "dossier-exported", detail: { by: "asha" } }, NOW)
    const { start, calls, told } = open()
    expect(await start({ journal }).tick()).toMatchObject({ collected: 5, delivered: 5 })
    expect([...told()].sort()).toEqual(["P1 in-flight", "P1 queued", "P1 settled", "P2 cancelled", "P2 queued"])
    expect(JSON.stringify(calls)).not.toMatch(/asha|rao|ravi|rent|000123456789/i)
    expect(calls.find(({ event }) => event.type === "payout.settled")?.event.data).toMatchObject({ reference: "T012AY00000000A", rrn: "600000000001" })
  })

  it("a later event of a payout waits for its earlier one; other payouts do not", async () => {
    const { outbox, write, answer, told, clock } = open()
    write(...paid("P1"), ...paid("P2"))
    answer.next = (_, { data }) => (data.payoutId === "P1" && clock.now === NOW ? 500 : 200)
    expect(await outbox.tick()).toMatchObject({ delivered: 4, failed: 1, nextAt: NOW + 5000 })
    expect(told().filter((line) => line.startsWith("P1"))).toEqual(["P1 queued"])
    clock.now += 5000
    expect(await outbox.tick()).toMatchObject({ delivered: 4, failed: 0, nextAt: null })
    expect(told().filter((line) => line.startsWith("P1"))).toEqual(["P1 queued", "P1 queued", "P1 in-flight", "P1 unknown", "P1 settled"])
  })

  it("a repeat has the id and body of the first try, and a time and signature of its own", async () => {
    const { outbox, write, answer, calls, clock } = open()
    write(["P1", "accepted-by-us", "queued"])
    answer.next = () => new Error("ECONNRESET erp.example")
    await outbox.tick()
    answer.next = () => 204
    clock.now += 5000
    await outbox.tick()
    const [one, two] = calls.map(({ request }) => request)
    expect([two?.headers["webhook-id"], two?.body]).toEqual([one?.headers["webhook-id"], one?.body])
    expect(two?.headers["webhook-timestamp"]).toBe(String(NOW / 1000 + 5))
    expect(two?.headers["webhook-signature"]).not.toBe(one?.headers["webhook-signature"])
  })

  it("endpoints are apart: types, tenant, and each its own pace", async () => {
    const shop: Endpoint = { ...erp, id: "shop", url: "https://shop.example/", tenant: "shop-1", types: ["payout.settled"] }
    const { outbox, write, answer, calls } = open([erp, shop])
    write(...paid("shop-1/P1"), ...paid("shop-10/P1"))
    answer.next = (url) => (url === erp.url ? 503 : 200)
    expect(await outbox.tick()).toMatchObject({ delivered: 1, failed: 2 })
    expect(calls.filter(({ url }) => url === shop.url).map(({ event }) => [event.data.id, event.type])).toEqual([["shop-1/P1", "payout.settled"]])
  })

  it("at most so many at once per endpoint", async () => {
    let underWay = 0
    let most = 0
    const send: SendWebhook = async () => {
      most = Math.max(most, ++underWay)
      await new Promise((resolve) => setTimeout(resolve, 1))
      underWay--
      return { status: 200 }
    }
    const { start, write } = open([erp], { send, parallel: 3 })
    for (let number = 0; number < 12; number++) write([`P${number}`, "accepted-by-us", "queued"])
    expect(await start().tick()).toMatchObject({ delivered: 12 })
    expect(most).toBe(3)
  })

  it("ends after what is under way when told to stop", async () => {
    const { start, write, answer, told } = open([erp], { parallel: 1 })
    write(["P1", "accepted-by-us", "queued"], ["P2", "accepted-by-us", "queued"])
    const stop = new AbortController()
    answer.next = () => {
      stop.abort()
      return 200
    }
    expect(await start().tick(stop.signal)).toMatchObject({ delivered: 1, nextAt: NOW })
    expect(told()).toHaveLength(1)
  })
})

describe("failures", () => {
  it.each<[string, Reply, string]>([
    ["an error of the receiver", 500, "HTTP 500"],
    ["a redirect", 302, "a redirect, which is not followed: set the endpoint's new url"],
    ["a redirect, as browsers show it", 0, "a redirect, which is not followed: set the endpoint's new url"],
    ["no connection", new Error("getaddrinfo ENOTFOUND erp.example"), "no connection"],
    ["a client that ignores the time-out", new Promise<never>(() => {}), "no answer within 0.02 s"]
  ])("%s is repeated for three days, then kept as a dead letter", async (_, reply, fault) => {
    const { start, write, answer, clock, told } = open([erp], { timeoutMs: 20 })
    const outbox = start()
    write(["P1", "accepted-by-us", "queued"], ["P1", "sending", "in-flight"])
    answer.next = () => reply
    for (let at: number | null = NOW; at !== null && outbox.deadLetters().length === 0; at = (await outbox.tick()).nextAt) clock.now = at
    expect(outbox.deadLetters()).toEqual([
      { endpointId: "erp", eventId: expect.stringMatching(/^evt_/), payoutId: "default/P1", type: "payout.queued", tries: 9, fault, endedAt: clock.now }
    ])
    expect([clock.now - NOW < 3 * DAY_MS, JSON.stringify(outbox.deadLetters()).includes("example")]).toEqual([true, false])
    expect(outbox.standings()).toEqual([{ id: "erp", disabledAt: null, waiting: 1, dead: 1 }])
    // The next event of the payout is not lost with it.
    answer.next = () => 200
    await outbox.tick()
    expect(told().at(-1)).toBe("P1 in-flight")
  })

  it("a receiver's Retry-After is heeded", async () => {
    const { outbox, write, answer } = open()
    write(["P1", "accepted-by-us", "queued"])
    answer.next = () => ({ status: 429, headers: new Headers({ "retry-after": "120" }) })
    expect(await outbox.tick()).toMatchObject({ failed: 1, nextAt: NOW + 120_000 })
  })

  it("410 Gone disables the endpoint, nothing more is sent to it, and `enable` sends what has waited", async () => {
    const { start, write, answer, told, clock } = open([erp], { parallel: 1 })
    const outbox = start()
    write(...paid("P1"), ...paid("P2"))
    answer.next = () => 410
    expect(await outbox.tick()).toMatchObject({ delivered: 0, failed: 1, nextAt: null })
    answer.next = () => 200
    clock.now += 40 * 60_000
    write(...paid("P3"))
    expect(await start().tick()).toMatchObject({ collected: 4, delivered: 0, nextAt: null })
    expect(told()).toHaveLength(1)
    expect(outbox.standings()).toEqual([{ id: "erp", disabledAt: NOW, waiting: 12, dead: 0 }])
    outbox.enable("erp")
    expect(await outbox.tick()).toMatchObject({ delivered: 12 })
    expect(told().filter((line) => line.startsWith("P1"))).toEqual(["P1 queued", "P1 queued", "P1 in-flight", "P1 unknown", "P1 settled"])
    expect(() => outbox.enable("other")).toThrow("no endpoint of that id")
  })

  it("what waited for all the time that events are kept becomes a dead letter, and lets the next one go", async () => {
    const { outbox, write, answer, clock, told } = open()
    write(["P1", "accepted-by-us", "queued"])
    answer.next = () => 410
    await outbox.tick()
    clock.now += 29 * DAY_MS
    write(["P1", "sending", "in-flight"])
    await outbox.tick()
    clock.now += 2 * DAY_MS
    await outbox.tick()
    expect(outbox.deadLetters()).toMatchObject([{ type: "payout.queued", fault: "HTTP 410" }])
    answer.next = () => 200
    outbox.enable("erp")
    await outbox.tick()
    expect(told()).toEqual(["P1 queued", "P1 in-flight"])
    clock.now += 31 * DAY_MS
    await outbox.tick()
    expect([outbox.deadLetters(), outbox.replay({ from: 0 })]).toEqual([[], 0])
  })
})

describe("replay", () => {
  it("sends kept events again under their old ids, in order, for one payout or endpoint or all", async () => {
    const { outbox, write, calls, told, clock } = open()
    write(...paid("P1"))
    await outbox.tick()
    clock.now += 60_000
    write(...paid("P2"))
    await outbox.tick()
    const ids = () => calls.map(({ request }) => request.headers["webhook-id"])
    const before = ids()
    expect(outbox.replay({ from: NOW + 1 })).toBe(4)
    expect(outbox.replay({ from: 0, payoutId: "P1", endpointId: "erp" })).toBe(4)
    expect(outbox.replay({ from: 0, payoutId: "P1", tenant: "shop-1" })).toBe(0)
    await outbox.tick()
    expect([...ids()].slice(8).sort()).toEqual([...before].sort())
    expect(told().slice(8).filter((line) => line.startsWith("P2"))).toEqual(["P2 queued", "P2 in-flight", "P2 unknown", "P2 settled"])
    expect(() => outbox.replay({ from: 0, endpointId: "other" })).toThrow("no endpoint of that id")
  })

  it("a new event waits for a replay of the same payout; a new endpoint gets what it never had", async () => {
    const { outbox, start, write, told, calls } = open()
    write(["P1", "accepted-by-us", "queued"], ["P1", "sending", "in-flight"])
    await outbox.tick()
    outbox.replay({ from: 0 })
    write(["P1", "settled", "settled"])
    await outbox.tick()
    expect(told()).toEqual(["P1 queued", "P1 in-flight", "P1 queued", "P1 in-flight", "P1 settled"])
    const later = start({ endpoints: [erp, { ...erp, id: "bi", url: "https://bi.example/" }] })
    await later.tick()
    expect(later.replay({ from: 0, endpointId: "bi" })).toBe(3)
    await later.tick()
    expect(calls.slice(5).map(({ url, event }) => `${url} ${event.type}`)).toEqual(
      ["queued", "in-flight", "settled"].map((type) => `https://bi.example/ payout.${type}`)
    )
  })
})

describe("collecting", () => {
  it("two workers collect each change once and deliver each event once while its lease holds", async () => {
    const { start, write, told } = open()
    write(...paid("P1"), ...paid("P2"), ...paid("P3"))
    const results = await Promise.all([start().tick(), start().tick()])
    expect(results.reduce((sum, { collected }) => sum + collected, 0)).toBe(12)
    expect(told()).toHaveLength(12)
    expect(new Set(told()).size).toBe(12)
  })

  it("a worker that died with a delivery under way: another sends it once the lease has lapsed", async () => {
    const { start, write, answer, told, clock } = open()
    write(["P1", "accepted-by-us", "queued"])
    answer.next = () => new Promise<never>(() => {})
    void start().tick()
    await until(() => told().length === 1)
    answer.next = () => 200
    expect(await start().tick()).toMatchObject({ delivered: 0, nextAt: NOW + 30_000 })
    clock.now += 30_000
    expect(await start().tick()).toMatchObject({ delivered: 1, nextAt: null })
    expect(told()).toEqual(["P1 queued", "P1 queued"])
  })

  it("a holder whose lease has lapsed cannot speak for the one that has it now, nor for a replay", async () => {
    const { start, write, answer, clock } = open()
    write(["P1", "accepted-by-us", "queued"])
    const fates: ((status: number) => void)[] = []
    answer.next = () => new Promise((resolve) => fates.push((status) => resolve({ status })))
    const [slow, quick] = [start(), start()]
    const first = slow.tick()
    await until(() => fates.length === 1)
    clock.now += 30_000
    const second = quick.tick()
    await until(() => fates.length === 2)
    fates[0]?.(500)
    expect(await first).toMatchObject({ failed: 0, nextAt: clock.now + 30_000 })
    expect(quick.replay({ from: 0 })).toBe(1)
    answer.next = () => 200
    fates[1]?.(200)
    // The success of before the replay does not count for it: the same lane sends it again.
    expect(await second).toMatchObject({ delivered: 1, nextAt: null })
    expect(slow.standings()).toMatchObject([{ waiting: 0 }])
  })

  it("a slow reader does not move the cursor back", async () => {
    const { start, write, journal, told } = open()
    write(...paid("P1"))
    const asked: (string | null)[] = []
    const quick = start()
    const overtaken: ChangeFeed = {
      changesSince: async (cursor, limit) => {
        asked.push(cursor)
        const page = await journal.changesSince(cursor, Math.min(limit, 2))
        if (asked.length === 1) await quick.collect()
        return page
      }
    }
    expect(await start({ journal: overtaken }).collect()).toBe(0)
    expect(asked).toEqual([null, "6"])
    await quick.tick()
    expect(told()).toHaveLength(4)
  })

  it("a gap in a payout's history stops collecting, skips nothing, and does not stop what was collected before", async () => {
    const { outbox, write, history, told } = open()
    write(...paid("P1").slice(0, 3))
    await outbox.collect()
    write(...paid("P1").slice(3))
    const [lost] = history.splice(4, 1)
    expect(await outbox.tick()).toMatchObject({ collected: 0, delivered: 2, fault: { code: "JOURNAL_UNAVAILABLE", message: expect.stringContaining("without its event 5") } })
    if (lost !== undefined) history.splice(4, 0, lost)
    expect(await outbox.tick()).toMatchObject({ collected: 2, delivered: 2 })
    expect(told()).toEqual(["P1 queued", "P1 in-flight", "P1 unknown", "P1 settled"])
  })

  it("a journal that is away is a fault of the tick, not its end; one without cursors is told so", async () => {
    const { start, write, journal } = open()
    write(["P1", "accepted-by-us", "queued"])
    const away = { changesSince: async () => Promise.reject(new Error("away")) }
    expect(await start({ journal: away }).tick()).toMatchObject({ fault: { code: "JOURNAL_UNAVAILABLE" } })
    const still: ChangeFeed = { changesSince: async (cursor, limit) => ({ ...(await journal.changesSince(null, limit)), cursor }) }
    expect(await start({ journal: still }).tick()).toMatchObject({ fault: { message: expect.stringContaining("without a new cursor") } })
  })

  it("changes before `collectFrom` are read and not told", async () => {
    const { start, write, told, clock } = open([erp], { collectFrom: NOW + 1 })
    write(...paid("P1").slice(0, 3))
    expect(await start().tick()).toMatchObject({ collected: 0, delivered: 0 })
    clock.now += 10
    write(...paid("P1").slice(5))
    await start().tick()
    expect(told()).toEqual(["P1 settled"])
  })

  it("L10: no body, row or dead letter holds more than ids, status and figures", async () => {
    const { outbox, write, calls } = open()
    write(["P1", "held", "awaiting-approval", "needs 2 approvals above Rs 100.00"])
    await outbox.tick()
    expect(Object.keys(calls[0]?.event.data ?? {})).toEqual(["id", "payoutId", "status", "seq", "amountPaise", "reason"])
  })

  it.each<[string, Partial<OutboxOptions>]>([
    ["two endpoints of one id", { endpoints: [erp, erp] }],
    ["parallel", { parallel: 0 }],
    ["timeoutMs", { timeoutMs: 0 }],
    ["keepForMs", { keepForMs: DAY_MS }]
  ])("refuses a bad set-up: %s", (_, options) => {
    expect(() => open([erp]).start(options)).toThrow(/same id|1 to 64|1 to 120000|seven days/)
  })
})
