import { migrateArea, type Migration, type Sql } from "../store/sql.ts"

/** Times are ms since 1970 (UTC), `turn_us` microseconds. */
const migrations: readonly Migration[] = [
  {
    number: 1,
    name: "circuit breaker and shared rates",
    statements: [
      `CREATE TABLE planner_breakers (
        rail TEXT NOT NULL PRIMARY KEY, opened_at INTEGER NOT NULL, probe_at INTEGER NOT NULL, trips INTEGER NOT NULL,
        faults INTEGER NOT NULL, answers INTEGER NOT NULL, successes INTEGER NOT NULL, held INTEGER NOT NULL,
        probe_payout TEXT, probe_until INTEGER
      ) STRICT, WITHOUT ROWID`,
      `CREATE TABLE planner_outcomes (
        rail TEXT NOT NULL, slice INTEGER NOT NULL, faults INTEGER NOT NULL, answers INTEGER NOT NULL, PRIMARY KEY (rail, slice)
      ) STRICT, WITHOUT ROWID`,
      `CREATE TABLE planner_rates (
        name TEXT NOT NULL PRIMARY KEY, turn_us INTEGER NOT NULL, line_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID`,
      `CREATE TABLE planner_grants (
        name TEXT NOT NULL, payout_id TEXT NOT NULL, epoch INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (name, payout_id)
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX planner_grants_at ON planner_grants (name, at)"
    ]
  }
]

/** Makes the planner's tables; safe at every start. */
export const migratePlanner = (sql: Sql, now: number): void => void migrateArea(sql, "planner", migrations, now)
