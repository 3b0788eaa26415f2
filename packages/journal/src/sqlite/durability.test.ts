import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { expect, it, vi } from "vitest"
import { nodeSql, openSqliteJournal } from "../sqlite.ts"

it("L1: what is committed is on the disk: synchronous=FULL, on the very connection that writes", async () => {
  const opened = vi.spyOn(DatabaseSync.prototype, "exec")
  try {
    const journal = openSqliteJournal(join(mkdtempSync(join(tmpdir(), "hundi-journal-")), "journal.sqlite"))
    const database = opened.mock.contexts[0] as DatabaseSync
    // SQLite's own word, 2 is FULL (pragma.html, synchronous).
    expect(database.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 2 })
    expect(database.prepare("PRAGMA foreign_keys").get()).toEqual({ foreign_keys: 1 })
    await journal.close()
  } finally {
    opened.mockRestore()
  }
})

it("L1: a step that fails half-way leaves nothing behind", () => {
  const sql = nodeSql(new DatabaseSync(":memory:"))
  sql.all("CREATE TABLE steps (name TEXT NOT NULL)")
  const step = () =>
    sql.transact(() => {
      sql.all("INSERT INTO steps (name) VALUES ('first')")
      throw new Error("in the middle")
    })
  expect(step).toThrow("in the middle")
  expect(sql.all("SELECT * FROM steps")).toEqual([])
})
