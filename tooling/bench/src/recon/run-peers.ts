import { DuckDBInstance } from "@duckdb/node-api"
import { parse } from "csv-parse"
import { execFileSync } from "node:child_process"
import { createReadStream } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import type { BenchFiles } from "./write-bench-files.ts"

/** What every contender answers: pairs by key, rows of ours alone, lines alone. */
export interface Classes {
  readonly both: number
  readonly oursAlone: number
  readonly lineAlone: number
}

/**
 * The limit: one statement, a full outer join over the same two files with the same threads, by the reference inside the narration, that
 * keeps each row's class. It compares no amount, date or account, finds no second debit, and proves nothing.
 */
export const runBareJoin = async ({ ledger, statement }: BenchFiles, threads: number, memoryMib?: number): Promise<Classes> => {
  const rows = await askDuckDb(threads, memoryMib, `CREATE TABLE classes AS SELECT l.payout_id, s.Narration,
      CASE WHEN s.reference IS NULL THEN 'ours alone' WHEN l.reference IS NULL THEN 'line alone' ELSE 'both' END AS class
    FROM read_csv('${ledger}') l FULL OUTER JOIN ${linesOf(statement)} s ON l.reference = s.reference`,
    "SELECT count(*) FILTER (class = 'both'), count(*) FILTER (class = 'ours alone'), count(*) FILTER (class = 'line alone') FROM classes")
  return { both: rows[0] ?? 0, oursAlone: rows[1] ?? 0, lineAlone: rows[2] ?? 0 }
}

/** The same join, which only counts: nobody could say afterwards which rows they were. */
export const runBareCount = async ({ ledger, statement }: BenchFiles, threads: number): Promise<Classes> => {
  const rows = await askDuckDb(threads, undefined, `SELECT count(*) FILTER (l.reference IS NOT NULL AND s.reference IS NOT NULL),
      count(*) FILTER (s.reference IS NULL), count(*) FILTER (l.reference IS NULL)
    FROM read_csv('${ledger}') l FULL OUTER JOIN ${linesOf(statement)} s ON l.reference = s.reference`)
  return { both: rows[0] ?? 0, oursAlone: rows[1] ?? 0, lineAlone: rows[2] ?? 0 }
}

const linesOf = (statement: string): string => `(SELECT *, split_part(Narration, '/', 4) AS reference FROM read_csv('${statement}'))`

/** Runs statements in a database of their own; gives the last one's first row. */
const askDuckDb = async (threads: number, memoryMib: number | undefined, ...statements: readonly string[]): Promise<readonly number[]> => {
  const instance = await DuckDBInstance.create(":memory:", { threads: `${threads}`, ...(memoryMib === undefined ? {} : { memory_limit: `${memoryMib}MiB` }) })
  const connection = await instance.connect()
  let row: readonly number[] = []
  for (const statement of statements) row = ((await connection.runAndReadAll(statement)).getRows()[0] ?? []).map(Number)
  connection.closeSync()
  instance.closeSync()
  return row
}

/** pandas, where python3 has it; null where not. */
export const runPandas = ({ ledger, statement }: BenchFiles): Classes | null => {
  const script = `import json, pandas as pd
l = pd.read_csv(${JSON.stringify(ledger)}, dtype=str)
s = pd.read_csv(${JSON.stringify(statement)}, dtype=str)
s["reference"] = s["Narration"].str.split("/").str[3]
m = l.merge(s, on="reference", how="outer", indicator=True)["_merge"].value_counts()
print(json.dumps([int(m.get(k, 0)) for k in ("both", "left_only", "right_only")]))`
  try {
    const answer = execFileSync("python3", ["-c", script], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
    const [both, oursAlone, lineAlone] = JSON.parse(answer) as number[]
    return { both: both ?? 0, oursAlone: oursAlone ?? 0, lineAlone: lineAlone ?? 0 }
  } catch {
    return null
  }
}

/** sqlite3, in memory through node:sqlite; rows come from csv-parse, since SQLite reads no files itself. */
export const runSqlite = async (files: BenchFiles): Promise<Classes> => {
  const db = new DatabaseSync(":memory:")
  db.exec("CREATE TABLE l (reference TEXT, amount TEXT); CREATE TABLE s (reference TEXT, amount TEXT); BEGIN")
  const intoLedger = db.prepare("INSERT INTO l VALUES (?, ?)")
  for await (const row of records(files.ledger)) intoLedger.run(row[2] ?? "", row[5] ?? "")
  const intoStatement = db.prepare("INSERT INTO s VALUES (?, ?)")
  for await (const row of records(files.statement)) intoStatement.run(row[2]?.split("/")[3] ?? "", row[3] ?? "")
  db.exec("COMMIT; CREATE INDEX by_reference ON s (reference); CREATE INDEX by_our_reference ON l (reference)")
  const count = (sql: string): number => Number(Object.values(db.prepare(sql).get() ?? {})[0])
  const classes = {
    both: count("SELECT count(*) FROM l JOIN s USING (reference)"),
    oursAlone: count("SELECT count(*) FROM l WHERE NOT EXISTS (SELECT 1 FROM s WHERE s.reference = l.reference)"),
    lineAlone: count("SELECT count(*) FROM s WHERE NOT EXISTS (SELECT 1 FROM l WHERE l.reference = s.reference)")
  }
  db.close()
  return classes
}

/** What one writes first: csv-parse as a stream, and a Map. */
export const runMap = async (files: BenchFiles): Promise<Classes> => {
  const open = new Map<string, number>()
  for await (const row of records(files.ledger)) open.set(row[2] ?? "", 0)
  let both = 0
  let lineAlone = 0
  for await (const row of records(files.statement)) {
    const reference = row[2]?.split("/")[3] ?? ""
    const seen = open.get(reference)
    if (seen === undefined) lineAlone++
    else {
      both++
      open.set(reference, seen + 1)
    }
  }
  let oursAlone = 0
  for (const seen of open.values()) if (seen === 0) oursAlone++
  return { both, oursAlone, lineAlone }
}

const records = (path: string): AsyncIterable<string[]> =>
  createReadStream(path, { highWaterMark: 1 << 20 }).pipe(parse({ from_line: 2 }))
