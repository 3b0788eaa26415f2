import { composite } from "@hundi/catalog/composite"
import type * as Core from "@hundi/core"
import type { Journal, PayoutView, WireResult } from "@hundi/core"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type { PayoutScenario } from "./payout-scenarios.ts"

/** Friday 20 November 2026, 11:30 IST. */
const START_MS = Date.UTC(2026, 10, 20, 6, 0, 0)
const PATIENCE_MS = 5000

/** What one payout came to, and what went over the wire for it. */
export interface SceneResult {
  readonly view: PayoutView
  readonly bodies: readonly string[]
  readonly altered: readonly string[]
}

/**
 * Pays once through `createBank` against a bank that is a list of answers. Clock and random numbers are fixed, so that
 * references, time stamps and the hash chain of the journal are the same bytes everywhere.
 */
export async function playPayout(core: typeof Core, journal: Journal, scenario: PayoutScenario): Promise<SceneResult> {
  let nowMs = START_MS
  const bodies: string[] = []
  const transport = {
    send: async ({ body }: Core.WireRequest): Promise<WireResult> => {
      const answer = scenario.answers[bodies.length]
      bodies.push(body)
      if (answer === undefined) throw new Error("the script has no further answer")
      return answer((JSON.parse(body) as { readonly sealed: Readonly<Record<string, unknown>> }).sealed)
    }
  }
  const context = Context.empty().pipe(Context.add(Clock.Clock, clockAt(() => nowMs)), Context.add(Random.Random, countedRandom()))
  const options = { transport, sealer: clearSealer, journal, families: { composite }, settings, context }
  const bank = core.createBank(options)
  await bank.composite.pay(order)
  for (const [index, step] of (scenario.steps ?? []).entries()) {
    nowMs += step.advanceMs
    if (step.retry === true) await bank.payouts.retry(order.payoutId)
    // A bank's loop ends for good when it is stopped, and each step wants exactly one more call.
    await untilCalled(core, options, () => bodies.length >= index + 2)
  }
  const view = await bank.payouts.get(order.payoutId)
  if (view === undefined) throw new Error("the payout is gone")
  return { view, bodies, altered: await journal.verify() }
}

type Options = Parameters<typeof Core.createBank>[0]

/** Lets the loop work until the bank was called once more and the outcome is written. */
async function untilCalled(core: typeof Core, options: Options, called: () => boolean): Promise<void> {
  const faults: Error[] = []
  const running = core.createBank(options).start({ onFault: (fault) => faults.push(fault), pollMs: 5 })
  for (let waitedMs = 0; !called() && faults.length === 0 && waitedMs < PATIENCE_MS; waitedMs += 5) await sleep(5)
  await running.stop(PATIENCE_MS)
  if (faults[0] !== undefined) throw faults[0]
  if (!called()) throw new Error("the loop did not call the bank")
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Seals by marking, so that what is digested can be read. */
const clearSealer: Core.Sealer = {
  seal: async (value) => JSON.stringify({ sealed: value }),
  open: async (body) => {
    const parsed = JSON.parse(body) as { readonly sealed?: unknown }
    return parsed.sealed === undefined ? { sealed: false, value: parsed } : { sealed: true, value: parsed.sealed }
  }
}

const order = {
  payoutId: "P1",
  amountPaise: 10_050n,
  beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" },
  remark: "rent"
}

const settings = {
  partner: { bcId: "IBCTST00000", passCode: "<secret>", senderName: "TEST SENDER", mobile: "9999900000", retailerCode: "rcode" },
  apiKey: "test-key",
  environment: "T",
  instance: "01",
  owner: "1",
  fingerprintKey: new Uint8Array(32).fill(7),
  bankTimeoutMs: 3000
}

/** A clock that stands until it is moved; sleeps are real, so that the loop turns. */
function clockAt(nowMs: () => number): Clock.Clock {
  const system = Context.get(Context.empty(), Clock.Clock)
  const nanos = (): bigint => BigInt(nowMs()) * 1_000_000n
  return {
    currentTimeMillisUnsafe: nowMs,
    currentTimeMillis: Effect.sync(nowMs),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: () => system.monotonicTimeNanosUnsafe(),
    monotonicTimeNanos: system.monotonicTimeNanos,
    sleep: (duration) => system.sleep(duration)
  }
}

/** The same "random" numbers in every run: a full-period congruential generator modulo 2^32. */
function countedRandom(): (typeof Random.Random)["Service"] {
  let state = 1n
  const next = (): number => {
    state = (state * 1_664_525n + 1_013_904_223n) % 2n ** 32n
    return Number(state)
  }
  return { nextIntUnsafe: next, nextDoubleUnsafe: () => next() / 2 ** 32 }
}
