import { formatRupees } from "@hundi/catalog"
import { addDays, istDate, istMidnight, istParts } from "@hundi/catalog/calendar"
import { HundiError } from "@hundi/core"
import type { Sql } from "../store/sql.ts"
import type { CheckHashes } from "./check-hashes.ts"
import { type DropRow, foreignDrops, leaseDrop, openDropOf } from "./check-store.ts"

/** What penny drops may cost. Paise; days are days in India. */
export interface DropBudget {
  /** For one asker (`tenant` and `askedBy`) in a day. */
  readonly userDayPaise: bigint
  /** For all of them together in a day. */
  readonly dayPaise: bigint
  /** Drops to one account within 6 hours; 3 unless told, and never more. */
  readonly perAccount?: number
}

/** A request for a drop. */
export interface DropRequest {
  readonly tenant: string
  readonly accountHash: string
  readonly askedBy: string
  readonly owner: string
  readonly now: number
}

/**
 * Who goes on with the drop: `give` may hand it to the payouts API now, `look` only asks after it, `busy` waits for somebody who is at
 * it, `blocked` waits for drops of another key, `over` waits for the budget.
 */
export type Opening =
  | { readonly kind: "give"; readonly row: DropRow; readonly isNew: boolean }
  | { readonly kind: "look" | "busy"; readonly row: DropRow }
  | { readonly kind: "blocked"; readonly count: number }
  | { readonly kind: "over"; readonly reason: string; readonly freeAt: number }

/** What a drop moves: ActCode 205 refuses less than a rupee (facts/composite-and-cib.json). */
export const DROP_PAISE = 100n

/** Drops of which the payouts API has certainly not heard cost nothing. */
const COUNTED = "COALESCE(outcome, '') NOT IN ('refused', 'abandoned')"
const WINDOW_MS = 6 * 3_600_000
const MOST_PER_ACCOUNT = 3
const LEASE_MS = 30_000
const MAX_PAISE = 2n ** 53n - 1n

/** Opens the account's drop, or finds the one that is open; budgets are counted in the same transaction. */
export const openDrop = (sql: Sql, hashes: CheckHashes, budget: DropBudget, request: DropRequest): Opening =>
  sql.transact(() => {
    const { tenant, accountHash, owner, now } = request
    const open = openDropOf(sql, accountHash)
    if (open !== undefined) {
      if (open.takenOnAt !== null || open.tenant !== tenant) return { kind: "look", row: open }
      if (open.leasedUntil > now) return { kind: "busy", row: open }
      leaseDrop(sql, open.payoutId, owner, now + LEASE_MS)
      return { kind: "give", row: { ...open, leasedUntil: now + LEASE_MS }, isNew: false }
    }
    const { length: count } = foreignDrops(sql, hashes.keyId)
    if (count > 0) return { kind: "blocked", count }
    return exceeded(sql, hashes, budget, request) ?? { kind: "give", row: insertDrop(sql, hashes, request), isNew: true }
  })

const insertDrop = (sql: Sql, hashes: CheckHashes, { tenant, accountHash, askedBy, owner, now }: DropRequest): DropRow => {
  const { length } = sql.all("SELECT 1 FROM beneficiaries_drops WHERE account_hash = ?1", accountHash)
  const payoutId = hashes.ofDrop(accountHash, length + 1)
  const leasedUntil = now + LEASE_MS
  sql.all(
    `INSERT INTO beneficiaries_drops
      (payout_id, tenant, account_hash, key_id, asked_by, day, amount_paise, opened_at, leased_by, leased_until)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, CAST(?7 AS INTEGER), ?8, ?9, ?10)`,
    ...[payoutId, tenant, accountHash, hashes.keyId, askedBy, istDate(now), DROP_PAISE.toString(), now, owner, leasedUntil]
  )
  return { payoutId, tenant, openedAt: now, leasedUntil, takenOnAt: null }
}

type Over = Extract<Opening, { kind: "over" }>

const exceeded = (sql: Sql, { keyId }: CheckHashes, budget: DropBudget, request: DropRequest): Over | undefined => {
  const { tenant, accountHash, askedBy, now } = request
  const most = budget.perAccount ?? MOST_PER_ACCOUNT
  // A drop of another key may have been to this account: it counts.
  const times = sql
    .all(
      `SELECT opened_at FROM beneficiaries_drops
        WHERE (account_hash = ?1 OR key_id <> ?2) AND opened_at > ?3 AND ${COUNTED} ORDER BY opened_at`,
      ...[accountHash, keyId, now - WINDOW_MS]
    )
    .map((row) => Number(row["opened_at"]))
  const day = istDate(now)
  const spent = (where: string, ...who: readonly string[]): bigint => {
    const sum = `SELECT COALESCE(SUM(amount_paise), 0) AS spent FROM beneficiaries_drops WHERE day >= ?1 AND ${COUNTED}`
    return BigInt(Number(sql.all(`${sum} ${where}`, day, ...who)[0]?.["spent"] ?? 0))
  }
  const tomorrow = istMidnight(addDays(day, 1))
  if (times.length >= most) {
    const freeAt = (times[times.length - most] ?? now) + WINDOW_MS
    return over(`${times.length} penny drops of ${most} to one account in 6 hours are used (those made under another key count for every account)`, freeAt)
  }
  const byUser = spent("AND tenant = ?2 AND asked_by = ?3", tenant, askedBy)
  const userLeft = budget.userDayPaise - byUser
  if (userLeft < DROP_PAISE) return over(`this asker's penny drops of the day are used: ${ofRupees(byUser, budget.userDayPaise)}`, tomorrow)
  const byAll = spent("")
  const left = budget.dayPaise - byAll
  if (left < DROP_PAISE) return over(`everybody's penny drops of the day are used: ${ofRupees(byAll, budget.dayPaise)}`, tomorrow)
  return undefined
}

const over = (reason: string, freeAt: number): Over => ({ kind: "over", reason: `${reason}; room again from ${showIst(freeAt)}`, freeAt })

const ofRupees = (spent: bigint, limit: bigint): string => `Rs ${formatRupees(spent)} of Rs ${formatRupees(limit)}`

const two = (value: number): string => String(value).padStart(2, "0")

/** `2030-01-31 11:30 IST`. */
export const showIst = (ms: number): string => {
  const { hour, minute } = istParts(ms)
  return `${istDate(ms)} ${two(hour)}:${two(minute)} IST`
}

/** @throws HundiError CONFIGURATION: a budget that allows what it must not, or nothing at all */
export const checkBudget = ({ userDayPaise, dayPaise, perAccount = MOST_PER_ACCOUNT }: DropBudget): void => {
  const refuse = (field: string, rule: string): never => {
    throw new HundiError("CONFIGURATION", `budget.${field}: ${rule}`, { reason: { _tag: "InvalidSetting", field: `budget.${field}`, rule } })
  }
  for (const [field, paise] of [["userDayPaise", userDayPaise], ["dayPaise", dayPaise]] as const) {
    if (typeof paise !== "bigint" || paise < 0n || paise > MAX_PAISE) refuse(field, "paise as a bigint, 0 or more")
  }
  const isInRange = Number.isInteger(perAccount) && perAccount >= 1 && perAccount <= MOST_PER_ACCOUNT
  if (!isInRange) refuse("perAccount", `1 to ${MOST_PER_ACCOUNT}: drops to one account in 6 hours`)
}
