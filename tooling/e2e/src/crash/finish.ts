import { writeFileSync } from "node:fs"
import type { Journal } from "@hundi/core"
import type { KillRun } from "./kill-loop.ts"
import { READY_TO_PAY, READY_TO_SERVE } from "./kill-loop.ts"
import { toCsv } from "./mixed-file.ts"
import type { HarshBank } from "./start-harsh-bank.ts"
import { type Life, startLife } from "./worker-life.ts"

/** What the last lives, which nobody kills, said at their end. */
export interface Finish {
  /** The summary of one run over all files together (CONTRACTS, Summary JSON). */
  readonly summary: Readonly<Record<string, number>>
  /** What `verify-audit --json` found: chains, anchors, and the file of anchors. */
  readonly audit: { readonly ok: boolean; readonly anchors: number }
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Past a lease, a second look at a technical decline, and a batch of NEFT; then on to T+2 and people (MONEY.md, Ladders). */
const STRIDES_MS = [MINUTE_MS, 4 * MINUTE_MS, 3 * HOUR_MS]
/** Less than a day: Recon360 answers from T+2, and is asked before the day of review ends. */
const STRIDE_MS = 18 * HOUR_MS
/** More than T+2 can be away, with Sundays and holidays in between. */
const MOST_STRIDES = 20

const OPEN = ["draft", "awaiting-approval", "scheduled", "queued", "in-flight", "unknown"] as const

/** Lets two workers go on until nothing is open: orders that wait are placed, all files are run again, and the bank's clock is advanced. */
export const finish = async (run: KillRun, bank: HarshBank, journal: Journal, say: (line: string) => void): Promise<Finish> => {
  const path = run.home.file("all.csv")
  writeFileSync(path, toCsv(run.chunks))
  const serving = startLife(run.home, bank.url, ["serve"], READY_TO_SERVE)
  const paying = startLife(run.home, bank.url, ["pay", path, "--json"], READY_TO_PAY)
  const url = await serving.ready
  if (url === undefined) throw new Error(`the last worker did not start: ${serving.stderr()}`)
  await placeRest(run, bank, url)
  await paying.ready
  for (let stride = 0; stride < MOST_STRIDES; stride++) {
    await rest(journal, bank)
    const open = await countOpen(journal)
    say(`the bank's clock has been advanced ${stride} times; ${open} payouts are open`)
    if (open === 0) break
    await bank.advance(STRIDES_MS[stride] ?? STRIDE_MS)
  }
  const { code } = await paying.ended
  // 1 is a double pay, which the verdict tells better (apps/payout-worker/README.md, exit codes).
  if (code !== 0 && code !== 1) throw new Error(`the run over all files ended with code ${code}: ${paying.stderr()}`)
  serving.kill("SIGTERM")
  await serving.ended
  return { summary: lastLine<Finish["summary"]>(paying), audit: await verifyAudit(run, bank) }
}

/** What a killed worker had claimed is free when its lease has lapsed; a declined payment can then be retried. */
const placeRest = async ({ desk }: KillRun, bank: HarshBank, url: string): Promise<void> => {
  for (let turn = 0; turn < 10 && desk.openCount() > 0; turn++) {
    if (turn > 0) await bank.advance(MINUTE_MS)
    await desk.workAt(url, () => false)
  }
}

const countOpen = async (journal: Journal): Promise<number> => {
  const counts = await journal.counts("default")
  return OPEN.reduce((sum, status) => sum + (counts[status] ?? 0), 0)
}

const LONGEST_REST_MS = 300_000
/** The workers look at the bank's clock four times a second, and at the journal twice. */
const NOTICE_MS = 600

/** Until nothing is due at the bank's time. */
const rest = async (journal: Journal, bank: HarshBank): Promise<void> => {
  const latest = Date.now() + LONGEST_REST_MS
  await sleep(NOTICE_MS)
  while (Date.now() < latest) {
    const dues = [await journal.nextDueAt("sends"), await journal.nextDueAt("enquiries")]
    const now = await bank.now()
    if (dues.every((due) => due === null || due > now)) return
    await sleep(100)
  }
}

const verifyAudit = async ({ home }: KillRun, bank: HarshBank): Promise<Finish["audit"]> => {
  const life = startLife(home, bank.url, ["verify-audit", "--json"], /never/)
  await life.ended
  return lastLine<Finish["audit"]>(life)
}

const lastLine = <A>(life: Life): A => {
  const line = life.stdout().trim().split("\n").at(-1) ?? ""
  if (!line.startsWith("{")) throw new Error(`a worker ended without a result: ${life.stderr()}`)
  return JSON.parse(line) as A
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
