import type { Sql, SqlRow } from "../store/sql.ts"

/** A rail that is not closed. */
export interface BreakerRow {
  readonly rail: string
  readonly openedAt: number
  readonly probeAt: number
  readonly trips: number
  /** What opened it. */
  readonly faults: number
  readonly answers: number
  /** Probes in a row that were answered. */
  readonly successes: number
  /** Payouts that it has held, for spreading their return. */
  readonly held: number
  readonly probePayout: string | null
  readonly probeUntil: number | null
}

/** The window is counted in so many slices: it slides by one at a time. */
const SLICES = 30

/** The breaker's rows; every call belongs into a transaction of its caller. A rail without a row is closed. */
export const makeBreakerRows = (sql: Sql) => ({
  get: (rail: string): BreakerRow | undefined => {
    const [row] = sql.all("SELECT * FROM planner_breakers WHERE rail = ?1", rail)
    return row === undefined ? undefined : toRow(row)
  },
  all: (): readonly BreakerRow[] => sql.all("SELECT * FROM planner_breakers ORDER BY rail").map(toRow),
  put: (row: BreakerRow): void =>
    void sql.all(
      `INSERT OR REPLACE INTO planner_breakers
        (rail, opened_at, probe_at, trips, faults, answers, successes, held, probe_payout, probe_until)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)`,
      row.rail,
      row.openedAt,
      row.probeAt,
      row.trips,
      row.faults,
      row.answers,
      row.successes,
      row.held,
      row.probePayout,
      row.probeUntil
    ),
  remove: (rail: string): void => void sql.all("DELETE FROM planner_breakers WHERE rail = ?1", rail),
  /** Adds one outcome and returns what the window then holds. */
  count: (rail: string, health: "answer" | "fault", at: number, windowMs: number): { readonly faults: number; readonly answers: number } => {
    const sliceMs = Math.max(1, Math.ceil(windowMs / SLICES))
    const slice = Math.floor(at / sliceMs)
    const isFault = health === "fault" ? 1 : 0
    sql.all("DELETE FROM planner_outcomes WHERE rail = ?1 AND slice <= ?2", rail, slice - SLICES)
    sql.all(
      `INSERT INTO planner_outcomes (rail, slice, faults, answers) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (rail, slice) DO UPDATE SET faults = faults + ?3, answers = answers + ?4`,
      rail,
      slice,
      isFault,
      1 - isFault
    )
    const [sum] = sql.all("SELECT SUM(faults) AS faults, SUM(answers) AS answers FROM planner_outcomes WHERE rail = ?1", rail)
    return { faults: Number(sum?.["faults"] ?? 0), answers: Number(sum?.["answers"] ?? 0) }
  },
  forget: (rail: string): void => void sql.all("DELETE FROM planner_outcomes WHERE rail = ?1", rail)
})

const toRow = (row: SqlRow): BreakerRow => ({
  rail: String(row["rail"]),
  openedAt: Number(row["opened_at"]),
  probeAt: Number(row["probe_at"]),
  trips: Number(row["trips"]),
  faults: Number(row["faults"]),
  answers: Number(row["answers"]),
  successes: Number(row["successes"]),
  held: Number(row["held"]),
  probePayout: row["probe_payout"] === null ? null : String(row["probe_payout"]),
  probeUntil: row["probe_until"] === null ? null : Number(row["probe_until"])
})
