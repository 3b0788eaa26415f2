import type { Journal, Payout } from "@hundi/core"
import type { Sql } from "../store/sql.ts"
import type { Facts } from "./gather-facts.ts"
import { beneficiarySubject } from "./log.ts"

/** As `dropThroughPayouts` of the beneficiary checks names its payouts. */
const DROP_ID = "verification-"
const DROP_MAX_PAISE = 100n
/** No version of a beneficiary has this number: a drop proves no version. */
const NO_VERSION = 0
const ASKED_AT_MOST = 200

/** A penny drop, in the policy's words: the id alone is not enough, the amount is what bounds the harm. */
export const isDrop = ({ payout, policy }: Pick<Facts, "payout" | "policy">): boolean =>
  policy.drops !== null && payout.payoutId.startsWith(DROP_ID) && payout.amountPaise <= DROP_MAX_PAISE

/** Checkers that it needs; undefined for what is no drop. */
export const peopleForDrop = (facts: Pick<Facts, "payout" | "policy">): number | undefined =>
  isDrop(facts) ? facts.policy.drops?.people : undefined

/** Keeps that a drop was let through, so that it is told from a payment when it has settled. */
export const noteDrop = (sql: Sql, { id, tenant, beneficiaryHash }: Payout): void => {
  sql.all(
    "INSERT OR IGNORE INTO controls_first_payments (beneficiary, version, payout) VALUES (?1, ?2, ?3)",
    ...[beneficiarySubject(tenant, beneficiaryHash), NO_VERSION, id]
  )
}

/** How many other drops to the beneficiary of this payout have settled: a rupee that came back as a word is no payment. */
export const settledDrops = async (sql: Sql, journal: Journal, { id, tenant, beneficiaryHash }: Payout): Promise<number> => {
  const rows = sql.all(
    `SELECT payout FROM controls_first_payments WHERE beneficiary = ?1 AND version = ?2 AND payout <> ?3 LIMIT ${ASKED_AT_MOST}`,
    ...[beneficiarySubject(tenant, beneficiaryHash), NO_VERSION, id]
  )
  if (rows.length === 0) return 0
  return (await journal.standings(rows.map((row) => String(row["payout"])))).filter(({ status }) => status === "settled").length
}
