import type { ColumnVault, Sql, SqlRow } from "../sql.ts"

const COLUMNS = ["beneficiary_name", "account_number", "vpa", "details"] as const
const PAGE = 500

/** Seals every name, account number, address and detail under the vault's key of today, some hundred payouts to a transaction. */
export const resealAll = (sql: Sql, vault: ColumnVault): number => {
  let [changed, last] = [0, 0]
  for (;;) {
    const page = sql.transact(() => {
      const rows = sql.all(`SELECT no, id, ${COLUMNS.join(", ")} FROM payouts WHERE no > ?1 ORDER BY no LIMIT ?2`, last, PAGE)
      changed += rows.filter((row) => resealRow(sql, row, vault)).length
      return rows
    })
    if (page.length === 0) return changed
    last = Number(page.at(-1)?.["no"])
  }
}

const resealRow = (sql: Sql, row: SqlRow, vault: ColumnVault): boolean => {
  const values = COLUMNS.map((column) => {
    const kept = row[column]
    if (typeof kept !== "string" || kept === "" || !vault.needsReseal(kept)) return kept ?? null
    const place = { row: String(row["id"]), column }
    return vault.seal(vault.open(kept, place), place)
  })
  if (values.every((value, index) => value === row[COLUMNS[index] ?? ""])) return false
  const sets = COLUMNS.map((column, index) => `${column} = ?${index + 2}`)
  sql.all(`UPDATE payouts SET ${sets.join(", ")} WHERE no = ?1`, row["no"] ?? null, ...values)
  return true
}
