import { type Sql, textOf } from "./sql.ts"

/** One thing that somebody said or did; append-only. */
export interface Word {
  /** ms since 1970 (UTC). */
  readonly at: number
  readonly kind: "opened" | "assigned" | "noted" | "proposed" | "closed" | "cleared" | "opened-again" | "saved" | "reopen-proposed" | "reopened"
  /** `hundi-recon` for what a run did by itself. */
  readonly by: string
  readonly text: string
}

/** Who acts when no person does. */
export const PROGRAM = "hundi-recon"

/** Writes one thing down; inside the caller's transaction. */
export const say = (sql: Sql, about: string, { at, kind, by, text }: Word): void => {
  sql.all("INSERT INTO words (about, at, kind, person, text) VALUES (?1, ?2, ?3, ?4, ?5)", about, at, kind, by, text)
}

/** What was said about something, oldest first. */
export const wordsAbout = (sql: Sql, about: string): readonly Word[] =>
  sql.all("SELECT at, kind, person, text FROM words WHERE about = ?1 ORDER BY no", about).map((row) => ({
    ...{ at: Number(row["at"]), kind: textOf(row, "kind") as Word["kind"] },
    ...{ by: textOf(row, "person"), text: textOf(row, "text") }
  }))
