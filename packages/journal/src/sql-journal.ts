export type { ColumnVault, Sql, SqlRow, SqlValue, VaultPlace } from "./sql.ts"
export { migrate } from "./sqlite/migrations.ts"
export { nextDueIn } from "./sqlite/next-due-in.ts"
export { createSqlJournal } from "./sqlite/sql-journal.ts"
