import { writeFileSync } from "node:fs"
import type { RandomSource } from "../leaks/random.ts"
import { type Chunk, makeChunk, toCsv } from "./mixed-file.ts"
import { makeOrders } from "./make-orders.ts"
import type { OrderDesk } from "./place-orders.ts"
import type { Home } from "./prepare-home.ts"
import { type Life, startLife } from "./worker-life.ts"

/** What the kills have in common. */
export interface KillRun {
  readonly home: Home
  readonly bankUrl: string
  readonly random: RandomSource
  readonly desk: OrderDesk
  /** Rows of all files so far. */
  readonly chunks: Chunk[]
  /** Kills still to make; two slots share them. */
  left: number
  readonly onKill: () => Promise<void>
}

export const READY_TO_PAY = /line \d+|taken on/
export const READY_TO_SERVE = /listening on (\S+)/

/** Between the first sign of work and the kill, ms. */
const LEAST_MS = 30
const MOST_MS = 600
/** Of so many lives one is killed while it starts: keys, migrations, takeover. */
const EARLY_ONE_IN = 8
/** A worker that ends by itself so often in a row is broken. */
const MOST_FAILURES = 3

/**
 * Two workers on one journal, each killed (SIGKILL) and started again until the kills are used up: one pays files, one takes orders over
 * HTTP, and while one starts the other pays. @throws Error when a worker cannot be started, with its own words
 */
export const killLoop = async (run: KillRun): Promise<void> => {
  const stop = (): void => void (run.left = 0)
  await Promise.all([startFileLife, startHttpLife].map((start) => slot(run, start).finally(stop)))
}

const slot = async (run: KillRun, start: (run: KillRun) => Life): Promise<void> => {
  let failures = 0
  while (run.left > 0) {
    run.left--
    const life = start(run)
    if (await killAtRandom(life, run.random)) {
      failures = 0
      await run.onKill()
      continue
    }
    // It had ended before: not a kill. A file that is done ends its worker, and that is no failure.
    run.left++
    const { code } = await life.ended
    failures = code === 0 ? 0 : failures + 1
    if (failures >= MOST_FAILURES) throw new Error(`the worker ends by itself, with code ${code}: ${life.stderr().slice(-1000)}`)
  }
}

/** Returns false when the worker had ended before it could be killed. */
const killAtRandom = async (life: Life, random: RandomSource): Promise<boolean> => {
  const early = random.chance(EARLY_ONE_IN)
  const afterMs = LEAST_MS + random.int(MOST_MS - LEAST_MS)
  if (!early) await life.ready
  await Promise.race([sleep(afterMs), life.ended])
  life.kill("SIGKILL")
  return (await life.ended).signal === "SIGKILL"
}

/** Each file repeats the rows of the one before, which its worker may have left unread, or half paid. */
const startFileLife = ({ home, bankUrl, chunks }: KillRun): Life => {
  const number = chunks.length
  chunks.push(makeChunk(number))
  const path = home.file("payouts.csv")
  writeFileSync(path, toCsv(chunks.slice(-2)))
  return startLife(home, bankUrl, ["pay", path, "--json"], READY_TO_PAY)
}

const lives = new WeakMap<OrderDesk, number>()

const startHttpLife = ({ home, bankUrl, desk, random }: KillRun): Life => {
  const number = lives.get(desk) ?? 0
  lives.set(desk, number + 1)
  desk.add(makeOrders(number, random))
  const life = startLife(home, bankUrl, ["serve"], READY_TO_SERVE)
  void life.ready.then((url) => (url === undefined ? undefined : desk.workAt(url, life.isOver)))
  return life
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
