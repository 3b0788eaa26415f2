import type { Sql, SqlRow } from "../store/sql.ts"
import type { DebitLine } from "./read-line.ts"

/** A freeze that stands. Times are ms since 1970 (UTC). */
export interface FreezeRow {
  readonly no: number
  readonly at: number
  /** The first IST day of which the journal may lack payments. */
  readonly since: string
  readonly reason: string
  /** When a statement of all these days, complete to the end of T+2, was compared; null: not yet. */
  readonly coveredAt: number | null
  readonly proposedBy: string | null
}

/** A debit of the statement that the journal did not have. */
export interface LineRow extends DebitLine {
  /** `open`: somebody must say whose it is. `known`: the journal has learnt of it since. */
  readonly state: "open" | "assigned" | "dismissed" | "known"
  readonly payoutId: string | null
  readonly by: string | null
  readonly secondBy: string | null
}

/** @internal */
export const openRestoreStore = (sql: Sql) => ({
  freeze: (): FreezeRow | undefined => {
    const [row] = sql.all("SELECT * FROM restore_freezes WHERE lifted_at IS NULL")
    return row === undefined ? undefined : freezeOf(row)
  },
  begin: (at: number, since: string, reason: string): void =>
    void sql.all("INSERT INTO restore_freezes (at, since, reason) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", at, since, reason),
  cover: (no: number, at: number): void => void sql.all("UPDATE restore_freezes SET covered_at = ?2 WHERE no = ?1", no, at),
  propose: (no: number, by: string): void => void sql.all("UPDATE restore_freezes SET proposed_by = ?2 WHERE no = ?1", no, by),
  lift: (no: number, by: string, at: number): void => void sql.all("UPDATE restore_freezes SET lifted_by = ?2, lifted_at = ?3 WHERE no = ?1", no, by, at),
  ask: (no: number, payoutId: string, reserved: string | null): void =>
    void sql.all("INSERT INTO restore_asked (freeze, payout, reserved) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", no, payoutId, reserved),
  /** The reference that the backup showed as reserved, if it did. */
  reservedOf: (no: number, payoutId: string): string | null =>
    textOf(sql.all("SELECT reserved FROM restore_asked WHERE freeze = ?1 AND payout = ?2", no, payoutId)[0]?.["reserved"]),
  asked: (no: number): readonly string[] => sql.all("SELECT payout FROM restore_asked WHERE freeze = ?1 ORDER BY payout", no).map((row) => String(row["payout"])),
  addLine: (no: number, { line, day, amountPaise, reference, bankNumber }: DebitLine): void =>
    void sql.all(
      "INSERT INTO restore_lines (freeze, line, day, amount_paise, reference, bank_number, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'open') ON CONFLICT DO NOTHING",
      // eslint-disable-next-line hundi/no-number-money -- SQLite's INTEGER is bound as a number; no account moves 2^53 paise
      ...[no, line, day, Number(amountPaise), reference, bankNumber]
    ),
  lines: (no: number): readonly LineRow[] => sql.all("SELECT * FROM restore_lines WHERE freeze = ?1 ORDER BY day, line", no).map(lineOf),
  setLine: (no: number, line: string, { state, payoutId, by, secondBy, reason }: LineChange): void =>
    void sql.all(
      "UPDATE restore_lines SET state = ?3, payout = ?4, by = ?5, second_by = ?6, reason = ?7 WHERE freeze = ?1 AND line = ?2",
      ...[no, line, state, payoutId ?? null, by ?? null, secondBy ?? null, reason ?? null]
    )
})

interface LineChange {
  readonly state: LineRow["state"]
  readonly payoutId?: string
  readonly by?: string
  readonly secondBy?: string
  readonly reason?: string
}

export type RestoreStore = ReturnType<typeof openRestoreStore>

const freezeOf = (row: SqlRow): FreezeRow => ({
  ...{ no: Number(row["no"]), at: Number(row["at"]), since: String(row["since"]), reason: String(row["reason"]) },
  coveredAt: typeof row["covered_at"] === "number" ? row["covered_at"] : null,
  proposedBy: textOf(row["proposed_by"])
})

const lineOf = (row: SqlRow): LineRow => ({
  ...{ line: String(row["line"]), day: String(row["day"]) },
  // eslint-disable-next-line hundi/no-number-money -- SQLite gives an INTEGER as a number, below 2^53
  amountPaise: BigInt(Number(row["amount_paise"])),
  ...{ reference: textOf(row["reference"]), bankNumber: textOf(row["bank_number"]), state: row["state"] as LineRow["state"] },
  ...{ payoutId: textOf(row["payout"]), by: textOf(row["by"]), secondBy: textOf(row["second_by"]) }
})

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null)
