import { formatRupees } from "../schema/rupees.ts"
import { INSIDE, isInside, MAX_NAME, MAX_REMARK, MAX_ROWS, OUTSIDE, refuseAccount, refuseIfsc, refuseReference, refuseText } from "./bulk-file-rules.ts"

/** One payment of a file. */
export interface BulkFileRow {
  readonly name: string
  readonly accountNumber: string
  /** An IFSC of the bank itself pays inside it, whatever its branch, and is read back as ICIC0000011; others go over NEFT. */
  readonly ifsc: string
  readonly amountPaise: bigint
  readonly remark: string
}

/** A file of payments out of one account. */
export interface BulkFile {
  /** Ours, 15 characters, unique for all time: the file's name is made of it, and a name is never used twice (104666). */
  readonly reference: string
  /** IST date `YYYY-MM-DD` on which it is paid; the bank refuses one that is past (108363). */
  readonly date: string
  readonly debitAccount: string
  /** Whose file it is: the name in its first line and in the debit. At most 30 characters. */
  readonly name: string
  readonly remark: string
  /** 1 to 148. */
  readonly rows: readonly BulkFileRow[]
}

/** A file as `cib.bulkPay` uploads it. */
export interface WrittenBulkFile {
  /** `FILE_NAME` */
  readonly fileName: string
  readonly text: string
  /** `FILE_CONTENT`: `text` in Base64. */
  readonly content: string
  /** What `createOtp` is asked for. */
  readonly totalPaise: bigint
  /** Lines after the first one, as it says. */
  readonly count: number
}

/**
 * The text of a bulk file: its header, the debit of the total, a line for each payment. Each line ends in `^` and has no line break, which
 * all sources read.
 *
 * Source: facts/composite-and-cib.json, rule "bulk file". The order of the last three columns of a transfer inside the bank differs between
 * sources: remark, IFSC, network is written.
 *
 * @throws RangeError that names the field and the row, counted from 1, never the value.
 * @example
 * const { fileName, content } = writeBulkFile({ reference, date: "2030-01-31", debitAccount, name: "ACME", remark: "salaries", rows })
 */
export const writeBulkFile = (file: BulkFile): WrittenBulkFile => {
  const { reference, date, debitAccount, name, remark, rows } = file
  refuse(checkFile(file))
  const totalPaise = rows.reduce((sum, { amountPaise }) => sum + amountPaise, 0n)
  const total = formatRupees(totalPaise)
  const count = rows.length + 1
  const day = `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)}`
  const lines = [
    ["FHR", String(count), day, name, total, "INR", debitAccount, OUTSIDE.branch],
    ["MDR", debitAccount, OUTSIDE.branch, name, total, "INR", remark, INSIDE.ifsc, INSIDE.network],
    ...rows.map(lineOf)
  ]
  const text = lines.map((fields) => `${fields.join("|")}^`).join("")
  return { fileName: `${reference}.txt`, text, content: btoa(text), totalPaise, count }
}

const lineOf = ({ name, accountNumber, ifsc, amountPaise, remark }: BulkFileRow): readonly string[] => {
  const amount = formatRupees(amountPaise)
  return isInside(ifsc)
    ? ["MCW", accountNumber, accountNumber.slice(0, 4), name, amount, "INR", remark, INSIDE.ifsc, INSIDE.network]
    : ["MCO", accountNumber, OUTSIDE.branch, name, amount, "INR", remark, OUTSIDE.network, ifsc]
}

const checkFile = ({ reference, date, debitAccount, name, remark, rows }: BulkFile): string | undefined =>
  refuseReference(reference)
  ?? (isDate(date) ? undefined : "date: a date YYYY-MM-DD")
  ?? refuseAccount("debitAccount", debitAccount)
  ?? refuseText("name", name, MAX_NAME)
  ?? refuseText("remark", remark, MAX_REMARK)
  ?? (rows.length >= 1 && rows.length <= MAX_ROWS ? undefined : `rows: 1 to ${MAX_ROWS}`)
  ?? rows.map(checkRow).find((problem) => problem !== undefined)

const checkRow = ({ name, accountNumber, ifsc, amountPaise, remark }: BulkFileRow, index: number): string | undefined => {
  const problem =
    refuseText("name", name, MAX_NAME)
    ?? refuseAccount("accountNumber", accountNumber)
    ?? refuseIfsc(ifsc)
    ?? (amountPaise > 0n && amountPaise < 10n ** 15n ? undefined : "amountPaise: above 0, at most 13 digits of rupees")
    ?? refuseText("remark", remark, MAX_REMARK)
  return problem === undefined ? undefined : `row ${index + 1}, ${problem}`
}

const isDate = (date: string): boolean => {
  const ms = Date.parse(`${date}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date)
}

const refuse = (problem: string | undefined): void => {
  if (problem !== undefined) throw new RangeError(`bulk file: ${problem}`)
}
