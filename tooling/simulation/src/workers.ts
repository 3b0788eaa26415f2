import { type Bank, createBank, type Gate, type Journal, type RunningBank } from "@hundi/core"
import { compositeRails as composite } from "@hundi/catalog/composite/rails"
import type * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { type Life, makeFaulty, makeServices } from "@hundi/crash-kit/engine"
import { clearSealer, createSimTransport } from "./sim-transport.ts"
import type { World } from "./world.ts"

const BANK_TIMEOUT_MS = 30_000
/** Enough for a part of the file at once. */
const PLACES = 32
const LONG_POLL_MS = 24 * 3_600_000

/** A worker that is started again after every crash, under the same instance. */
export interface Worker {
  readonly name: string
  /** The present life's bank; undefined while it is down. */
  readonly bank: () => Bank<{ readonly composite: typeof composite }> | undefined
  readonly wake: () => void
  /** Ends the present life at once, wherever it is; the next one begins like after any crash. */
  readonly kill: () => void
}

/** `gate`: asked before every send. */
export const startWorker = (world: World, instance: string, journal: Journal, gate?: Gate): Worker => {
  let kill = (): void => undefined
  let bank: Bank<{ readonly composite: typeof composite }> | undefined
  let running: RunningBank | undefined
  const begin = (): void => {
    const life: Life = {
      worker: instance,
      alive: true,
      onCrash: () => {
        bank = undefined
        running = undefined
        world.clock.at(world.clock.now() + world.prng.between(200, 90_000), begin)
      }
    }
    kill = () => {
      if (!life.alive) return
      life.alive = false
      life.onCrash()
    }
    const faulty = makeFaulty("journal", journal, life, world)
    const next = createBank({
      journal: faulty,
      transport: makeFaulty(
        "transport",
        createSimTransport(world, () => world.apiKey),
        life,
        world
      ),
      sealer: makeFaulty("sealer", clearSealer, life, world),
      families: { composite },
      settings: { ...settingsOf(world, instance), gate },
      context: makeServices(clockOf(world, pickSkew(world)), world.prng.next)
    })
    void (async () => {
      await recover(faulty, instance, world)
      if (!life.alive) return
      bank = next
      running = next.start({
        sends: PLACES,
        enquiries: PLACES,
        pollMs: LONG_POLL_MS,
        onFault: (fault) => world.trace.note(instance, "fault", { code: fault.code, message: fault.message })
      })
    })()
  }
  begin()
  return { name: instance, bank: () => bank, wake: () => running?.wake(), kill: () => kill() }
}

/** What this instance's last life held is free at once: the process that held it is dead. */
const recover = async (journal: Journal, instance: string, world: World): Promise<void> => {
  const count = await journal.takeOver(instance, world.clock.now())
  world.trace.note(instance, "start", { tookOver: count })
}

const settingsOf = (world: World, instance: string) => {
  const partner = world.bank.partner(world.apiKey)
  if (partner === undefined) throw new Error("the partner is not registered")
  return {
    partner: {
      ...{ bcId: partner.bcId, passCode: partner.passCode, senderName: "SIMULATION", mobile: "9999900000", retailerCode: "rcode" },
      corporate: partner,
      upi: upiFacts
    },
    apiKey: world.apiKey,
    environment: "T",
    instance,
    owner: instance,
    fingerprintKey: new Uint8Array(32).fill(1),
    bankTimeoutMs: BANK_TIMEOUT_MS
  }
}

/** The simulator takes any profile. */
const upiFacts = {
  deviceId: "000000000000000000000000",
  profileId: "1000001",
  channelCode: "MICICI",
  accountProvider: "74",
  payerAddress: "payer.test@icici",
  mcc: "6012"
}

/** A clock that jumped: this start of the worker is up to two minutes ahead or behind. */
const pickSkew = ({ prng, rates, tally }: World): number => {
  if (!prng.chance(rates.clockJump)) return 0
  tally.add("clock-jump")
  return prng.between(-120_000, 120_000)
}

const clockOf = ({ clock }: World, skewMs: number): Clock.Clock =>
  skewMs === 0 ? clock.effectClock : skewed(clock.effectClock, skewMs)

const skewed = (clock: Clock.Clock, skewMs: number): Clock.Clock => ({
  ...clock,
  currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe() + skewMs,
  currentTimeMillis: Effect.sync(() => clock.currentTimeMillisUnsafe() + skewMs)
})
