import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import { describe, expect, it } from "vitest"
import { impsPayment } from "./imps-calls.ts"
import type { MakeClient } from "./run-client.ts"
import { simulate } from "./simulate.ts"
import type { Word } from "./types.ts"
import type { EnvelopeEnds } from "./wire.ts"

/** Sends once, keeps what it did first, and says of an unclear reply what it is told to say. */
const sendOnce =
  (unclear: Word): MakeClient =>
  (env) => ({
    pay: async (order) => {
      if ((await env.store.get(order.payoutId)) !== undefined) return
      await env.store.set(order.payoutId, unclear)
      const reply = await env.send(impsPayment(env, order, `${order.payoutId}X`))
      const isPaid = reply.kind === "reply" && reply.sealed && reply.body["ActCode"] === "0"
      if (isPaid) await env.store.set(order.payoutId, "paid")
    },
    statusOf: async (payoutId) => (await env.store.get<Word>(payoutId)) ?? "unknown"
  })
const calm = { wire: 0, bankFault: 0, magicAccount: 0, firstCrash: 0, crash: 0, pollingCrash: 0, refusal: 0, stall: 0, owner: 0 }

describe("simulate", () => {
  it("the same seed gives the same run, byte for byte; another seed another", async () => {
    const run = (seed: number) => simulate({ seed, payouts: 30, makeClient: sendOnce("unknown"), keepTrace: true })
    const [one, same, other] = [await run(3), await run(3), await run(4)]
    expect(one.trace.length).toBeGreaterThan(100)
    expect(same).toEqual({ ...one, story: expect.any(Function) as unknown })
    expect(other.trace).not.toEqual(one.trace)
  })

  it("an unclear reply is no failure: who says not-paid is caught", async () => {
    const { misStated, doublePays, firstFailure, ok, replay } = await simulate({ seed: 1, payouts: 40, makeClient: sendOnce("not-paid") })
    expect(doublePays).toEqual([])
    expect(misStated.length).toBeGreaterThan(3)
    expect(ok).toBe(false)
    expect(firstFailure?.payoutId).toBe(misStated[0])
    expect(firstFailure?.story.join("\n")).toMatch(/bank: debits Rs [\s\S]*At the end the client says: not-paid\.$/)
    expect(replay).toContain("seed: 1, payouts: 40")
  })

  it("nor is it a success", async () => {
    expect((await simulate({ seed: 1, payouts: 40, makeClient: sendOnce("paid") })).misStated.length).toBeGreaterThan(3)
  })

  it("who never asks is stuck where the bank can tell, and is not where people were told", async () => {
    const stuck = await simulate({ seed: 1, payouts: 40, makeClient: sendOnce("unknown") })
    expect(stuck).toMatchObject({ doublePays: [], misStated: [] })
    expect(stuck.stuck.length).toBeGreaterThan(3)
    const told = await simulate({ seed: 1, payouts: 40, makeClient: sendOnce("review") })
    expect(told).toMatchObject({ ok: true, firstFailure: undefined, words: { review: expect.any(Number) as number } })
  })

  it("an order that was taken on and never sent is lost", async () => {
    const makeClient: MakeClient = () => ({ pay: async () => undefined, statusOf: async () => "unknown" })
    expect((await simulate({ seed: 1, payouts: 3, makeClient })).lost).toEqual(["P1", "P2", "P3"])
  })

  it("a debit that nobody ordered is found", async () => {
    const makeClient: MakeClient = (env) => ({
      pay: async (order) => {
        await env.send(impsPayment(env, { ...order, beneficiary: { ...order.beneficiary, accountNumber: "555555555555" } }, "STRAY1"))
      },
      statusOf: async () => "review"
    })
    expect((await simulate({ seed: 1, payouts: 1, weather: calm, makeClient })).lost).toEqual(["debit STRAY1"])
  })

  it("in calm weather everything is paid, and an order is given once", async () => {
    const result = await simulate({ seed: 5, payouts: 20, weather: calm, makeClient: sendOnce("unknown") })
    expect(result).toMatchObject({ ok: true, words: { paid: 20 }, crashes: {} })
    expect(result.story("P1").filter((line) => line.includes('pay("P1")'))).toHaveLength(1)
  })

  it("a bank that answers about the first request pays a repeated reference once; the harsh one again", async () => {
    const makeClient: MakeClient = (env) => ({
      pay: async (order) => {
        for (const _ of [1, 2]) await env.send(impsPayment(env, order, `${order.payoutId}R`))
      },
      statusOf: async () => "paid"
    })
    const options = { seed: 1, payouts: 2, weather: calm, makeClient }
    expect((await simulate(options)).doublePays).toEqual(["P1", "P2"])
    expect((await simulate({ ...options, repeatedReference: "answer-first" })).doublePays).toEqual([])
  })
})

describe("what a client goes through", () => {
  it("every call is crashed before and after, and every kind of trouble met", async () => {
    const { crashes, faults } = await simulate({ seed: 2, payouts: 150, makeClient: sendOnce("review") })
    const places = ["bank.send", "store.get", "store.set"].flatMap((place) => [`${place}:after`, `${place}:before`])
    expect(Object.keys(crashes)).toEqual(places)
    const wire = ["doubled", "garbled", "late-arrival", "lost-reply", "lost-request", "refused", "slow-reply"]
    expect(Object.keys(faults)).toEqual(expect.arrayContaining([...wire, "clock-jump", "order-given-again", "stall-past-lease", "store-refuses"]))
  })

  it("what is kept is a copy, and outlives every crash; guarded ports crash too", async () => {
    const rows = new Map<string, number>()
    const table = { add: async (id: string) => void rows.set(id, (rows.get(id) ?? 0) + 1) }
    const makeClient: MakeClient = (env) => {
      const guarded = env.guard("table", table)
      return {
        pay: async ({ payoutId }) => {
          const row = { tries: ((await env.store.get<{ tries: number }>(payoutId))?.tries ?? 0) + 1 }
          await env.store.set(payoutId, row)
          row.tries = 99
          await guarded.add(payoutId)
          if ((await env.store.entries()).length > 100) await env.store.delete(payoutId)
        },
        statusOf: async (payoutId) => ((await env.store.get<{ tries: number }>(payoutId))?.tries === 99 ? "paid" : "review")
      }
    }
    const { crashes, words, misStated } = await simulate({ seed: 1, payouts: 40, makeClient })
    expect(Object.keys(crashes)).toEqual(expect.arrayContaining(["table.add:after", "table.add:before"]))
    expect({ words, misStated }).toEqual({ words: { review: 40 }, misStated: [] })
    expect(rows.size).toBe(40)
  })

  it("a client that asks without pausing is stopped, and one that does not start is named", async () => {
    const endless: MakeClient = (env) => ({
      pay: async () => {
        for (;;) await env.store.get("x")
      },
      statusOf: async () => "unknown"
    })
    await expect(simulate({ seed: 1, payouts: 1, weather: calm, makeClient: endless })).rejects.toThrow("without pausing")
    const broken: MakeClient = () => Promise.reject(new Error("no settings"))
    await expect(simulate({ seed: 1, payouts: 1, makeClient: broken })).rejects.toThrow("the client does not start: no settings")
  })

  it("through the envelope, in real time; the same words as without", async () => {
    const ends = await Promise.all(["client", "bank"].map((commonName) => generatePartnerKeys({ commonName, bits: 2048, now: Date.now() })))
    const [client, bank] = ends as [(typeof ends)[number], (typeof ends)[number]]
    const seal = (own: typeof client, other: typeof client) =>
      createEnvelope({ recipientCertificate: other.certificatePem, privateKey: own.privateKeyPem, profile: profiles.composite })
    const run = (envelope: EnvelopeEnds | undefined) =>
      simulate({ seed: 6, payouts: 12, makeClient: sendOnce("review"), keepTrace: true, ...(envelope === undefined ? {} : { envelope }) })
    const sealed = await run({ client: await seal(client, bank), bank: await seal(bank, client) })
    expect(sealed.trace).toEqual((await run(undefined)).trace)
    expect(sealed.words.paid).toBeGreaterThan(3)
    // Sealed to the wrong key: the bank refuses each request, outside the encryption.
    const wrong = await run({ client: await seal(client, client), bank: await seal(bank, client) })
    expect(wrong.words).toEqual({ review: 12 })
    expect(wrong.story("P1").join("\n")).toMatch(/8016|connection is refused|hears nothing/)
  })

  it("wrong options are refused", async () => {
    await expect(simulate({ seed: 0.5, makeClient: sendOnce("review") })).rejects.toThrow("seed takes")
    await expect(simulate({ seed: 1, payouts: 0, makeClient: sendOnce("review") })).rejects.toThrow("payouts takes")
  })
})
