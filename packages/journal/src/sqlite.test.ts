import { mkdtempSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { chainHash, GENESIS, Sensitive } from "@hundi/core"
import { journalSuite } from "@hundi/core/testing"
import { describe, expect, it } from "vitest"
import { claimInstance, nodeSql, openSqliteJournal } from "./sqlite.ts"
import { migrate } from "./sqlite/migrations.ts"
import { createSqlJournal } from "./sqlite/sql-journal.ts"

const folder = (): string => mkdtempSync(join(tmpdir(), "hundi-journal-"))

describe("the journal suite on SQLite", () => {
  journalSuite({ test: it }, async () => openSqliteJournal(join(folder(), "journal.sqlite")))
})

describe("SQLite journal", () => {
  it("is readable by its owner alone", () => {
    const path = join(folder(), "journal.sqlite")
    openSqliteJournal(path)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it("commits with synchronous=FULL in WAL", async () => {
    const path = join(folder(), "journal.sqlite")
    const journal = openSqliteJournal(path)
    const other = new DatabaseSync(path)
    expect(other.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" })
    await journal.close()
  })

  it("migrates once, and opens again", async () => {
    const database = new DatabaseSync(":memory:")
    const sql = nodeSql(database)
    expect(migrate(sql, 0)).toEqual([1, 2, 3, 4, 5])
    expect(migrate(sql, 0)).toEqual([])
  })

  it("L2 is an index: raw SQL cannot open a second live attempt either", () => {
    const database = new DatabaseSync(":memory:")
    const sql = nodeSql(database)
    migrate(sql, 0)
    const insert = (reference: string, number: number) =>
      sql.all(
        "INSERT INTO attempts (reference, payout_no, number, fingerprint, business_date, epoch, state, reserved_at) VALUES (?1, 1, ?2, 'f', '2026-11-20', 1, 'reserved', 0)",
        ...[reference, number]
      )
    database.exec("PRAGMA foreign_keys = OFF")
    insert("A", 1)
    expect(() => insert("B", 2)).toThrow(/UNIQUE constraint failed: attempts.payout_no/)
    expect(() => sql.all("UPDATE attempts SET proved_failed_at = 1 WHERE reference = 'A'")).toThrow(/CHECK/)
  })

  it("L9: history cannot be rewritten, and a forged file is found out", async () => {
    const database = new DatabaseSync(":memory:")
    const sql = nodeSql(database)
    migrate(sql, 0)
    const journal = createSqlJournal(sql, () => undefined)
    const { Sensitive } = await import("@hundi/core")
    const order = {
      tenant: "default",
      payoutId: "P1",
      idempotencyKey: "P1",
      amountPaise: 100n,
      remark: "",
      operation: "composite.imps.pay",
      rail: "imps" as const,
      beneficiary: { name: new Sensitive("A"), accountNumber: new Sensitive("000000001"), ifsc: "TEST0000001" }
    }
    await journal.accept([{ id: "default/P1", order, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: 0 }], 0)
    expect(() => sql.all("UPDATE events SET kind = 'settled'")).toThrow(/append-only/)
    expect(() => sql.all("DELETE FROM events")).toThrow(/append-only/)
    expect(await journal.verify()).toEqual([])
    database.exec("DROP TRIGGER events_keep")
    sql.all('UPDATE events SET detail = \'{"amountPaise":"900"}\'')
    expect(await journal.verify()).toEqual(["default/P1"])
  })

  it("L9: a history that was rewritten together with its chain still contradicts its anchor", async () => {
    const database = new DatabaseSync(":memory:")
    const sql = nodeSql(database)
    migrate(sql, 0)
    const journal = createSqlJournal(sql, () => undefined)
    const order = {
      ...{ tenant: "default", payoutId: "P1", idempotencyKey: "P1", amountPaise: 100n, remark: "", operation: "composite.imps.pay" },
      rail: "imps" as const,
      beneficiary: { name: new Sensitive("A"), accountNumber: new Sensitive("000000001"), ifsc: "TEST0000001" }
    }
    await journal.accept([{ id: "default/P1", order, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: 0 }], 0)
    await journal.anchor(1)
    expect(() => sql.all("UPDATE anchors SET hash = ''")).toThrow(/append-only/)
    expect(() => sql.all("DELETE FROM anchor_heads")).toThrow(/append-only/)
    database.exec("DROP TRIGGER events_keep")
    const detail = { amountPaise: "900" }
    const hash = chainHash(GENESIS, "default/P1", { seq: 1, at: 0, kind: "accepted-by-us", detail })
    sql.all("UPDATE events SET detail = ?1, hash = ?2", JSON.stringify(detail), hash)
    sql.all("UPDATE payouts SET last_hash = ?1", hash)
    expect(await journal.verify()).toEqual([])
    expect(await journal.verifyAnchors()).toEqual([1])
  })

  it("an instance is held by one process, and free when that ends", () => {
    const dir = folder()
    const pathOf = (instance: string): string => join(dir, `instance-${instance}.lock`)
    const first = claimInstance(pathOf)
    const second = claimInstance(pathOf)
    expect([first.instance, second.instance]).toEqual(["01", "02"])
    first.release()
    expect(claimInstance(pathOf).instance).toBe("01")
    second.release()
  })
})
