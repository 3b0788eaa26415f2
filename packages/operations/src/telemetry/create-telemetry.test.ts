import { composite } from "@hundi/catalog/composite"
import { createBank, HundiError, type Journal, type Sealer, type Transport, type WireRequest, type WireResult } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { describe, expect, it } from "vitest"
import { createTelemetry, type TelemetryOptions } from "./create-telemetry.ts"
import { makeFakeMeter, makeFakeTracer } from "./testing-fakes.ts"

const NOW = Date.UTC(2030, 0, 31, 6)
const order = (changes = {}) => ({
  payoutId: "P1",
  amountPaise: 123_456n,
  beneficiary: { name: "Qvexalu Brondizar", accountNumber: "918273645501", ifsc: "TEST0000001" },
  remark: "for Wombrelli",
  ...changes
})
const sealer: Sealer = { seal: async (value) => JSON.stringify(value), open: async (body) => ({ sealed: true, value: JSON.parse(body) }) }
type Answer = (body: Record<string, unknown>, request: WireRequest) => WireResult
const says = (ActCode: string, more = {}): Answer => (body) => ({
  kind: "reply",
  status: 200,
  body: JSON.stringify({ success: ActCode === "0", ActCode, BankRRN: "000000000001", TransRefNo: body["tranRefNo"], ...more })
})

const setUp = (answers: Answer[], options: Partial<TelemetryOptions> & { journal?: Journal } = {}) => {
  const clock = { now: NOW }
  const [{ meter, measured, collect }, { tracer, spans }] = [makeFakeMeter(), makeFakeTracer()]
  const contextOf = (span: unknown) => (span as { spanContext: () => unknown }).spanContext()
  const telemetry = createTelemetry({ meter, tracer, contextOf, now: () => clock.now, lookEveryMs: 0, ...options })
  const plain = options.journal ?? createMemoryJournal()
  const transport: Transport = {
    send: async (request) => {
      clock.now += 120
      const answer = answers.shift()
      if (answer === undefined) throw new Error("no further answer")
      return answer(JSON.parse(request.body) as Record<string, unknown>, request)
    }
  }
  const journal = telemetry.instrumentJournal(plain)
  const bank = createBank({
    transport: telemetry.instrumentTransport(transport),
    sealer,
    journal,
    families: { composite },
    settings: {
      partner: { bcId: "IBCTST00000", passCode: "made-up", senderName: "TEST", mobile: "9999900000", retailerCode: "rcode" },
      ...{ apiKey: "made-up", environment: "T", instance: "01", owner: "01", fingerprintKey: new Uint8Array(32).fill(7), bankTimeoutMs: 1000 }
    },
    clockOffsetMs: () => clock.now - Date.now()
  })
  const valueOf = (name: string) => measured.filter((one) => one.name === name)
  return { bank, journal, telemetry, clock, measured, valueOf, spans, collect }
}

/** Runs the loop until it has processed so many payouts. */
const runUntil = async ({ bank, telemetry }: ReturnType<typeof setUp>, count: number) => {
  let seen = 0
  await new Promise<void>((resolve) => {
    const running = bank.start({
      pollMs: 5,
      onFault: telemetry.onFault,
      onProcessed: (work) => {
        telemetry.onProcessed(work)
        if (++seen === count) void running.stop(1000).then(resolve)
      }
    })
  })
}

describe("a payout that is sent", () => {
  it("counts what happened, by rail, and traces it: the payout, in it the sending, beside it the call", async () => {
    const test = setUp([says("0")])
    await test.bank.payouts.accept([order()])
    test.clock.now += 40
    await runUntil(test, 1)
    expect(test.valueOf("hundi.payouts.taken")).toEqual([{ name: "hundi.payouts.taken", value: 1, labels: { "hundi.rail": "imps", "hundi.result": "created" } }])
    expect(test.valueOf("hundi.attempts")).toMatchObject([{ value: 1, labels: { "hundi.rail": "imps" } }])
    expect(test.valueOf("hundi.sends")).toMatchObject([{ value: 1, labels: { "hundi.rail": "imps" } }])
    expect(test.valueOf("hundi.outcomes")).toMatchObject([
      { value: 1, labels: { "hundi.rail": "imps", "hundi.outcome": "Settled", "hundi.event": "settled", "hundi.from": "pay", "hundi.code_class": "success" } }
    ])
    const [wake] = test.valueOf("hundi.wake.latency")
    expect(wake).toMatchObject({ labels: { "hundi.lane": "sends" } })
    expect(wake?.value).toBeGreaterThanOrEqual(40)
    expect(test.valueOf("hundi.calls")).toMatchObject([{ labels: { "url.path": "/api/v1/composite-payment", "hundi.result": "2xx" } }])
    expect(test.valueOf("hundi.call.duration")[0]?.value).toBeGreaterThanOrEqual(120)

    const byName = Object.fromEntries(test.spans.map((span) => [span.name, span]))
    expect(Object.keys(byName).sort()).toEqual(["hundi.call", "hundi.payout", "hundi.send"])
    expect(byName["hundi.payout"]?.labels).toEqual({
      "hundi.rail": "imps",
      "hundi.operation": "composite.imps.pay",
      "hundi.amount_band": "1,000 to 10,000",
      "hundi.lane": "sends",
      "hundi.attempt": 1,
      "hundi.reference": expect.stringMatching(/^T01[0-9A-Z]{12}$/),
      "hundi.outcome": "Settled",
      "hundi.event": "settled",
      "hundi.from": "pay",
      "hundi.code_class": "success",
      "hundi.code": "0",
      "hundi.result": "recorded"
    })
    expect(byName["hundi.send"]?.parent).toBe(byName["hundi.payout"])
    expect(test.spans.every(({ endedAt }) => endedAt !== undefined)).toBe(true)
  })

  it("never labels with what the bank or a user wrote", async () => {
    const echo: Answer = (body) => says("918273645501", { Response: "Qvexalu Brondizar", remarks: body["paymentRef"] })(body, {} as WireRequest)
    const test = setUp([echo, () => ({ kind: "failure", sent: "maybe", why: "918273645501 Qvexalu" })])
    // Ids so long that no reference, which is drawn at random, holds one of them by chance.
    const second = order({ payoutId: "payout-of-qvexalu-2", beneficiary: { ...order().beneficiary, accountNumber: "918273645502" } })
    await test.bank.payouts.accept([order({ payoutId: "payout-of-qvexalu-1" }), second])
    await runUntil(test, 2)
    test.telemetry.onFault(new HundiError("918273645501" as never, "Qvexalu"))
    const said = JSON.stringify([test.measured, test.spans, await test.collect()])
    expect(said).toContain("Unknown")
    expect(said).not.toMatch(/9182736455|qvexalu|brondizar|wombrelli|"123456"|:123456\b|made-up|payout-of/i)
  })
})

describe("an attempt that is unknown", () => {
  it("has an age while it is, and leaves it in a histogram when its outcome is proved by an enquiry", async () => {
    const lost: Answer = () => ({ kind: "failure", sent: "maybe", why: "time-out" })
    const test = setUp([lost, says("0")])
    await test.bank.payouts.accept([order()])
    await runUntil(test, 1)
    expect(test.valueOf("hundi.outcomes")).toMatchObject([{ labels: { "hundi.outcome": "Unknown", "hundi.reason": "time-out", "hundi.from": "pay" } }])
    expect(test.valueOf("hundi.calls")).toMatchObject([{ labels: { "hundi.result": "maybe-sent" } }])
    test.clock.now += 60_000
    const gauges = await test.collect()
    expect(gauges.find(({ name }) => name === "hundi.unknown.oldest")?.value).toBeGreaterThanOrEqual(60_000)
    expect(gauges).toContainEqual({ name: "hundi.payouts", value: 1, labels: { "hundi.status": "unknown" } })

    await runUntil(test, 1)
    expect(test.valueOf("hundi.outcomes").at(-1)).toMatchObject({ labels: { "hundi.outcome": "Settled", "hundi.from": "enquiry" } })
    const [age] = test.valueOf("hundi.unknown.age")
    expect(age).toMatchObject({ labels: { "hundi.rail": "imps", "hundi.outcome": "Settled" } })
    expect(age?.value).toBeGreaterThanOrEqual(60_000)
    expect(test.spans.map(({ name }) => name)).toContain("hundi.enquiry")
    const after = await test.collect()
    expect(after).toContainEqual({ name: "hundi.unknown.oldest", value: 0, labels: {} })
    expect(after).toContainEqual({ name: "hundi.in_flight", value: 0, labels: { "hundi.lane": "enquiries" } })
  })
})

describe("work that ends otherwise", () => {
  it("is held, with the kind of the hold; is in flight while it is claimed; is dropped when its lease has lapsed", async () => {
    const test = setUp([])
    await test.bank.payouts.accept([order(), order({ payoutId: "P2", amountPaise: 100n })])
    const request = { owner: "01", now: test.clock.now, leaseMs: 1000, limit: 9, want: "sends" as const }
    const [one, two] = await test.journal.claimDue(request)
    expect(await test.collect()).toContainEqual({ name: "hundi.in_flight", value: 2, labels: { "hundi.lane": "sends" } })
    await test.journal.hold({ payoutId: one!.payout.id, epoch: one!.epoch, at: NOW, kind: "limit", reason: "Wombrelli's limit", status: "queued", dueAt: null })
    expect(test.valueOf("hundi.held")).toMatchObject([{ labels: { "hundi.rail": "imps", "hundi.hold": "limit" } }])
    test.clock.now += 2000
    expect(await test.collect()).toContainEqual({ name: "hundi.in_flight", value: 0, labels: { "hundi.lane": "sends" } })
    expect(test.spans.map(({ labels }) => labels["hundi.result"])).toEqual(["held", "lapsed"])
    // Late word of a lost worker changes nothing here.
    await expect(test.journal.release(two!.payout.id, 99, null)).rejects.toMatchObject({ code: "FENCED" })
  })
  it("rails that are paused are seen; stopping ends the gauges", async () => {
    const test = setUp([])
    await test.journal.pause("neft", "the bank called", NOW)
    expect(await test.collect()).toContainEqual({ name: "hundi.rail.paused", value: 1, labels: { "hundi.rail": "neft" } })
    test.telemetry.stop()
    expect(await test.collect()).toEqual([])
  })
})

describe("telemetry that fails", () => {
  it("stops no payment, and a journal that is a class works through it", async () => {
    const broken = () => {
      throw new Error("exporter down")
    }
    class Wrapped {
      readonly #inner = createMemoryJournal()
      verify() {
        return this.#inner.verify()
      }
    }
    const meter = {
      createCounter: () => ({ add: broken }),
      createHistogram: () => ({ record: broken }),
      createObservableGauge: () => ({ addCallback: broken, removeCallback: broken })
    }
    const test = setUp([says("0")], { meter, tracer: { startSpan: broken } })
    expect((await test.bank.payouts.pay(order())).payout.status).toBe("settled")
    const telemetry = createTelemetry({ now: () => NOW })
    expect(await telemetry.instrumentJournal(new Wrapped() as unknown as Journal).verify()).toEqual([])
    expect(() => telemetry.stop()).not.toThrow()
  })
  it("rejects as the port rejects", async () => {
    const test = setUp([])
    const transport = test.telemetry.instrumentTransport({ send: () => Promise.reject(new Error("broken")) })
    const request = { method: "POST" as const, path: "/x?account=918273645501", headers: {}, body: "", timeoutMs: 1 }
    await expect(transport.send(request)).rejects.toThrow("broken")
    expect(test.valueOf("hundi.calls")).toMatchObject([{ labels: { "url.path": "/x", "hundi.result": "maybe-sent" } }])
  })
})
