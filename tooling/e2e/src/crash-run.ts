import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openSqliteJournal } from "@hundi/journal/sqlite"
import { makeFile } from "./make-file.ts"
import { runWorker, startWorker, type Home, type Summary } from "./run-worker.ts"
import { startBankSim } from "./start-bank-sim.ts"

/** What is left after the last restart (MONEY.md: lost, stuck, double pay). */
export interface CrashResult {
  readonly kills: number
  /** Kills that fell while payouts were in flight: attempts found in `sending` by the next life. */
  readonly recovered: number
  readonly doublePays: number
  readonly lost: number
  readonly stuck: number
  readonly summary: Summary
}

interface LedgerRow {
  readonly tranRefNo: string
  readonly state: string
}

/** Pays a file with a worker that is killed (SIGKILL) `kills` times at random moments and started again; then lets it finish. */
export const crashRun = async (options: {
  readonly kills: number
  readonly rows: number
  readonly port: number
  readonly random: () => number
  readonly say: (line: string) => void
}): Promise<CrashResult> => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-crash-"))
  const sim = await startBankSim(join(folder, "bank"))
  try {
    const sample = makeFile(options.rows, "K")
    const home: Home = { state: join(folder, "state"), bankUrl: sim.url, port: options.port, file: join(folder, "payouts.csv") }
    writeFileSync(home.file, sample.csv)
    for (let kill = 1; kill <= options.kills; kill++) {
      // Twice the even share, drawn evenly: on average the kills use the whole file up.
      const debits = await killAtRandom(home, (2 * options.rows) / (options.kills + 1), options.random)
      options.say(`kill ${kill} of ${options.kills}, after ${debits} debits`)
    }
    const { summary } = await runWorker(home)
    const verdict = await compare(home, sample.ids, await readLedger(sim.url))
    return { kills: options.kills, ...verdict, summary }
  } finally {
    await sim.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Starts the worker and kills it somewhere in its share of the file: after a random number of further debits, or, when there are
 * none left, at a random moment of its enquiries. Returns how many debits this life made.
 */
const killAtRandom = async (home: Home, share: number, random: () => number): Promise<number> => {
  const before = (await readLedger(home.bankUrl)).length
  const debits = Math.ceil(random() * share)
  const child = startWorker(home)
  const life = { isOver: false }
  const ended = new Promise<void>((resolve) =>
    child.once("exit", () => {
      life.isOver = true
      resolve()
    })
  )
  const latest = Date.now() + LONGEST_LIFE_MS
  while (!life.isOver && Date.now() < latest && (await readLedger(home.bankUrl)).length < before + debits) await sleep(20)
  await sleep(random() * 20)
  child.kill("SIGKILL")
  await ended
  return (await readLedger(home.bankUrl)).length - before
}

const LONGEST_LIFE_MS = 8000

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const readLedger = async (url: string): Promise<readonly LedgerRow[]> =>
  ((await (await fetch(`${url}/_sim/ledger`)).json()) as { readonly debits: readonly LedgerRow[] }).debits

const FINAL = new Set(["settled", "failed", "reversed", "cancelled", "review"])

const compare = async (
  home: Home,
  ids: readonly string[],
  ledger: readonly LedgerRow[]
): Promise<Omit<CrashResult, "kills" | "summary">> => {
  const journal = openSqliteJournal(join(home.state, "journal.sqlite"))
  const standing = new Map<string, number>()
  for (const row of ledger) if (row.state !== "reversed") standing.set(row.tranRefNo, (standing.get(row.tranRefNo) ?? 0) + 1)
  const known = new Set<string>()
  const found = { recovered: 0, doublePays: 0, lost: 0, stuck: 0 }
  for (const id of ids) {
    const view = await journal.get(`default/${id}`)
    if (view === undefined || view.events.length < 2) {
      found.lost++
      continue
    }
    for (const attempt of view.attempts) known.add(attempt.reference)
    if (view.events.some((event) => event.detail["reason"] === "lease-lapsed")) found.recovered++
    if (view.attempts.reduce((sum, attempt) => sum + (standing.get(attempt.reference) ?? 0), 0) > 1) found.doublePays++
    const dueSoon = view.payout.dueAt !== null
    if (!FINAL.has(view.payout.status) && !dueSoon) found.stuck++
  }
  found.lost += ledger.filter((row) => !known.has(row.tranRefNo)).length
  const altered = await journal.verify()
  if (altered.length > 0) throw new Error(`the history of ${altered.length} payouts does not verify`)
  await journal.close()
  return found
}
