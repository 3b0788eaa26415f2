import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import type { Sql, SqlRow, SqlValue } from "../store/sql.ts"

/** What people say, in the log's words. */
export type WordKind =
  | "made"
  | "approve"
  | "not-a-duplicate"
  | "above-limit"
  | "reject"
  | "beneficiary-added"
  | "beneficiary-changed"
  | "beneficiary-approved"
  | "beneficiary-removed"
  | "file-submitted"
  | "file-approved"

/** One line of the log: who said what about which payout, file or beneficiary. `at` is ms since 1970 (UTC). */
export interface Word {
  readonly seq: number
  readonly at: number
  readonly kind: WordKind
  /** `payout:tenant/id`, `file:tenant/id` or `beneficiary:tenant/hash`. */
  readonly subject: string
  readonly by: string
  readonly detail: Readonly<Record<string, string | number | null>>
  /** Over this line and the hash of the one before: the log cannot be changed in the middle without changing its end (L9). */
  readonly hash: string
}

/** The end of the chain. Kept elsewhere, it shows a log that was cut or rewritten. */
export interface LogHead {
  readonly seq: number
  readonly hash: string
}

const GENESIS = "0".repeat(64)

/** Appends one line; call it inside the transaction that has checked it. */
export const appendWord = (sql: Sql, word: Omit<Word, "seq" | "hash">): Word => {
  const head = readHead(sql)
  const line = { ...word, seq: head.seq + 1 }
  const hash = hashOf(head.hash, line)
  const { seq, at, kind, subject, by, detail } = line
  sql.all(
    "INSERT INTO controls_log (seq, at, kind, subject, by, detail, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    ...[seq, at, kind, subject, by, JSON.stringify(detail), hash]
  )
  return { ...line, hash }
}

/** All that was said about one subject, in order. */
export const wordsAbout = (sql: Sql, subject: string): readonly Word[] =>
  sql.all("SELECT * FROM controls_log WHERE subject = ?1 ORDER BY seq", subject).map(toWord)

/** All that was said from `from` on and before `to`, ms since 1970 (UTC), in order. */
export const wordsBetween = (sql: Sql, from: number, to: number): readonly Word[] =>
  sql.all("SELECT * FROM controls_log WHERE at >= ?1 AND at < ?2 ORDER BY seq", from, to).map(toWord)

export const readHead = (sql: Sql): LogHead => {
  const [row] = sql.all("SELECT seq, hash FROM controls_log ORDER BY seq DESC LIMIT 1")
  return { seq: Number(row?.["seq"] ?? 0), hash: String(row?.["hash"] ?? GENESIS) }
}

const PAGE = 1000

/** Recomputes the chain. Returns the numbers of lines that do not hold or are missing. `known`: a head that was kept elsewhere. */
export const verifyLog = (sql: Sql, known?: LogHead): readonly number[] => {
  const broken: number[] = []
  let previous: LogHead = { seq: 0, hash: GENESIS }
  let isKnown = known === undefined || (known.seq === 0 && known.hash === GENESIS)
  for (let rows = pageAfter(sql, 0); rows.length > 0; rows = pageAfter(sql, previous.seq)) {
    for (const row of rows) {
      const seq = Number(row["seq"])
      for (let missing = previous.seq + 1; missing < seq; missing++) broken.push(missing)
      if (!holds(previous.hash, row)) broken.push(seq)
      previous = { seq, hash: String(row["hash"]) }
      if (known?.seq === seq && known.hash === previous.hash) isKnown = true
    }
  }
  if (!isKnown && known !== undefined && !broken.includes(known.seq)) broken.push(known.seq)
  return broken
}

const holds = (previous: string, row: SqlRow): boolean => {
  try {
    const { hash, ...line } = toWord(row)
    return hashOf(previous, line) === hash && JSON.stringify(line.detail) === row["detail"]
  } catch {
    return false // a detail that is no JSON any more
  }
}

const pageAfter = (sql: Sql, seq: number): readonly SqlRow[] =>
  sql.all(`SELECT * FROM controls_log WHERE seq > ?1 ORDER BY seq LIMIT ${PAGE}`, seq)

const hashOf = (previous: string, { seq, at, kind, subject, by, detail }: Omit<Word, "hash">): string =>
  bytesToHex(sha256(utf8ToBytes(JSON.stringify([previous, seq, at, kind, subject, by, detail]))))

const toWord = (row: SqlRow): Word => ({
  seq: Number(row["seq"]),
  at: Number(row["at"]),
  kind: text(row["kind"]) as WordKind,
  subject: text(row["subject"]),
  by: text(row["by"]),
  detail: JSON.parse(text(row["detail"])) as Word["detail"],
  hash: text(row["hash"])
})

const text = (value: SqlValue | undefined): string => String(value ?? "")

/** `payout:` and the journal's own id. */
export const payoutSubject = (id: string): string => `payout:${id}`
export const fileSubject = (tenant: string, fileId: string): string => `file:${tenant}/${fileId}`
export const beneficiarySubject = (tenant: string, beneficiaryHash: string): string => `beneficiary:${tenant}/${beneficiaryHash}`
