import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { judgeStorm, type Verdict } from "./judge-storm.ts"
import { makeCalls, makeRandom } from "./make-calls.ts"
import { receiveEvents } from "./receive-events.ts"
import { type RunningApp, runApp, writeHome } from "./run-app.ts"
import { sealCalls, sendStorm, type Try } from "./send-storm.ts"
import { bankSide, type StormKeys } from "./storm-keys.ts"

export interface StormOrder {
  readonly keys: StormKeys
  readonly calls: number
  readonly perSecond: number
  readonly seed: number
  /** How often the app is killed (kill -9) in the middle, and started again. */
  readonly kills: number
  /** Half of the calls are sealed to the previous key. */
  readonly bothGenerations?: boolean
  readonly say?: (line: string) => void
}

export interface StormResult extends Verdict {
  readonly kills: number
  readonly elapsedMs: number
  /** Deliveries of an event beyond the first: at least once. */
  readonly repeatedDeliveries: number
  readonly badSignatures: number
  /** Answers that the bank opened and read, one in 20; those that were not what it expects. */
  readonly answersRead: number
  readonly answersWrong: number
  readonly exitCode: number | null
  /** What the app logged that it must not: must be empty. */
  readonly leaked: boolean
}

/** One storm against the app on Deno, in a folder of its own. */
export const stormRun = async (order: StormOrder): Promise<StormResult> => {
  const { keys, calls, perSecond, seed, kills, bothGenerations = false, say = () => undefined } = order
  const folder = mkdtempSync(join(tmpdir(), "hundi-storm-"))
  let secret = ""
  const receiver = await receiveEvents(() => secret)
  const home = { folder, port: await freePort(), receiverUrl: receiver.url }
  secret = writeHome(home, keys, bothGenerations)
  const [current, previous] = await Promise.all([bankSide(keys, "current"), bankSide(keys, "previous")])
  const random = makeRandom(seed + 1)
  const arrivals = makeCalls(calls, seed)
  say(`sealing ${calls} calls`)
  const letters = await sealCalls(arrivals, () => (bothGenerations && random() < 0.5 ? previous : current))
  let app = await runApp(home)
  const logs: string[] = []
  const restarts: Promise<void>[] = []
  const killAt = new Set(Array.from({ length: kills }, (_, index) => Math.floor((calls * (index + 1)) / (kills + 1))))
  const restart = async (dead: RunningApp): Promise<void> => {
    await dead.kill()
    logs.push(dead.errors())
    app = await runApp(home)
  }
  const startedMs = performance.now()
  say(`${calls} calls at ${perSecond === 0 ? "once" : `${perSecond} a second`}`)
  const tries = await sendStorm(letters, {
    url: app.url,
    perSecond,
    onSent: (count) => {
      if (count % 600 === 0) say(`${count} sent, ${receiver.events.length} events handed on`)
      if (killAt.has(count)) restarts.push((restarts.at(-1) ?? Promise.resolve()).then(() => restart(app)))
    }
  })
  await Promise.all(restarts)
  await settle(() => judgeStorm(arrivals, tries, receiver.events).lost === 0)
  const elapsedMs = Math.round(performance.now() - startedMs)
  const exitCode = await app.stop()
  logs.push(app.errors())
  await receiver.close()
  rmSync(folder, { recursive: true, force: true })
  return {
    ...judgeStorm(arrivals, tries, receiver.events),
    ...{ kills, elapsedMs, repeatedDeliveries: receiver.repeats(), badSignatures: receiver.refused(), exitCode },
    ...(await readAnswers(tries, (body) => current.open(body))),
    leaked: /TEST USER|sample\.payer|TEST0000|000000000000/.test(logs.join(""))
  }
}

/** Events go out behind the answers; a lease of a killed process lapses after 30 s. */
const SETTLE_MS = 60_000

const settle = async (isSo: () => boolean): Promise<void> => {
  const untilMs = performance.now() + SETTLE_MS
  while (!isSo() && performance.now() < untilMs) await sleep(200)
  // What comes too often comes a moment later.
  await sleep(1000)
}

const SAMPLE = 20

/** Opens some of the sealed answers: a hold hears Y and 11, an MIS 11 the first time and 06 after that. */
const readAnswers = async (tries: readonly Try[], open: (body: string) => Promise<{ readonly value: unknown }>) => {
  const sealed = tries.filter(({ status, letter }) => status === 200 && (letter.saying.kind === "hold" || letter.saying.kind === "mis"))
  const read = sealed.filter((_, index) => index % SAMPLE === 0)
  let wrong = 0
  for (const { letter, body } of read) {
    const answer = (await open(body)).value as Readonly<Record<string, unknown>>
    const isRight = letter.saying.kind === "hold" ? answer["AcceptOrReject"] === "Y" && answer["Code"] === "11" : ["11", "06"].includes(String(answer["Code"]))
    if (!isRight) wrong++
  }
  return { answersRead: read.length, answersWrong: wrong }
}

/** Kept over a restart, so that the bank finds the app where it was. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
