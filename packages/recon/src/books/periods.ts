import { addDays, dayNumber } from "@hundi/catalog/calendar"
import { BooksError, invalidField } from "./books-error.ts"
import { coveringDays, type SavedDay } from "./days.ts"
import { checkPerson, checkWords, isSamePerson } from "./person.ts"
import { type Sql, type SqlRow, textOf, textOrNull } from "./sql.ts"
import { say } from "./words.ts"
import { maskAccount, plainRupees, writeRupees } from "./write-rupees.ts"

/** The figures that close a period of one account. Paise. `openingPaise + creditsPaise - debitsPaise = closingPaise`, run by run. */
export interface BalanceProof {
  readonly account: string
  readonly from: string
  readonly to: string
  readonly openingPaise: bigint
  readonly creditsPaise: bigint
  readonly debitsPaise: bigint
  readonly closingPaise: bigint
  /** The day's runs that it rests on, in order of date. */
  readonly runs: readonly string[]
}

/** Which dates of which account, IST, both included. */
export interface PeriodOrder {
  readonly account: string
  readonly from: string
  readonly to: string
  readonly by: string
}

/** A closed period. */
export interface Period {
  readonly account: string
  readonly from: string
  readonly to: string
  readonly closedBy: string
  readonly proof: BalanceProof
  readonly state: "closed" | "reopening" | "reopened"
}

/** Closing and reopening. Errors are BooksError: `NOT_PROVED` names what is missing, `LOCKED` an overlap, `FOUR_EYES` a person twice. */
export interface Periods {
  /** Locks the dates: every day is covered, every balance follows from the one before, and nothing waits for a person. */
  readonly close: (order: PeriodOrder) => BalanceProof
  /** The first word proposes, another person's word opens the period again. */
  readonly reopen: (order: PeriodOrder & { readonly reason: string }) => "proposed" | "reopened"
  readonly list: (account?: string) => readonly Period[]
}

/** Periods over the tables of the books. */
export const makePeriods = (sql: Sql, now: () => number): Periods => ({
  close: (order) => {
    const by = checkPerson(order.by)
    checkDates(order)
    return sql.transact(() => {
      const proof = prove(sql, order)
      sql.all(
        "INSERT INTO periods (account, from_on, to_on, proof, closed_at, closed_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        ...[order.account, order.from, order.to, writeProof(proof), now(), by]
      )
      say(sql, aboutPeriod(order), { at: now(), kind: "closed", by, text: `closing balance ${plainRupees(proof.closingPaise)}` })
      return proof
    })
  },
  reopen: (order) => {
    const by = checkPerson(order.by)
    const text = checkWords("reason", order.reason)
    return sql.transact(() => {
      const row = findClosed(sql, order)
      const proposedBy = textOrNull(row, "reopen_by")
      if (proposedBy !== null && isSamePerson(proposedBy, by)) {
        throw new BooksError("FOUR_EYES", `${proposedBy} proposed to reopen it: the second person must be another one`, "by")
      }
      const done = proposedBy === null ? "proposed" : "reopened"
      if (done === "proposed") sql.all("UPDATE periods SET reopen_by = ?2 WHERE no = ?1", row["no"] ?? null, by)
      else sql.all("UPDATE periods SET reopened_at = ?2 WHERE no = ?1", row["no"] ?? null, now())
      say(sql, aboutPeriod(order), { at: now(), kind: done === "proposed" ? "reopen-proposed" : "reopened", by, text })
      return done
    })
  },
  list: (account) => sql.all("SELECT * FROM periods WHERE ?1 IS NULL OR account = ?1 OR account LIKE '%' || ?1 ORDER BY account, from_on, no", account ?? null).map(toPeriod)
})

const checkDates = ({ from, to }: PeriodOrder): void => {
  for (const [field, date] of [["from", from], ["to", to]] as const) {
    try {
      dayNumber(date)
    } catch {
      throw invalidField(field, "a date that exists, YYYY-MM-DD")
    }
  }
  if (to < from) throw invalidField("to", "not before from")
}

/** Everything that must hold before a period may be locked. */
const prove = (sql: Sql, order: PeriodOrder): BalanceProof => {
  const { account, from, to } = order
  const where = `account ${maskAccount(account)}`
  const [overlap] = sql.all("SELECT from_on, to_on FROM periods WHERE account = ?1 AND reopened_at IS NULL AND from_on <= ?3 AND to_on >= ?2", account, from, to)
  if (overlap !== undefined) throw new BooksError("LOCKED", `${textOf(overlap, "from_on")} to ${textOf(overlap, "to_on")} of ${where} is closed already`)
  const days = coveringDays(sql, account, from, to)
  const chain = checkChain(days, order, where)
  const [waiting] = sql.all(
    "SELECT count(*) AS n FROM exceptions WHERE account = ?1 AND dated BETWEEN ?2 AND ?3 AND status IN ('open', 'proposed')",
    ...[account, from, to]
  )
  const open = Number(waiting?.["n"] ?? 0)
  if (open > 0) throw notProved(`${open === 1 ? "1 exception" : `${open} exceptions`} of ${where} still ${open === 1 ? "waits" : "wait"} for people: hundi-recon exceptions list`)
  const before = previousClosing(sql, account, from)
  if (before !== undefined && before !== chain.openingPaise) {
    throw notProved(`the opening balance ${writeRupees(chain.openingPaise)} of ${where} is not the closing balance ${writeRupees(before)} of the period before`)
  }
  return { account, from, to, ...chain, runs: days.map(({ run }) => run) }
}

type Chain = Pick<BalanceProof, "openingPaise" | "creditsPaise" | "debitsPaise" | "closingPaise">

const checkChain = (days: readonly SavedDay[], { from, to }: PeriodOrder, where: string): Chain => {
  let expected = from
  let balance: bigint | undefined
  let [openingPaise, creditsPaise, debitsPaise] = [0n, 0n, 0n]
  for (const day of days) {
    if (day.from !== expected) break
    if (day.openingPaise === null || day.closingPaise === null || !day.balanced) throw notProved(`the balances of ${day.from} to ${day.to} of ${where} do not prove themselves: use a statement with opening and closing balance`)
    if (day.openingPaise + day.creditsPaise - day.debitsPaise !== day.closingPaise) throw notProved(`opening + credits - debits is not the closing balance on ${day.from} of ${where}`)
    if (balance !== undefined && balance !== day.openingPaise) throw notProved(`the opening balance of ${day.from} of ${where} is not the closing balance of the day before`)
    if (balance === undefined) openingPaise = day.openingPaise
    balance = day.closingPaise
    creditsPaise += day.creditsPaise
    debitsPaise += day.debitsPaise
    expected = addDays(day.to, 1)
  }
  if (balance === undefined || expected !== addDays(to, 1)) {
    throw notProved(`no saved run covers ${expected} of ${where}: run hundi-recon run --save for it first`)
  }
  return { openingPaise, creditsPaise, debitsPaise, closingPaise: balance }
}

const notProved = (message: string): BooksError => new BooksError("NOT_PROVED", message)

const previousClosing = (sql: Sql, account: string, from: string): bigint | undefined => {
  const [row] = sql.all("SELECT proof FROM periods WHERE account = ?1 AND reopened_at IS NULL AND to_on = ?2", account, addDays(from, -1))
  return row === undefined ? undefined : readProof(textOf(row, "proof")).closingPaise
}

const findClosed = (sql: Sql, { account, from, to }: PeriodOrder): SqlRow => {
  const [row] = sql.all("SELECT * FROM periods WHERE account = ?1 AND from_on = ?2 AND to_on = ?3 AND reopened_at IS NULL", account, from, to)
  if (row === undefined) throw new BooksError("NOT_FOUND", `no closed period ${from} to ${to} of account ${maskAccount(account)}: see hundi-recon close --list`)
  return row
}

const aboutPeriod = ({ account, from, to }: Omit<PeriodOrder, "by">): string => `period/${account}/${from}/${to}`

const writeProof = (proof: BalanceProof): string => JSON.stringify(proof, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value))

const readProof = (text: string): BalanceProof => {
  const { openingPaise, creditsPaise, debitsPaise, closingPaise, ...rest } = JSON.parse(text) as Record<keyof BalanceProof, string>
  return {
    ...(rest as unknown as BalanceProof),
    ...{ openingPaise: BigInt(openingPaise), creditsPaise: BigInt(creditsPaise) },
    ...{ debitsPaise: BigInt(debitsPaise), closingPaise: BigInt(closingPaise) }
  }
}

const toPeriod = (row: SqlRow): Period => ({
  ...{ account: textOf(row, "account"), from: textOf(row, "from_on"), to: textOf(row, "to_on"), closedBy: textOf(row, "closed_by") },
  proof: readProof(textOf(row, "proof")),
  state: row["reopened_at"] !== null ? "reopened" : row["reopen_by"] !== null ? "reopening" : "closed"
})
