import { composite } from "@hundi/catalog/composite"
import { createBank, type Journal, type PayoutStatus, type RunningBank, type Sealer, type Transport } from "@hundi/core"
import { openSqliteJournal } from "@hundi/journal/sqlite"
import { expect, it } from "vitest"
import { makeClock, makeServices } from "./engine.ts"
import { simulate } from "./simulate.ts"
import type { Client, Env, Word } from "./types.ts"

// The kit knows how to seal by itself; here the mark of what was sealed is all that core needs.
const sealer: Sealer = {
  seal: async (value) => JSON.stringify(value),
  open: async (body) => JSON.parse(body) as { readonly sealed: boolean; readonly value: unknown }
}
const transportOf = (env: Env): Transport => ({
  send: async ({ path, headers, body, timeoutMs }) => {
    const call = { path, priority: headers["x-priority"] ?? "", body: JSON.parse(body) as Readonly<Record<string, unknown>>, timeoutMs }
    const reply = await env.send(call)
    if (reply.kind === "failure") return reply
    return { kind: "reply", status: reply.status, body: reply.sealed ? JSON.stringify({ sealed: true, value: reply.body }) : plain(reply.text) }
  }
})
const plain = (text: string): string => {
  try {
    return JSON.stringify({ sealed: false, value: JSON.parse(text) as unknown })
  } catch {
    return text
  }
}
const wordOf = (status: PayoutStatus): Word => {
  if (status === "settled" || status === "review") return status === "review" ? "review" : "paid"
  return status === "failed" || status === "reversed" || status === "cancelled" ? "not-paid" : "unknown"
}
/** What held a rail was one payment's trouble: half an hour later somebody lets it send again. */
const withPeople = (journal: Journal, env: Env): Journal => ({
  ...journal,
  record: async (holder, change) => {
    const result = await journal.record(holder, change)
    const { pause } = change
    if (pause !== undefined) void env.sleep(1_800_000).then(() => journal.resume(pause.rail))
    return result
  }
})

const makeOurs = (journal: Journal, wireOf = transportOf) => (env: Env): Client => {
  const guarded = withPeople(env.guard("journal", journal), env)
  const bank = createBank({
    journal: guarded,
    transport: wireOf(env),
    sealer,
    families: { composite },
    context: makeServices(makeClock(env), env.random),
    settings: {
      partner: { ...env.partner, senderName: "CRASH KIT", mobile: "9999900000", retailerCode: "rcode" },
      ...{ apiKey: env.partner.apiKey, environment: "T", instance: "01", owner: "01", bankTimeoutMs: 30_000 },
      fingerprintKey: new Uint8Array(32).fill(1)
    }
  })
  let running: RunningBank | undefined
  return {
    pay: async (order) => {
      await bank.payouts.accept([order])
      running?.wake()
    },
    recover: async () => {
      await guarded.takeOver("01", env.now())
      for (const { rail } of await guarded.pauses()) await guarded.resume(rail)
      running = bank.start({ sends: 8, enquiries: 8, pollMs: 86_400_000, onFault: () => undefined })
    },
    statusOf: async (payoutId) => {
      const view = await bank.payouts.get(payoutId)
      return view === undefined ? "unknown" : wordOf(view.payout.status)
    }
  }
}

it("our own core and SQLite journal break no law, wherever they crash", async () => {
  const crashed = new Set<string>()
  for (const seed of [1, 2, 3]) {
    const journal = openSqliteJournal(":memory:")
    const { crashes, words, firstFailure, ...verdict } = await simulate({ seed, payouts: 50, makeClient: makeOurs(journal) })
    await journal.close()
    expect(verdict, firstFailure?.story.join("\n")).toMatchObject({ ok: true, doublePays: [], misStated: [], lost: [], stuck: [] })
    expect(words.paid).toBeGreaterThan(20)
    for (const place of Object.keys(crashes)) crashed.add(place)
  }
  const places = ["bank.send", "journal.accept", "journal.claimDue", "journal.record", "journal.reserve", "journal.markSending"]
  expect([...crashed]).toEqual(expect.arrayContaining(places.flatMap((place) => [`${place}:before`, `${place}:after`])))
})

it("a transport that calls every failure not sent breaks L3, and the kit sees it", async () => {
  const lying = (env: Env): Transport => ({
    send: async (request) => {
      const result = await transportOf(env).send(request)
      return result.kind === "failure" ? { ...result, sent: "no" } : result
    }
  })
  const journal = openSqliteJournal(":memory:")
  const { doublePays, firstFailure } = await simulate({ seed: 1, payouts: 40, makeClient: makeOurs(journal, lying) })
  await journal.close()
  expect(doublePays.length).toBeGreaterThan(0)
  expect(firstFailure?.story.join("\n")).toContain("PAID TWICE")
})
