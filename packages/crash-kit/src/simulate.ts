import { type Rates, type Weather, weathers } from "./engine/weather.ts"
import { giveOrders } from "./give-orders.ts"
import { judge, type Said, type Verdict } from "./judge.ts"
import { type MakeClient, type Runner, startClient, textOf } from "./run-client.ts"
import { createScene, END, type Scene, TROUBLE_ENDS } from "./scene.ts"
import type { Word } from "./types.ts"
import { createWire, type EnvelopeEnds } from "./wire.ts"

/** A run. */
export interface SimulateOptions {
  /** The same seed, the same run. A whole number. */
  readonly seed: number
  /** How many orders; 100 unless told. */
  readonly payouts?: number
  /** How much goes wrong: `rough` unless told, `windy`, `fair`; or rates of your own beside those of `rough`. */
  readonly weather?: Weather | Partial<Rates>
  /** Called at the start and after each crash, with the same store. */
  readonly makeClient: MakeClient
  /**
   * What a reference that comes twice gets. `debit-again`, unless told, is the harsh bank, against which nothing but the client's own care
   * protects; `answer-first` is what the guides promise.
   */
  readonly repeatedReference?: "debit-again" | "answer-first"
  /** Seals requests and opens replies in between, in real time; in the clear without it. */
  readonly envelope?: EnvelopeEnds
  /** Keeps every step in `trace`. */
  readonly keepTrace?: boolean
}

/** What a run showed: ids of payouts for each law of money that was broken, all empty when none was. */
export interface SimulateResult extends Verdict {
  /** No payout is in any of the lists. */
  readonly ok: boolean
  /** The first payout that went wrong, and how: readable lines. */
  readonly firstFailure: { readonly payoutId: string; readonly story: readonly string[] } | undefined
  /** How to have the same run again. */
  readonly replay: string
  /** The lines of any payout. */
  readonly story: (payoutId: string) => readonly string[]
  /** How many payouts the client called what, at the end. */
  readonly words: Readonly<Partial<Record<Word, number>>>
  /** Crashes by place, such as `store.set:before`. */
  readonly crashes: Readonly<Record<string, number>>
  /** Faults by kind. */
  readonly faults: Readonly<Record<string, number>>
  readonly trace: readonly string[]
}

/**
 * Runs payout code against the simulated bank on virtual time: crashes before and after every call, restarts, lost, late, doubled and
 * garbled replies, orders that are given again, a bank that pays a repeated reference again, and everything that the bank itself may do.
 * Fourteen days pass in moments, to well after T+7; then what the client says is held against the bank's books.
 *
 * - `doublePays`: at some instant two debits of one payout stood
 * - `misStated`: the client said "paid" without a debit, or "not-paid" with one
 * - `lost`: never put on the wire, and nobody was told; or a debit that nobody ordered
 * - `stuck`: still "unknown" at the end although the bank can tell
 *
 * @throws Error when the options are wrong, or the client cannot be started or calls without end
 * @example
 * const { ok, firstFailure, replay } = await simulate({ seed: 1, payouts: 100, makeClient })
 * if (!ok) console.log(firstFailure?.story.join("\n"), replay)
 */
export const simulate = async (options: SimulateOptions): Promise<SimulateResult> => {
  const { seed, payouts = 100, weather = "rough", makeClient, repeatedReference = "debit-again", envelope, keepTrace = false } = options
  if (!Number.isSafeInteger(seed)) throw new Error("seed takes a whole number")
  if (!Number.isSafeInteger(payouts) || payouts < 1 || payouts > MOST_PAYOUTS) throw new Error(`payouts takes a whole number from 1 to ${MOST_PAYOUTS}`)
  const scene = createScene({ seed, payouts, rates: ratesOf(weather), repeatedReference, keepTrace })
  const wire = createWire(scene, envelope)
  const runner = startClient(scene, wire, makeClient)
  giveOrders(scene, runner)

  const answers = new Map<string, Said[]>(scene.orders.map(({ payoutId }) => [payoutId, []]))
  await runUntil(scene, runner, TROUBLE_ENDS + HOUR_MS)
  await askAll(scene, runner, answers)
  await runUntil(scene, runner, END)
  await askAll(scene, runner, answers)

  const verdict = judge(scene, wire, answers)
  const wordOf = (payoutId: string): Word => answers.get(payoutId)?.at(-1)?.word ?? "unknown"
  const story = (payoutId: string): readonly string[] => {
    const account = scene.orders.find((order) => order.payoutId === payoutId)?.beneficiary.accountNumber ?? ""
    return scene.diary.tell(payoutId, scene.books.debitsTo(account), `At the end the client says: ${wordOf(payoutId)}.`)
  }
  const [first] = [...verdict.doublePays, ...verdict.misStated, ...verdict.lost, ...verdict.stuck]
  const words: Partial<Record<Word, number>> = {}
  for (const { payoutId } of scene.orders) words[wordOf(payoutId)] = (words[wordOf(payoutId)] ?? 0) + 1
  return {
    ...verdict,
    ok: first === undefined,
    firstFailure: first === undefined ? undefined : { payoutId: first, story: story(first) },
    replay: `seed ${seed}: simulate({ seed: ${seed}, payouts: ${payouts}, weather: ${JSON.stringify(weather)}, makeClient })`,
    story,
    words,
    crashes: scene.crashes.byName(),
    faults: scene.tally.byName(),
    trace: scene.trace.lines
  }
}

const HOUR_MS = 3_600_000
const MOST_PAYOUTS = 10_000

/** A hundred payouts have to meet what a long simulation spreads over thousands: each call goes wrong more often. */
const ratesOf = (weather: Weather | Partial<Rates>): Rates =>
  typeof weather === "string" ? { ...weathers[weather], ...denser[weather] } : { ...weathers.rough, ...denser.rough, ...weather }

const denser: Readonly<Record<Weather, Partial<Rates>>> = {
  rough: { crash: 0.02, stall: 0.02, refusal: 0.01 },
  windy: { crash: 0.005 },
  fair: { crash: 0.0005 }
}

const runUntil = async ({ clock }: Scene, runner: Runner, end: number): Promise<void> => {
  await clock.runUntil(end)
  const stopped = runner.stopped()
  if (stopped !== undefined) throw new Error(stopped)
}

/** Asks for every payout, one after another; who gives no answer within a day of the simulated time has not said anything. */
const askAll = async (scene: Scene, runner: Runner, answers: ReadonlyMap<string, Said[]>): Promise<void> => {
  const client = runner.client()
  const answered = new Set<string>()
  const ask = async (): Promise<void> => {
    for (const [payoutId, said] of answers) {
      try {
        const word = await client?.statusOf(payoutId)
        if (word === undefined || answered.has(payoutId)) continue
        answered.add(payoutId)
        said.push({ at: scene.clock.now(), word })
      } catch (error) {
        scene.diary.note(payoutId, `statusOf("${payoutId}") fails: ${textOf(error)}`)
      }
    }
  }
  void ask()
  await runUntil(scene, runner, scene.clock.now() + 24 * HOUR_MS)
  for (const [payoutId, said] of answers) {
    if (answered.has(payoutId)) continue
    answered.add(payoutId)
    said.push({ at: scene.clock.now(), word: "unknown" })
  }
}
