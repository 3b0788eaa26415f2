import { createReadStream } from "node:fs"
import { readLedger } from "../bank/ask-simulator.ts"
import type { BankLink } from "../bank/connect-bank.ts"
import { CsvError, decodeLines } from "../csv/decode-lines.ts"
import { readPayoutsCsv } from "../csv/read-payouts-csv.ts"
import { SetupError } from "../setup/setup-error.ts"
import type { Worker } from "../worker/open-worker.ts"
import { groupRupees, printSummary } from "./print-summary.ts"
import { readEnded, readHolds } from "./held.ts"
import { createFileHash, registerFile } from "./register-file.ts"
import { showProgress } from "./show-progress.ts"
import { summarise, type Summary } from "./summarise.ts"
import { takeOnRows, type TakenOn } from "./take-on-rows.ts"
import { readStandings, watchFile } from "./wait-until-done.ts"

/** What paying a file needs. */
export interface FileRun {
  readonly path: string
  readonly worker: Worker
  readonly link: BankLink
  /** Told to stop: what is not done stays in the journal for the next run. */
  readonly signal: AbortSignal
  /** Who hands the file in; needed with a policy. */
  readonly by?: string | undefined
}

/** A file's result, for programs and for people. */
export interface FileResult {
  readonly summary: Summary
  readonly text: string
}

/**
 * Pays a file: takes every good row on, waits until each is done, and counts. Undefined when it was stopped before that.
 * @throws SetupError when the file cannot be read as CSV; then nothing of it was taken on
 */
export const payFile = async (run: FileRun): Promise<FileResult | undefined> => {
  const { worker, link, signal, path } = run
  const startedAt = performance.now()
  await checkFile(path)
  await register(run)
  const watch = watchFile(worker)
  const progress = showProgress({ total: watch.count, done: watch.doneCount, inFlight: worker.inFlight }, process.stderr)
  try {
    const taken = await takeOnRows(readPayoutsCsv(createReadStream(path)), worker.payouts, {
      onInvalid: ({ line, column, rule }) => note(`line ${line}${column === null ? "" : `, column ${column}`}: ${rule}. This row was not taken on.`),
      onSuspectedDuplicate: ({ line, payoutId, sameAs }) =>
        note(`warning: line ${line}: ${payoutId} has the beneficiary and amount of ${sameAs.join(", ")}. ${worker.operations.controls === undefined ? "It is paid all the same" : "The policy says whether it waits for a person"}.`),
      onBatch: (payoutIds) => {
        watch.add(payoutIds)
        payoutIds.forEach(worker.changes.tell)
        worker.wake()
      }
    })
    const payoutIds = [...taken.amountsById.keys()]
    tellIntake(taken)
    await watch.wait(signal)
    if (signal.aborted) return undefined
    progress.stop()
    await warnOfPauses(worker)
    const standings = await readStandings(worker.payouts, payoutIds)
    const holds = await readHolds(worker, standings, worker.now())
    const ledger = link.simulated ? await readLedger(link.url) : undefined
    const elapsedMs = Math.round(performance.now() - startedAt)
    const summary = summarise({ standings, held: holds, ledger, invalid: taken.invalid, elapsedMs })
    return { summary, text: printSummary(summary, standings, taken.amountsById, holds, await readEnded(worker, standings)) }
  } finally {
    progress.stop()
    watch.close()
  }
}

/** With a policy each payout has a maker, and the file is registered, so that it can be approved as a whole. @throws SetupError */
const register = async ({ worker, path, by }: FileRun): Promise<void> => {
  const { controls } = worker.operations
  if (controls === undefined) return
  if (by === undefined) throw new SetupError("HUNDI_POLICY_FILE is set, so each payout needs its maker: say who hands the file in, with --by NAME or HUNDI_ACTOR")
  const hash = createFileHash()
  for await (const bytes of createReadStream(path)) hash.add(bytes as Uint8Array)
  const file = await registerFile({ ...worker, controls }, { fileId: hash.id(), rows: readPayoutsCsv(createReadStream(path)), by })
  if (file === undefined) return
  note(`registered as ${file.fileId}, handed in by ${file.by}: ${file.count} payouts, Rs ${groupRupees(file.totalPaise)}, digest ${file.digest}`)
}

/** A first pass that changes nothing: a file that is not UTF-8 or has a wrong header is refused before anything is paid. */
export const checkFile = async (path: string): Promise<void> => {
  try {
    for await (const text of decodeLines(createReadStream(path))) void text
    for await (const row of readPayoutsCsv(createReadStream(path))) {
      void row
      break
    }
  } catch (error) {
    if (error instanceof CsvError) throw new SetupError(`${path}: ${error.message}. Nothing was paid.`)
    const { code } = error as NodeJS.ErrnoException
    if (code !== undefined) throw new SetupError(`${path} cannot be read: ${code}`)
    throw error
  }
}

const tellIntake = ({ created, existing, invalid, amountsById }: TakenOn): void => {
  if (amountsById.size === 0) return note("no row of this file can be paid")
  if (created === 0) return note(`all ${existing} payouts of this file were taken on before: nothing is paid again, and what was still open goes on`)
  note(`${created} payouts taken on${existing > 0 ? `, ${existing} known from before and not sent again` : ""}${invalid > 0 ? `, ${invalid} rows refused` : ""}`)
}

const warnOfPauses = async ({ journal }: Worker): Promise<void> => {
  for (const { rail, reason } of await journal.pauses()) {
    note(`WARNING: the rail ${rail} is PAUSED and sends nothing (${reason}). Mend the cause, then: hundi-worker resume ${rail}`)
  }
}

const note = (text: string): void => void process.stderr.write(`${text}\n`)
