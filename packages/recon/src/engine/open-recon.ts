import { addBusinessDays, addDays, nationalHolidays } from "@hundi/catalog/calendar"
import type { CsvMapping, LedgerMapping } from "../inputs/mapping.ts"
import type { ReconFinding, ReconRun } from "../result.ts"
import type { LedgerEntry, StatementHead, StatementLine } from "../rows.ts"
import { loadLedgerCsv, loadStatementCsv } from "./add-csv.ts"
import { appendEntries, appendLines, type Rows } from "./add-rows.ts"
import { type Database, openDatabase, quoteText } from "./database.ts"
import { groupEvidence } from "./group-evidence.ts"
import { judgeGroups, noJudged } from "./judge-groups.ts"
import { judgeRest } from "./judge-rest.ts"
import { linkEvidence } from "./link-evidence.ts"
import { matchAmounts } from "./match-amounts.ts"
import { matchBatches } from "./match-batches.ts"
import { matchClean } from "./match-clean.ts"
import { matchSums } from "./match-sums.ts"
import { openDebits, openEntries } from "./open-rows.ts"
import { readEvidence } from "./read-evidence.ts"
import { type FindingsFilter, findingsSql, readFindings } from "./read-findings.ts"
import { digestRules, type ReconRules } from "./rules.ts"
import { saveRun } from "./save-run.node.ts"
import { countOutcomes, digestRun, nameFindings, proveComplete, sumUp, totalAccounts } from "./sum-up.ts"
import { createTypes, type EntryTable, ledgerView, type LineTable, statementView } from "./tables.ts"

/** How much of the machine a reconciliation may use. */
export interface ReconOptions {
  /** All cores unless told. */
  readonly threads?: number
  /** DuckDB's own memory; beyond it, it writes to `tempFolder`. */
  readonly memoryMib?: number
  readonly tempFolder?: string
  readonly onProgress?: (progress: ReconProgress) => void
}

/** How far a run is. */
export interface ReconProgress {
  readonly step: string
  readonly done: number
  readonly total: number
}

/** Where ledger rows come from. `digest`: SHA-256 of the file, or any text that is the same for the same rows. */
export interface LedgerSource {
  readonly name: string
  readonly digest: string
}

/** A reconciliation in memory: add both sides, run, read what was found. */
export interface Recon {
  /** Adds a statement's lines; gives their number, 0 for a file that is in already. Throws what the rows throw, and keeps none of them. */
  readonly addStatement: (head: StatementHead, rows: Rows<StatementLine>) => Promise<number>
  /** Adds our side. */
  readonly addLedger: (source: LedgerSource, rows: Rows<LedgerEntry>) => Promise<number>
  /** DuckDB reads the file itself: many times faster for large ones. @throws ReconInputError */
  readonly addStatementCsv: (head: StatementHead, path: string, mapping: CsvMapping) => Promise<number>
  readonly addLedgerCsv: (source: LedgerSource, path: string, mapping: LedgerMapping) => Promise<number>
  /** Matches everything; once for each Recon. `asOf` is the IST date that the run is for. */
  readonly run: (order: { readonly rules: ReconRules, readonly asOf: string }) => Promise<FinishedRun>
  readonly close: () => void
}

/** A run with its findings, until its Recon is closed. */
export type FinishedRun = ReconRun & {
  readonly findings: (filter?: FindingsFilter) => AsyncIterable<ReconFinding>
  /** Writes the run as `folder`, once and for all: name it after the digest. Gives the folder. */
  readonly save: (folder: string) => Promise<string>
}

/**
 * Opens an empty reconciliation on an embedded DuckDB.
 *
 * @example
 * ```ts
 * const recon = await openRecon({ threads: 2 })
 * await recon.addLedger({ name: "journal", digest }, entries)
 * await recon.addStatement(head, lines)
 * const run = await recon.run({ rules: defaultRules, asOf: "2026-04-02" })
 * for await (const finding of run.findings({ explained: false })) console.log(finding.outcome, finding.why)
 * recon.close()
 * ```
 */
export const openRecon = async (options: ReconOptions = {}): Promise<Recon> => {
  const db = await openDatabase({
    ...(options.threads === undefined ? {} : { threads: `${options.threads}` }),
    ...(options.memoryMib === undefined ? {} : { memory_limit: `${options.memoryMib}MiB` }),
    ...(options.tempFolder === undefined ? {} : { temp_directory: options.tempFolder })
  })
  // Nothing depends on the order of rows, and DuckDB is a quarter faster when it need not keep it.
  await db.run(`SET preserve_insertion_order = false; ${createTypes}`)
  const state: State = { ledgers: [], lines: [], heads: [], accounts: [], started: false }
  const idOf = (account: string): number => accountId(state, account)
  return {
    addStatement: (head, rows) => addLines(state, head, async (table) => {
      const size = await appendLines(db, table, rows, idOf)
      return { size, rows: size, aid: null, firstLine: null, hasReference: true }
    }),
    addLedger: (source, rows) => addEntries(state, source, async (table) => ({
      size: await appendEntries(db, table, rows, idOf), optional: ["kind", "batch", "bene_hash", "bene_start"]
    })),
    addStatementCsv: (head, path, mapping) => addLines(state, head, async (table) =>
      ({ ...(await loadStatementCsv(db, table, path, mapping)), aid: idOf(head.account) })),
    addLedgerCsv: (source, path, mapping) => addEntries(state, source, (table) => loadLedgerCsv(db, table, path, mapping, idOf)),
    run: ({ rules, asOf }) => runOnce(db, state, rules, asOf, options.onProgress ?? (() => undefined)),
    close: db.close
  }
}

interface State {
  readonly ledgers: (LedgerSource & EntryTable)[]
  readonly lines: (LineTable & { readonly rows: number })[]
  readonly heads: StatementHead[]
  readonly accounts: string[]
  started: boolean
}

const accountId = ({ accounts }: State, account: string): number => {
  const known = accounts.indexOf(account)
  return known === -1 ? accounts.push(account) - 1 : known
}

/** The same file twice is read once. */
const isNew = ({ started }: State, inputs: readonly { readonly digest: string }[], digest: string): boolean => {
  if (started) throw new Error("recon: nothing can be added once the run has begun")
  return inputs.every((input) => input.digest !== digest)
}

/** A ledger is known only once all of it is in its table. */
const addEntries = async (state: State, source: LedgerSource, load: (table: string) => Promise<Omit<EntryTable, "table">>): Promise<number> => {
  if (!isNew(state, state.ledgers, source.digest)) return 0
  const table = `entries_${state.ledgers.length}`
  const loaded = await load(table)
  state.ledgers.push({ ...source, table, ...loaded })
  return loaded.size
}

type LoadedLines = Pick<LineTable, "size" | "aid" | "firstLine" | "hasReference"> & { readonly rows: number }

/** A file is known only once all of it is in its table. */
const addLines = async (state: State, head: StatementHead, load: (table: string) => Promise<LoadedLines>): Promise<number> => {
  if (!isNew(state, state.lines, head.digest)) return 0
  const fid = state.lines.length
  const table = `lines_${fid}`
  const loaded = await load(table)
  state.lines.push({ table, fid, file: head.file, digest: head.digest, ...loaded })
  state.heads.push(head)
  return loaded.rows
}

const runOnce = async (
  db: Database,
  state: State,
  rules: ReconRules,
  asOf: string,
  onProgress: (progress: ReconProgress) => void
): Promise<FinishedRun> => {
  if (state.started === true) throw new Error("recon: a Recon runs once; open another for other rules")
  state.started = true
  const waitingFrom = firstWaitingDate(asOf, rules)
  await db.run(`${ledgerView(state.ledgers)}; ${statementView(state.lines)}; ${createRunTables}`)
  await describeAccounts(db, state)
  const done: string[] = []
  const step = async (name: string, run: () => Promise<void>, needed = true): Promise<void> => {
    onProgress({ step: name, done: done.push(name) - 1, total: STEPS })
    if (needed) await run()
  }
  await step("references and numbers", () => matchClean(db))
  // Most runs leave little, and many leave nothing for a pass: what cannot find anything is not asked.
  const left = await countLeft(db)
  await step("narrations", () => readEvidence(db, rules))
  await step("duplicates", () => linkEvidence(db, rules, left.lines > 0))
  await step("returns", () => groupEvidence(db, rules), left.lines > 0)
  await step("groups", () => judgeGroups(db, rules, waitingFrom), left.lines > 0)
  if (left.lines === 0) await db.run(noJudged)
  const open = await countOpen(db)
  await step("bulk files", () => matchBatches(db, rules), open.debits > 0 && open.batched > 1)
  await step("amounts and dates", () => matchAmounts(db, rules), open.debits > 0 && open.entries > 0)
  await step("sums", () => matchSums(db, rules), open.debits > 0 && open.named > 0)
  await step("the rest", () => judgeRest(db, rules, waitingFrom))
  await step("totals", () => sumUp(db))
  await proveComplete(db, sumRows(state.ledgers.map(({ size }) => size)), sumRows(state.lines.map(({ rows }) => rows)))
  const body: Omit<ReconRun, "digest"> = {
    asOf,
    inputs: listInputs(state),
    rulesDigest: digestRules(rules),
    totals: await totalAccounts(db, state.accounts, state.heads),
    counts: await countOutcomes(db)
  }
  const run: ReconRun = { digest: await digestRun(db, body), ...body }
  onProgress({ step: "done", done: STEPS, total: STEPS })
  const prepare = async (): Promise<void> => {
    await nameFindings(db)
    await db.run(`CREATE VIEW IF NOT EXISTS finding_rows AS ${findingsSql()}`)
  }
  return {
    ...run,
    findings: async function* (filter) {
      await prepare()
      yield* readFindings(db, "finding_rows", filter)
    },
    save: async (folder) => {
      await prepare()
      return saveRun(db, run, rules, folder)
    }
  }
}

const listInputs = ({ ledgers, lines }: State): ReconRun["inputs"] => [
  ...ledgers.map(({ name, digest, size }) => ({ name, digest, rows: size })),
  ...lines.map(({ file, digest, rows }) => ({ name: file, digest, rows }))
].toSorted((a, b) => (a.digest < b.digest ? -1 : 1))

/** Tables that belong to one run: findings with their rows, accounts, and the days that the statements cover. */
const createRunTables = `CREATE TABLE findings (gid BIGINT, outcome VARCHAR, pass VARCHAR, score INTEGER, why VARCHAR, explained BOOLEAN, aid SMALLINT);
    CREATE TABLE in_l (gid BIGINT, lid BIGINT);
    CREATE TABLE in_s (gid BIGINT, sid BIGINT);
    CREATE TABLE accounts (aid SMALLINT, account VARCHAR);
    CREATE TABLE coverage (aid SMALLINT, since DATE, until DATE)`

const sumRows = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

/** The passes of a run, for its progress. */
const STEPS = 10

/** What the first pass left. */
const countLeft = async (db: Database): Promise<{ readonly lines: number }> => ({ lines: await db.count("SELECT count(*) FROM left_s") })

/** What is open after everything that has proof. */
const countOpen = async (db: Database) => {
  const [row] = await db.rows(`SELECT (SELECT count(*) FROM ${openDebits}) AS debits, count(*) AS entries, count(batch) AS batched,
    count(bene_start) AS named FROM ${openEntries}`)
  return { debits: Number(row?.["debits"]), entries: Number(row?.["entries"]), batched: Number(row?.["batched"]), named: Number(row?.["named"]) }
}

const describeAccounts = async (db: Database, { accounts, heads }: State): Promise<void> => {
  if (accounts.length > 0) await db.run(`INSERT INTO accounts VALUES ${accounts.map((account, aid) => `(${aid}, ${quoteText(account)})`).join(", ")}`)
  const covered = heads.filter(({ account }) => accounts.includes(account))
  if (covered.length === 0) return
  await db.run(`INSERT INTO coverage VALUES ${covered
    .map(({ account, from, to }) => `(${accounts.indexOf(account)}, ${quoteText(from)}, ${quoteText(to)})`).join(", ")}`)
}

/** The earliest business date whose window is still open on `asOf`. */
export const firstWaitingDate = (asOf: string, { pendingBusinessDays, holidays }: ReconRules): string => {
  const table = new Set([...nationalHolidays, ...holidays])
  let date = asOf
  while (addBusinessDays(addDays(date, -1), pendingBusinessDays, table) >= asOf && pendingBusinessDays > 0) date = addDays(date, -1)
  return date
}
