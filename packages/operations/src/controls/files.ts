import { HundiError, invalid, isUnsent } from "@hundi/core"
import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import type { Sql } from "../store/sql.ts"
import type { Desk } from "./approve-payout.ts"
import { freePayout } from "./free-payout.ts"
import { afterTenant, insertRow, rowsOfFile } from "./file-rows.ts"
import { appendWord, fileSubject, wordsAbout } from "./log.ts"
import { checkPerson, checkReason, distinctPeople, isAmong, isSamePerson } from "./person.ts"
import { checkedId, checkedTenant, notAllowed } from "./refusals.ts"
import { rupees } from "./words.ts"

/** One payout of a file, as the journal has it: a `Payout` fits. */
export interface FileRow {
  readonly payoutId: string
  readonly fingerprint: string
  readonly amountPaise: bigint
}

export interface FileSubmission {
  /** Yours, 1 to 64 printable characters, unique per tenant. */
  readonly fileId: string
  readonly tenant?: string
  /** Who submits it: the maker of all its payouts. */
  readonly by: string
  readonly rows: readonly FileRow[]
}

/** What an approval of a file must name. */
export interface FileFacts {
  readonly count: number
  readonly totalPaise: bigint
  /** SHA-256, hex, over ids, fingerprints and amounts of all rows in the order of their fingerprints. */
  readonly digest: string
}

export interface FileApproval extends FileFacts {
  readonly fileId: string
  readonly tenant?: string
  readonly by: string
  /** Why: 1 to 300 characters. */
  readonly reason?: string
}

/** A file that was submitted. Times are ms since 1970 (UTC). */
export interface SubmittedFile extends FileFacts {
  readonly fileId: string
  readonly tenant: string
  readonly by: string
  readonly at: number
  readonly approvedBy: readonly string[]
}

/** What approving a file led to: how many of its payouts waited and are looked at now; how many a worker holds at this moment. */
export interface FileApproved {
  readonly file: SubmittedFile
  readonly due: number
  readonly busy: number
}

const MAX_ROWS = 100_000

/** Takes a file on for approval. The same file again changes nothing. @throws HundiError when the id is taken by other rows */
export const submitFile = ({ sql, now }: Pick<Desk, "sql" | "now">, submission: FileSubmission): SubmittedFile => {
  const { fileId, rows } = submission
  const tenant = checkedTenant(submission.tenant)
  const by = checkPerson(submission.by)
  checkRows(fileId, rows)
  const facts = fileFacts(rows)
  return sql.transact(() => {
    const known = readFile(sql, tenant, fileId)
    if (known !== undefined) {
      if (known.digest === facts.digest && isSamePerson(known.by, by)) return known
      throw notAllowed("file-id-taken", `${known.by} submitted a file of that id, with ${saysOf(known)}: give this one another id`)
    }
    const subject = fileSubject(tenant, fileId)
    for (const { payoutId, fingerprint, amountPaise } of rows) {
      insertRow(sql, { file: subject, payout: checkedId(payoutId, tenant), fingerprint, amountPaise })
    }
    const { count, digest, totalPaise } = facts
    appendWord(sql, { at: now(), kind: "file-submitted", subject, by, detail: { count, totalPaise: totalPaise.toString(), digest } })
    return mustBeThere(readFile(sql, tenant, fileId))
  })
}

/** Approves all payouts of a file that are still what they were. @throws HundiError naming what differs, or the rule */
export const approveFile = async (desk: Desk, approval: FileApproval): Promise<FileApproved> => {
  const { sql, journal, now } = desk
  const tenant = checkedTenant(approval.tenant)
  const by = checkPerson(approval.by)
  const reason = approval.reason === undefined ? null : checkReason(approval.reason)
  const file = sql.transact(() => {
    const known = mustBeThere(readFile(sql, tenant, approval.fileId))
    checkFileApprover(known, by)
    checkSame(known, approval)
    const { count, totalPaise, digest } = known
    const detail = { reason, count, totalPaise: totalPaise.toString(), digest }
    appendWord(sql, { at: now(), kind: "file-approved", subject: fileSubject(tenant, approval.fileId), by, detail })
    return mustBeThere(readFile(sql, tenant, approval.fileId))
  })
  const ids = rowsOfFile(sql, fileSubject(tenant, approval.fileId)).map(({ payout }) => payout)
  const standings = await journal.standings(ids)
  const freed = { due: 0, busy: 0, "not-waiting": 0 }
  for (const { id } of standings.filter(({ status }) => isUnsent(status))) freed[await freePayout(desk, id)]++
  return { file, due: freed.due, busy: freed.busy }
}

/** Count, total and digest of rows: what the person who approves must have seen. */
export const fileFacts = (rows: readonly FileRow[]): FileFacts => {
  const lines = rows.map(({ payoutId, fingerprint, amountPaise }) => JSON.stringify([fingerprint, payoutId, amountPaise.toString()])).sort()
  return {
    count: rows.length,
    totalPaise: rows.reduce((total, { amountPaise }) => total + amountPaise, 0n),
    digest: bytesToHex(sha256(utf8ToBytes(lines.join("\n"))))
  }
}

/** A file and its approvals; undefined when there is none. */
export const readFile = (sql: Sql, tenant: string, fileId: string): SubmittedFile | undefined => {
  const words = wordsAbout(sql, fileSubject(tenant, fileId))
  const submitted = words.find(({ kind }) => kind === "file-submitted")
  if (submitted === undefined) return undefined
  const { count, totalPaise, digest } = submitted.detail
  return {
    ...{ fileId, tenant, by: submitted.by, at: submitted.at },
    ...{ count: Number(count), totalPaise: BigInt(String(totalPaise)), digest: String(digest) },
    approvedBy: distinctPeople(words.filter(({ kind }) => kind === "file-approved").map(({ by }) => by))
  }
}

/** Subjects of files whose rows are no longer what was submitted. */
export const verifyFiles = (sql: Sql): readonly string[] =>
  sql.all("SELECT subject, detail FROM controls_log WHERE kind = 'file-submitted' ORDER BY seq").flatMap((row) => {
    const subject = String(row["subject"])
    const rows = rowsOfFile(sql, subject).map((stored) => ({ ...stored, payoutId: afterTenant(stored.payout) }))
    return String(row["detail"]).includes(fileFacts(rows).digest) ? [] : [subject]
  })

const checkRows = (fileId: string, rows: readonly FileRow[]): void => {
  if (!/^[\x21-\x7e]{1,64}$/.test(fileId)) throw invalid("fileId", "1 to 64 printable ASCII characters without spaces")
  if (rows.length === 0 || rows.length > MAX_ROWS) throw invalid("rows", `1 to ${MAX_ROWS} payouts`)
  const ids = new Set(rows.map(({ payoutId }) => payoutId))
  if (ids.size !== rows.length) throw invalid("rows", "each payout once")
  rows.forEach(({ fingerprint, amountPaise }, index) => {
    if (typeof amountPaise !== "bigint" || amountPaise <= 0n || amountPaise >= 2n ** 53n) {
      throw invalid(`rows[${index}].amountPaise`, "paise as a bigint, more than 0, below 2^53")
    }
    if (typeof fingerprint !== "string" || fingerprint === "") throw invalid(`rows[${index}].fingerprint`, "the payout's fingerprint")
  })
}

const mustBeThere = (file: SubmittedFile | undefined): SubmittedFile => {
  if (file === undefined) throw new HundiError("NOT_FOUND", "no file of that id was submitted")
  return file
}

const checkFileApprover = (file: SubmittedFile, by: string): void => {
  if (isSamePerson(file.by, by)) throw notAllowed("maker-is-not-checker", `maker and checker are different people: ${file.by} submitted this file`)
  if (isAmong(file.approvedBy, by)) throw notAllowed("already-said", `${by} has approved this file already: the next one must be another person`)
}

const checkSame = (file: SubmittedFile, named: FileFacts): void => {
  if (file.count === named.count && file.totalPaise === named.totalPaise && file.digest === named.digest) return
  throw notAllowed(
    "another-file",
    `the file that was submitted has ${saysOf(file)}; the approval names ${saysOf(named)}. Look at the file again, and approve what it says`
  )
}

const saysOf = ({ count, totalPaise, digest }: FileFacts): string =>
  `${count} payouts, ${typeof totalPaise === "bigint" ? rupees(totalPaise) : "no total"} in all, digest ${String(digest).slice(0, 12)}`
