import type { AnyCodec, AnyDeclaration, AnyMoney, Read } from "@hundi/catalog"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import { type Client, type Family, methodsOf, payable, type Run, whyNot } from "./bank-methods.ts"
import { callRead } from "./call-read.ts"
import { createDueWatch } from "./due-watch.ts"
import { HundiError } from "./hundi-error.ts"
import type { Journal } from "./journal.ts"
import { makePayouts, type Payouts } from "./payouts.ts"
import type { Sealer, Transport } from "./ports.ts"
import { type LoopOptions, makeLane } from "./run-loop.ts"
import { JournalService, type PayoutServices, SealerService, type Settings, SettingsService, TransportService } from "./services.ts"

/** What `createBank` needs. */
export interface BankOptions<F extends Readonly<Record<string, Family>>> {
  readonly transport: Transport
  readonly sealer: Sealer
  readonly journal: Journal
  readonly families: F
  readonly settings: Omit<Settings, "stopping">
  /** Shifts the clock, ms; the simulator's virtual time. Not for a real bank. */
  readonly clockOffsetMs?: () => number
  /** Tests and simulations bring their own clock and random numbers. */
  readonly context?: Context.Context<never>
}

/** The families as clients, the payouts, and the loop that does what is due. */
export type Bank<F extends Readonly<Record<string, Family>>> = {
  readonly [K in keyof F]: Client<F[K]>
} & {
  readonly payouts: Payouts
  /** Any call that moves no money, such as one of `defineListed`, without a family around it. */
  readonly call: <I extends AnyCodec, O extends AnyCodec>(api: Read<I, O>, request: I["Type"]) => Promise<O["Type"]>
  readonly start: (options: Partial<LoopOptions> & Pick<LoopOptions, "onFault">) => RunningBank
}

/** The loop, running. */
export interface RunningBank {
  readonly wake: () => void
  readonly inFlight: () => number
  /** Claims nothing more, waits up to `graceMs` for what is in flight, then cuts the line; all of it is recorded. */
  readonly stop: (graceMs: number) => Promise<void>
}

/**
 * A bank to pay through: give it a transport, a sealer, a journal and the families you use.
 * @example
 * const bank = createBank({ transport, sealer, journal, families: { composite }, settings })
 * const view = await bank.composite.pay({ payoutId: "rent-11", amountPaise: 10050n, beneficiary })
 */
export const createBank = <const F extends Readonly<Record<string, Family>>>(options: BankOptions<F>): Bank<F> => {
  checkSettings(options.settings)
  checkRails(options)
  const moneyById = new Map(payable(options.families).map((money): [string, AnyMoney] => [money.id, money]))
  const cut = new AbortController()
  const context = servicesOf(options, cut.signal)
  const run: Run = (effect) => Effect.runPromiseWith(context)(effect)
  const payouts = makePayouts({ run, settings: options.settings, moneyById })

  const families = Object.fromEntries(Object.entries(options.families).map(([name, family]) => [name, methodsOf(family, run, payouts)]))
  const start = (loop: Partial<LoopOptions> & Pick<LoopOptions, "onFault">): RunningBank =>
    startLoop(context, moneyById, { sends: 16, enquiries: 4, pollMs: 500, ...loop }, cut)
  const call = async (api: AnyDeclaration, request: unknown): Promise<unknown> => {
    if (api.moves !== "nothing") throw new HundiError("CONFIGURATION", `${api.id} moves money: give it to createBank in a family`)
    const refusal = whyNot(api)
    if (refusal !== undefined) throw new HundiError("CONFIGURATION", `${api.id}: ${refusal}`)
    return run(callRead(api, request))
  }
  return { ...families, payouts, call, start } as unknown as Bank<F>
}

/** Found out at the first payout, a wrong symbol would end as a payment that cannot be encoded. */
const checkSettings = ({ environment, instance, fingerprintKey, bankTimeoutMs }: Omit<Settings, "stopping">): void => {
  const refuse = (field: string, rule: string): never => {
    throw new HundiError("CONFIGURATION", `settings.${field}: ${rule}`, { reason: { _tag: "InvalidSetting", field, rule } })
  }
  if (!/^[0-9A-Z]$/.test(environment)) refuse("environment", "one symbol 0-9 A-Z")
  if (!/^[0-9A-Z]{2}$/.test(instance)) refuse("instance", "two symbols 0-9 A-Z")
  if (fingerprintKey.length < 32) refuse("fingerprintKey", "at least 32 bytes")
  if (!(bankTimeoutMs > 0)) refuse("bankTimeoutMs", "milliseconds above 0")
}

/** A rail whose facts are missing would be found out at its first payout, as a body that cannot be made. */
const checkRails = ({ families, settings: { partner } }: BankOptions<Readonly<Record<string, Family>>>): void => {
  // A refund and its like is asked for by name, and says then what is missing: most who read merchant UPI never refund.
  for (const { id, rail } of payable(families).filter(({ purpose }) => purpose === undefined)) {
    const needed = rail === "upi" ? "upi" : rail === "neft" || rail === "rtgs" ? "corporate" : undefined
    if (needed !== undefined && partner[needed] === undefined) {
      const [field, rule] = [`partner.${needed}`, `needed by ${id}`]
      throw new HundiError("CONFIGURATION", `settings.${field}: ${rule}`, { reason: { _tag: "InvalidSetting", field, rule } })
    }
  }
}

const servicesOf = (options: BankOptions<Readonly<Record<string, Family>>>, stopping: AbortSignal): Context.Context<PayoutServices> => {
  const base = Context.empty().pipe(
    Context.add(JournalService, options.journal),
    Context.add(TransportService, options.transport),
    Context.add(SealerService, options.sealer),
    Context.add(SettingsService, { ...options.settings, stopping }),
    Context.add(Random.Random, makeCryptoRandom())
  )
  const clocked = options.clockOffsetMs === undefined ? base : Context.add(base, Clock.Clock, offsetClock(options.clockOffsetMs))
  return options.context === undefined ? clocked : Context.merge(clocked, options.context)
}

/** References must not be guessable from one another. */
const makeCryptoRandom = (): (typeof Random.Random)["Service"] => {
  const words = new Uint32Array(256)
  let next = words.length
  const word = (): number => {
    if (next === words.length) {
      crypto.getRandomValues(words)
      next = 0
    }
    const drawn = words[next] ?? 0
    // Drawn once: whoever sees this memory later learns nothing about references that were made.
    words[next++] = 0
    return drawn
  }
  const bits53 = (): number => (word() >>> 5) * 2 ** 26 + (word() >>> 6)
  return { nextIntUnsafe: () => bits53() * (word() & 1 ? 1 : -1), nextDoubleUnsafe: () => bits53() / 2 ** 53 }
}

/** The system's clock plus an offset in ms; sleeps stay real. */
export const offsetClock = (offsetMs: () => number): Clock.Clock => {
  const system = Context.get(Context.empty(), Clock.Clock)
  const nowMs = (): number => system.currentTimeMillisUnsafe() + offsetMs()
  const nanos = (): bigint => system.currentTimeNanosUnsafe() + BigInt(Math.round(offsetMs())) * 1_000_000n
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

const startLoop = (
  context: Context.Context<PayoutServices>,
  moneyById: ReadonlyMap<string, AnyMoney>,
  options: LoopOptions,
  cut: AbortController
): RunningBank => {
  const watch = createDueWatch()
  const lanes = [makeLane("sends", options, moneyById, watch), makeLane("enquiries", options, moneyById, watch)]
  const done = Promise.all(lanes.map((lane) => Effect.runPromiseWith(context)(lane.loop)))
  return {
    wake: () => lanes.forEach((lane) => lane.handle.wake()),
    inFlight: () => lanes.reduce((sum, lane) => sum + lane.handle.inFlight(), 0),
    stop: async (graceMs) => {
      for (const lane of lanes) lane.handle.stop()
      const timer = setTimeout(() => cut.abort(), graceMs)
      await done
      clearTimeout(timer)
    }
  }
}
