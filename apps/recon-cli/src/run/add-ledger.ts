import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { basename, resolve } from "node:path"
import type { DatabaseSync } from "node:sqlite"
import type { LedgerEntry, StatementHead } from "@hundi/recon/books"
import type { Recon } from "@hundi/recon/engine"
import { type FlagsOf, needed } from "../cli/parse-command.ts"
import { openJournalFile } from "../journal/open-journal-file.ts"
import { countEntries, readEntries } from "../journal/read-entries.ts"
import type { Progress } from "../print/progress.ts"
import { readJsonFile } from "../setup/read-json-file.ts"
import type { StateFolder } from "../setup/state-folder.ts"
import { plusDays } from "../setup/today.ts"
import { UsageError } from "../setup/usage-error.ts"
import { withBooks } from "../setup/with-books.ts"
import { counting } from "./counting.ts"
import { isNamed } from "./named-payments.ts"

/** What {@link addLedger} takes. */
export interface LedgerOrder {
  readonly recon: Recon
  readonly flags: Pick<FlagsOf<"run">, "ledger" | "mapping" | "journal">
  readonly folder: StateFolder
  readonly account: string
  /** What the statements speak of. */
  readonly names: ReadonlySet<string>
  readonly heads: readonly StatementHead[]
  readonly progress: Progress
}

/** Money comes back, and lines are booked late, up to so many days after a payment. */
const LOOK_BACK_DAYS = 30
const KEEP_BELOW = 100_000

/** Our side: the journal's payments of the statements' days, or the user's own ledger. */
export const addLedger = async (order: LedgerOrder): Promise<void> => {
  const { recon, flags, progress } = order
  if (flags.ledger === undefined) return addJournal(order)
  const { readLedgerCsv } = await import("@hundi/recon/inputs")
  const mapping = readJsonFile(needed(flags.mapping, "mapping", "which column of the ledger holds what"), "--mapping")
  if (!existsSync(flags.ledger)) throw new UsageError(`--ledger: there is no file ${flags.ledger}`)
  progress.step(`Loading ${basename(flags.ledger)}`)
  const { source, entries } = await readLedgerCsv(resolve(flags.ledger), mapping)
  await recon.addLedger(source, counting(entries, progress))
}

const addJournal = async ({ recon, flags, folder, account, names, heads, progress }: LedgerOrder): Promise<void> => {
  const [from, to] = [heads.map((head) => head.from).sort()[0], heads.map((head) => head.to).sort().at(-1)]
  if (from === undefined || to === undefined) throw new UsageError("no statement has a line that counts")
  const path = flags.journal === undefined ? folder.journal : resolve(flags.journal)
  const awaited = existsSync(folder.books) ? withBooks(folder, ({ days }) => days.awaited(account)) : new Set<string>()
  const database = openJournalFile(path)
  const read = (): Iterable<LedgerEntry> => relevantEntries(database, { account, from, to, names, awaited })
  try {
    // One look: what a worker writes in the meantime belongs to the next run.
    database.exec("BEGIN")
    const count = countEntries(database, from, to)
    progress.step("Reading the journal", count)
    // A small journal is read once and kept; a big one is read again, so that it needs no memory.
    const rows = count <= KEEP_BELOW ? [...read()] : undefined
    const digest = digestOf(rows ?? read())
    progress.step("Loading the journal", count)
    await recon.addLedger({ name: "journal", digest }, rows ?? counting(read(), progress))
    database.exec("COMMIT")
  } finally {
    database.close()
  }
}

interface Span {
  readonly account: string
  readonly from: string
  readonly to: string
  readonly names: ReadonlySet<string>
  readonly awaited: ReadonlySet<string>
}

/**
 * The payments of the statements' own days, and of earlier ones those that a statement speaks of or that a saved run left waiting for
 * their debit. All other earlier ones are the business of their own day's run.
 */
function* relevantEntries(database: DatabaseSync, { account, from, to, names, awaited }: Span): Generator<LedgerEntry> {
  for (const entry of readEntries(database, account, plusDays(from, -LOOK_BACK_DAYS), plusDays(from, -1))) {
    if (isNamed(entry, names) || awaited.has(`${entry.payoutId}/${entry.attempt}`)) yield entry
  }
  yield* readEntries(database, account, from, to)
}

/** A journal grows all day: the same rows are the same input. */
const digestOf = (entries: Iterable<LedgerEntry>): string => {
  const hash = createHash("sha256")
  for (const entry of entries) hash.update(`${Object.values(entry).join("\u001f")}\u001e`)
  return hash.digest("hex")
}
