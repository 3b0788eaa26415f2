import { type Life, makeFaulty } from "./engine/faulty-ports.ts"
import type { Rates } from "./engine/weather.ts"
import { type Scene, TROUBLE_ENDS } from "./scene.ts"
import type { Client, Env, Store } from "./types.ts"
import type { Wire } from "./wire.ts"

/** Makes the client, once for each of its lives. */
export type MakeClient = (env: Env) => Client | Promise<Client>

/** A client that is started again after every crash, with the same store. */
export interface Runner {
  /** The present life's client; undefined while it is down or still being made. */
  readonly client: () => Client | undefined
  /** Hears, at every crash, which orders had not been answered. */
  readonly onCrash: (listen: (cutOff: readonly string[]) => void) => void
  /** What stopped it for good. */
  readonly stopped: () => string | undefined
}

/** A client that never sleeps would never let the clock go on. Asking every minute for two weeks about many payouts is within it. */
const mostCalls = (payouts: number): number => 200_000 + 20_000 * payouts
const SKEW_MS = 120_000
const FRAGILE = 0.3
const LONGEST_CALM_MS = 45 * 60_000

/** Starts the client, and once more, in fair weather, when the trouble has ended: as after an update. */
export const startClient = (scene: Scene, wire: Wire, makeClient: MakeClient): Runner => {
  const { clock, prng, diary } = scene
  const contents = new Map<string, unknown>()
  const limit = mostCalls(scene.orders.length)
  const listeners: ((cutOff: readonly string[]) => void)[] = []
  let client: Client | undefined
  let life: Life | undefined
  let stopped: string | undefined
  let calls = 0

  const count = (): boolean => {
    if (++calls < limit) return true
    stopped ??= `the client made ${limit} calls: does it ask again without pausing (env.sleep)?`
    return false
  }
  const end = (why: string): void => {
    client = undefined
    const cutOff = diary.underWay()
    diary.note(undefined, `CRASH: ${why}`)
    for (const payoutId of cutOff) diary.end(payoutId)
    clock.at(clock.now() + prng.between(200, 90_000), begin)
    for (const listen of listeners) listen(cutOff)
  }
  const begin = (): void => {
    const own: Life = { worker: "client", alive: true, onCrash: () => end(`the process ends ${placeOf(scene)}`) }
    life = own
    void (async () => {
      try {
        const next = await makeClient(makeEnv(scene, wire, contents, own, count))
        if (!own.alive) return
        client = next
        await next.recover?.()
      } catch (error) {
        // As Node does with a rejection that nobody handles.
        if (!own.alive) return
        own.alive = false
        if (scene.troubled()) end(`recover failed: ${textOf(error)}`)
        else stopped ??= `the client does not start: ${textOf(error)}`
      }
    })()
  }
  begin()
  clock.at(TROUBLE_ENDS, () => {
    if (life === undefined || !life.alive) return
    life.alive = false
    end("stopped for an update")
  })
  return { client: () => client, onCrash: (listen) => void listeners.push(listen), stopped: () => stopped }
}

/** The place of the latest crash, for people: "before env.send" for `bank.send:before`. */
const placeOf = ({ crashes }: Scene): string => {
  const [port = "", rest = ""] = crashes.latest().split(".")
  const [method, when] = rest.split(":")
  return when === "before" ? `before ${port}.${method} was done` : `right after ${port}.${method}`
}

const makeEnv = (scene: Scene, wire: Wire, contents: Map<string, unknown>, life: Life, count: () => boolean): Env => {
  const { clock, prng, rates, tally, partner } = scene
  const isOff = prng.chance(rates.clockJump)
  if (isOff) tally.add("clock-jump")
  const skewMs = isOff ? prng.between(-SKEW_MS, SKEW_MS) : 0
  // Most lives last long enough to get something done; the others may end while they recover.
  const calmUntil = prng.chance(FRAGILE) ? 0 : clock.now() + prng.between(0, LONGEST_CALM_MS)
  const crashing = (rate: "firstCrash" | "crash" | "pollingCrash"): number => (clock.now() < calmUntil ? 0 : rates[rate])
  const ownRates: Rates = {
    ...rates,
    get firstCrash() {
      return crashing("firstCrash")
    },
    get crash() {
      return crashing("crash")
    },
    get pollingCrash() {
      return crashing("pollingCrash")
    }
  }
  const faults = { ...scene, rates: ownRates }
  const guard: Env["guard"] = (name, port) => counted(makeFaulty(name, port, life, faults), life, count)
  const { send } = guard("bank", { send: wire.send })
  const { sleep } = guard("clock", { sleep: clock.sleep })
  return {
    send,
    sleep,
    guard,
    partner,
    store: guard("store", makeStore(scene, contents)),
    now: () => clock.now() + skewMs,
    random: prng.next,
    outside: (work) => clock.outside(work)
  }
}

/** Ends the life of a client that calls for ever. */
const counted = <P extends object>(port: P, life: Life, count: () => boolean): P =>
  Object.fromEntries(
    Object.entries(port).map(([method, call]) => [
      method,
      (...args: unknown[]): unknown => {
        if (!count()) life.alive = false
        return (call as (...args: unknown[]) => unknown)(...args)
      }
    ])
  ) as P

const makeStore = ({ diary }: Scene, contents: Map<string, unknown>): Store => ({
  get: async <A>(key: string) => structuredClone(contents.get(key)) as A | undefined,
  set: async (key, value) => {
    contents.set(key, structuredClone(value))
    const payoutId = diary.payoutOf(key)
    if (payoutId !== undefined) diary.note(payoutId, `client: keeps ${key} = ${show(value)}`)
  },
  delete: async (key) => {
    contents.delete(key)
    const payoutId = diary.payoutOf(key)
    if (payoutId !== undefined) diary.note(payoutId, `client: forgets ${key}`)
  },
  entries: async <A>() => [...contents].map(([key, value]) => [key, structuredClone(value) as A] as const)
})

const show = (value: unknown): string =>
  (JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner)) ?? "nothing").slice(0, 100)

/** What a client threw, as one short line. */
export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split("\n")[0]?.slice(0, 120) ?? ""
