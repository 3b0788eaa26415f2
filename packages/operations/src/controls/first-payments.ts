import type { Journal, Payout } from "@hundi/core"
import type { Sql } from "../store/sql.ts"
import { beneficiarySubject } from "./log.ts"
import type { RegisteredBeneficiary } from "./register.ts"

const ASKED_AT_MOST = 200

/** Keeps that a payout was let through to a beneficiary as it is now, so that its settling ends the first-payment cap. */
export const noteFirstPayment = (sql: Sql, payout: Payout, { tenant, beneficiaryHash, version }: RegisteredBeneficiary): void => {
  sql.all(
    "INSERT OR IGNORE INTO controls_first_payments (beneficiary, version, payout) VALUES (?1, ?2, ?3)",
    ...[beneficiarySubject(tenant, beneficiaryHash), version, payout.id]
  )
}

/** Has a payment to this version of the beneficiary settled? A payment from before a change proves nothing about the change. */
export const isProvedBeneficiary = async (
  sql: Sql,
  journal: Journal,
  { tenant, beneficiaryHash, version }: RegisteredBeneficiary
): Promise<boolean> => {
  const key = [beneficiarySubject(tenant, beneficiaryHash), version] as const
  if (sql.all("SELECT 1 FROM controls_proved_beneficiaries WHERE beneficiary = ?1 AND version = ?2", ...key).length > 0) return true
  const rows = sql.all(
    `SELECT payout FROM controls_first_payments WHERE beneficiary = ?1 AND version = ?2 ORDER BY payout LIMIT ${ASKED_AT_MOST}`,
    ...key
  )
  if (rows.length === 0) return false
  const standings = await journal.standings(rows.map((row) => String(row["payout"])))
  if (!standings.some(({ status }) => status === "settled")) return false
  sql.all("INSERT OR IGNORE INTO controls_proved_beneficiaries (beneficiary, version) VALUES (?1, ?2)", ...key)
  return true
}
