import type { Database } from "./database.ts"
import { openDebits, openEntries } from "./open-rows.ts"
import type { ReconRules } from "./rules.ts"

/** At most so many rows a side are tried, and at most so many together: 12 rows, 4 at a time, are 781 sums. */
const MOST_ROWS = 12
const MOST_TOGETHER = 4

interface Row {
  readonly id: number
  readonly paise: bigint
}

interface Found {
  readonly entries: readonly number[]
  readonly lines: readonly number[]
  readonly whole: boolean
}

interface Option extends Found {
  readonly aid: number
}

/**
 * Payments that the bank merged or split without a batch: entries and debits of one account that name the same beneficiary around the
 * same date. Made by itself only when all that is open on both sides goes up at once and no smaller sum does; a sum of some of them is
 * shown as ambiguous. Rows without a beneficiary's name are never summed: enough amounts make any sum.
 */
export const matchSums = async (db: Database, { nearDays }: ReconRules): Promise<void> => {
  const buckets = await db.rows(`WITH e AS (SELECT aid, upper(bene_start) AS name, bdate, lid, paise, payout_id, attempt FROM ${openEntries}
      WHERE length(bene_start) >= 4),
    heads AS (SELECT aid, name, bdate, list({id: lid, paise: paise} ORDER BY paise, payout_id, attempt) AS entries FROM e GROUP BY ALL),
    d AS (SELECT aid, sid, posted, text, -paise AS paise, fid, line_no FROM ${openDebits})
    SELECT h.aid, h.entries, list({id: d.sid, paise: d.paise} ORDER BY d.paise, d.posted, d.text, d.fid, d.line_no) AS lines
    FROM heads h JOIN d ON d.aid = h.aid AND contains(d.text, h.name) AND d.posted BETWEEN h.bdate - ${nearDays} AND h.bdate + ${nearDays}
    GROUP BY h.aid, h.name, h.bdate, h.entries HAVING len(h.entries) <= ${MOST_ROWS} AND count(*) <= ${MOST_ROWS}
      AND len(h.entries) + count(*) > 2
    ORDER BY h.bdate, h.name, h.aid`)
  const options = buckets.flatMap((bucket): readonly Option[] => {
    const found = findSums(rowsOf(bucket["entries"]), rowsOf(bucket["lines"]))
    return found === null ? [] : [{ ...found, aid: Number(bucket["aid"]) }]
  })
  const values: string[] = []
  const members: { readonly l: string[], readonly s: string[] } = { l: [], s: [] }
  for (const option of options.filter((one) => options.every((other) => one === other || !sharesRow(one, other)))) {
    const gid = Math.min(...option.entries) * 2 * 8 + 3
    const { whole } = option
    values.push(`(${gid}, '${whole ? "matched" : "ambiguous"}', 'group', ${whole ? 88 : 60}, '${whyOf(option)}', ${whole}, ${option.aid})`)
    for (const id of option.entries) members.l.push(`(${gid}, ${id})`)
    for (const id of option.lines) members.s.push(`(${gid}, ${id})`)
  }
  if (values.length === 0) return
  await db.run(`INSERT INTO findings VALUES ${values.join(", ")}`)
  await db.run(`INSERT INTO in_l VALUES ${members.l.join(", ")}`)
  await db.run(`INSERT INTO in_s VALUES ${members.s.join(", ")}`)
}

/** A row that two sums want has a second candidate: neither is made. */
const sharesRow = (one: Found, other: Found): boolean =>
  one.entries.some((id) => other.entries.includes(id)) || one.lines.some((id) => other.lines.includes(id))

const whyOf = ({ entries, lines, whole }: Found): string => {
  const sides = `${entries.length} payout${entries.length === 1 ? "" : "s"} and ${lines.length} debit${lines.length === 1 ? "" : "s"}`
  return whole
    ? `${sides} to one beneficiary around one date make the same sum, and nothing else of theirs is open`
    : `${sides} to one beneficiary make the same sum, but others are open too: somebody has to say so`
}

/** All against all, else the one sum of a few against one row; null when nothing, or more than one thing, goes up. */
export const findSums = (entries: readonly Row[], lines: readonly Row[]): Found | null => {
  const ids = (rows: readonly Row[]): number[] => rows.map(({ id }) => id)
  const options: Found[] = []
  for (const line of lines) {
    for (const some of subsets(entries)) if (sum(some) === line.paise) options.push({ entries: ids(some), lines: [line.id], whole: false })
  }
  for (const entry of entries) {
    for (const some of subsets(lines)) if (sum(some) === entry.paise) options.push({ entries: [entry.id], lines: ids(some), whole: false })
  }
  const all = entries.length > 0 && lines.length > 0 && (entries.length === 1 || lines.length === 1) && sum(entries) === sum(lines)
  const [first] = options
  const isAll = first?.entries.length === entries.length && first.lines.length === lines.length
  if (all && (first === undefined || (options.length === 1 && isAll))) {
    return { entries: ids(entries), lines: ids(lines), whole: true }
  }
  return options.length === 1 && first !== undefined ? first : null
}

/** Every choice of two to four rows. */
const subsets = function* (rows: readonly Row[], from = 0, chosen: readonly Row[] = []): Generator<readonly Row[]> {
  if (chosen.length >= 2) yield chosen
  if (chosen.length === MOST_TOGETHER) return
  for (const [offset, row] of rows.slice(from).entries()) yield* subsets(rows, from + offset + 1, [...chosen, row])
}

const sum = (rows: readonly Row[]): bigint => rows.reduce((total, { paise }) => total + paise, 0n)

const rowsOf = (cell: unknown): readonly Row[] =>
  (cell as readonly { readonly id: bigint, readonly paise: bigint }[]).map(({ id, paise }) => ({ id: Number(id), paise }))
