import type { Journal } from "@hundi/core"
import type { Weather } from "@hundi/crash-kit/engine"
import { createInbox, type Inbox, readCallback } from "@hundi/operations/inbox"
import { openOperationsSql } from "@hundi/operations/sqlite"
import { check, type Verdict } from "../check.ts"
import { makeFile, pesterOwner, resumeRails, submitFile } from "../people.ts"
import { type Worker, startWorker } from "../workers.ts"
import { createWorld, END, START, type World } from "../world.ts"

/** One run in which the bank's callbacks come too. */
export interface CallbackRunOptions {
  readonly seed: number
  readonly payouts: number
  readonly weather?: Weather
  /** An inbox that believes what it is told: the run must then find payouts that were never paid. */
  readonly believes?: boolean
}

/** What one run showed. */
export interface CallbackRunResult {
  readonly verdict: Verdict
  /** Callbacks by what was done to them on the way, and receipts by kind. */
  readonly callbacks: Readonly<Record<string, number>>
  /** What became of the hints. */
  readonly hints: Readonly<Record<string, number>>
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const ROUND_MS = 20 * MINUTE_MS
const LAST_MS = END - 3 * 24 * HOUR_MS

/**
 * The bank tells of payments as they stand at that moment, and its word arrives late, twice, after a newer one, or not at all; somebody who
 * knows our references forges the opposite. The real inbox takes all of it as hints: it makes our own enquiry due, and settles nothing.
 */
export const runCallbacks = async ({ seed, payouts, weather = "windy", believes = false }: CallbackRunOptions): Promise<CallbackRunResult> => {
  const world = createWorld(seed, weather, false)
  const workers: Worker[] = []
  const wakeAll = (): void => workers.forEach((worker) => worker.wake())
  const sql = openOperationsSql(":memory:")
  const inbox = createInbox({ sql, journal: world.journal, owner: "inbox", now: world.clock.now, wake: wakeAll })
  const journal = resumeRails(world, wakeAll)
  for (const instance of ["01", "02"]) workers.push(startWorker(world, instance, journal))
  const file = makeFile(world, payouts)
  const taken = new Set<string>()
  submitFile(world, workers, file, taken)
  pesterOwner(world, workers, file)
  const deliver = believes ? believe(world) : receive(world, inbox)
  postCallbacks(world, deliver)
  workInbox(world, inbox)
  await world.clock.runUntil(END)
  const verdict = await check(world, taken)
  const hints: Record<string, number> = {}
  for (const { state } of inbox.list({ limit: 100_000 })) hints[state] = (hints[state] ?? 0) + 1
  const callbacks = Object.fromEntries(Object.entries(world.owners.byName()).filter(([name]) => name.startsWith("callback-")))
  await world.journal.close()
  sql.close()
  return { verdict, callbacks, hints }
}

type Body = { readonly UNIQUEID: string; readonly TXNSTATUS: string; readonly UTRNUMBER: string }

const words = { debited: "PENDING", settled: "SUCCESS", reversed: "REVERSED" } as const
const opposite = { PENDING: "SUCCESS", SUCCESS: "FAILURE", REVERSED: "SUCCESS" } as const

/** Now and then the bank writes down what it would say, and posts it at another time. */
const postCallbacks = (world: World, deliver: (body: Body) => void): void => {
  const { clock, prng, bank, owners } = world
  const post = (kind: string, body: Body): void => {
    owners.add(`callback-${kind}`)
    clock.at(clock.now() + lateness(world), () => deliver(body))
  }
  const round = (): void => {
    for (const { tranRefNo, rrn, state } of bank.ledger()) {
      if (!prng.chance(0.15)) continue
      const body = { UNIQUEID: tranRefNo, TXNSTATUS: words[state], UTRNUMBER: rrn }
      post("sent", body)
      if (prng.chance(0.3)) post("twice", body)
      if (prng.chance(0.1)) post("forged", { ...body, TXNSTATUS: opposite[body.TXNSTATUS] })
    }
    // Payments that the bank never made, or refused: a forger says that they were paid.
    for (const reference of world.sends.keys()) {
      if (prng.chance(0.02)) post("forged", { UNIQUEID: reference, TXNSTATUS: prng.pick(["SUCCESS", "FAILURE", "REVERSED"]), UTRNUMBER: String(prng.between(100_000_000_000, 999_999_999_999)) })
    }
    if (clock.now() + 4 * HOUR_MS < LAST_MS) clock.at(clock.now() + prng.between(HOUR_MS / 2, 8 * HOUR_MS), round)
  }
  clock.at(START + 5 * MINUTE_MS, round)
}

/** At once, or later than the next ones: out of order. */
const lateness = ({ prng }: World): number => (prng.chance(0.5) ? prng.between(100, MINUTE_MS) : prng.between(MINUTE_MS, 30 * HOUR_MS))

const receive = ({ clock, owners }: World, inbox: Inbox) => {
  let count = 0
  return (body: Body): void => {
    const digest = (++count).toString(16).padStart(64, "0")
    void inbox.receive({ source: "cib", body, digest, receivedAt: clock.now() }).then(({ kind }) => owners.add(`callback-was-${kind}`))
  }
}

/** As a worker does: at `nextAt`, and now and then. */
const workInbox = ({ clock }: World, inbox: Inbox): void => {
  const round = async (): Promise<void> => {
    const { nextAt } = await inbox.work()
    const at = Math.max(clock.now() + 5000, Math.min(nextAt ?? Number.POSITIVE_INFINITY, clock.now() + ROUND_MS))
    if (at < END) clock.at(at, () => void round())
  }
  clock.at(START + MINUTE_MS, () => void round())
}

/** What must never be: whoever can seal to our public certificate decides what was paid. */
const believe = ({ clock, journal, owners }: World) => (body: Body): void => {
  void (async () => {
    const says = readCallback("cib", body)
    const id = says === undefined ? undefined : await journal.findByReference(says.reference)
    const work = says?.says !== "paid" || id === undefined ? undefined : await journal.claim(id, { owner: "inbox", now: clock.now(), leaseMs: 1000 })
    if (work === undefined) return
    owners.add("callback-believed")
    await settleUnasked(journal, work.payout.id, body.UNIQUEID, work.epoch, clock.now())
  })()
}

const settleUnasked = async (journal: Journal, payoutId: string, reference: string, epoch: number, at: number): Promise<void> => {
  try {
    const change = { attempt: { state: "settled" }, payout: { status: "settled", dueAt: null }, event: { kind: "settled", detail: {} } } as const
    await journal.record({ payoutId, reference, epoch, at }, change)
  } catch {
    await journal.release(payoutId, epoch, at)
  }
}
