import { openSqliteJournal } from "@hundi/journal/sqlite"
import { makeRandom } from "./leaks/random.ts"
import { audit, type Verdict } from "./crash/audit.ts"
import { finish, type Finish } from "./crash/finish.ts"
import { killLoop, type KillRun, READY_TO_SERVE } from "./crash/kill-loop.ts"
import { createOrderDesk } from "./crash/place-orders.ts"
import { type Home, prepareHome } from "./crash/prepare-home.ts"
import { type HarshBank, startHarshBank } from "./crash/start-harsh-bank.ts"
import { endLives, startLife } from "./crash/worker-life.ts"

/** What is left after the last life. */
export interface CrashResult extends Verdict, Finish {
  readonly kills: number
  readonly seed: number
  /** Distinct payouts of the files, and orders over HTTP that a worker took on. */
  readonly fromFiles: number
  readonly overHttp: number
  /** Answers that no worker should give, and counts that do not add up. */
  readonly surprises: readonly string[]
  readonly elapsedMs: number
}

/** How a run is made. The seed decides the moments of the kills and all amounts; what the processes do in between is their own. */
export interface CrashOptions {
  readonly kills: number
  readonly seed: number
  readonly say: (line: string) => void
}

/**
 * Real worker processes on one SQLite journal are killed (SIGKILL) `kills` times at random moments and started again, over a mixed file
 * and orders over HTTP on every rail; then they finish, and the journal is held against the bank's ledger.
 * @throws Error when a worker or the bank cannot be started
 * @example
 * const result = await crashRun({ kills: 50, seed: 1, say: console.log })
 * console.log(isClean(result))
 */
export const crashRun = async ({ kills, seed, say }: CrashOptions): Promise<CrashResult> => {
  const startedAt = performance.now()
  const home = await prepareHome()
  const bank = await startHarshBank(home.bankKeys, seed, home.cache)
  try {
    await warmUp(home, bank)
    const [random, desk] = [makeRandom(seed), createOrderDesk(bank.now)]
    const run: KillRun = { home, bankUrl: bank.url, random, desk, chunks: [], left: kills, onKill: countKills({ kills, bank, say }) }
    await killLoop(run)
    const journal = openSqliteJournal(home.journal)
    const ended = await finish(run, bank, journal, say)
    const ids = run.chunks.flatMap((chunk) => chunk.ids)
    const verdict = await audit({
      journal,
      ledger: await bank.ledger(),
      seen: await bank.seen(),
      taken: [...ids, ...desk.taken().map(({ id }) => id)],
      cancelled: desk.cancelled(),
      mayReturn: (account) => account.startsWith(RETURNED_LATER)
    })
    await journal.close()
    const surprises = [...desk.surprises(), ...(await addUp(run, ended))]
    const [fromFiles, overHttp] = [ids.length, desk.taken().length]
    return { kills, seed, fromFiles, overHttp, ...verdict, ...ended, surprises, elapsedMs: Math.round(performance.now() - startedAt) }
  } finally {
    endLives()
    await bank.stop()
    home.remove()
  }
}

/** Nobody paid twice, nothing lost or stuck, the books agree, the chains hold. */
export const isClean = ({ doublePaid, lost, stuck, differences, sentTwice, surprises, audit: { ok } }: CrashResult): boolean =>
  ok && [doublePaid, lost, stuck, differences, sentTwice, surprises].every((found) => found.length === 0)

/** "Settled, then reversed at calendar T+1" (CONTRACTS.md, magic accounts). */
const RETURNED_LATER = "999000000040"

/** A first life, ended politely: it makes the journal and registers with the bank, and Node keeps what it compiled. */
const warmUp = async (home: Home, bank: HarshBank): Promise<void> => {
  const life = startLife(home, bank.url, ["serve"], READY_TO_SERVE)
  if ((await life.ready) === undefined) throw new Error(`the worker does not start: ${life.stderr()}`)
  life.kill("SIGTERM")
  await life.ended
}

const SAY_EVERY_MS = 5000
/** Every third kill the bank's clock goes on by more than the first rung of IMPS: enquiries are killed as well. Less than a lease. */
const NUDGE_EVERY = 3
const NUDGE_MS = 6000

const countKills = ({ kills, bank, say }: Pick<CrashOptions, "kills" | "say"> & { readonly bank: HarshBank }) => {
  const startedAt = performance.now()
  let [done, saidAt] = [0, startedAt]
  return async (): Promise<void> => {
    done++
    if (done % NUDGE_EVERY === 0) await bank.advance(NUDGE_MS)
    const now = performance.now()
    if (now - saidAt < SAY_EVERY_MS && done < kills) return
    saidAt = now
    const secondsLeft = Math.round((((now - startedAt) / done) * (kills - done)) / 1000)
    say(`kill ${done} of ${kills}; the bank has seen ${(await bank.seen()).size} payments; about ${secondsLeft} s of kills left`)
  }
}

/** The last run over all files must know each of their payouts, and refuse the same rows as ever. */
const addUp = async ({ chunks, desk }: KillRun, { summary }: Finish): Promise<readonly string[]> => {
  const expected: Readonly<Record<string, number>> = {
    payouts: chunks.reduce((sum, { ids }) => sum + ids.length, 0),
    invalid: chunks.reduce((sum, { invalid }) => sum + invalid, 0),
    doublePaid: 0
  }
  const wrong = Object.entries(expected).flatMap(([name, count]) => (summary[name] === count ? [] : [`${name}: ${summary[name]}, not ${count}`]))
  return desk.openCount() === 0 ? wrong : [...wrong, `${desk.openCount()} orders over HTTP never came through`]
}
