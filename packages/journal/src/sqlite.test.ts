import { mkdtempSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { chainHash, GENESIS, type NewPayout, Sensitive } from "@hundi/core"
import { journalSuite } from "@hundi/core/testing"
import { describe, expect, it } from "vitest"
import { claimInstance, nodeSql, openSqliteJournal, resealSqliteJournal } from "./sqlite.ts"
import { migrate, migrations } from "./sqlite/migrations.ts"
import { createSqlJournal } from "./sqlite/sql-journal.ts"

const entry: NewPayout = {
  id: "default/P1",
  order: {
    ...{ tenant: "default", payoutId: "P1", idempotencyKey: "P1", amountPaise: 100n, remark: "", operation: "composite.imps.pay", rail: "imps" },
    beneficiary: { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
  },
  ...{ fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: 0 }
}

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
    expect(migrate(sql, 0)).toEqual([1, 2, 3, 4, 5, 6])
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

  it("keeps names, accounts and addresses sealed in the file, and opens them for who has the key", async () => {
    const path = join(folder(), "journal.sqlite")
    const inClear = openSqliteJournal(path)
    const accept = (journal: typeof inClear, payoutId: string) => journal.accept([{ ...entry, id: `default/${payoutId}`, order: { ...entry.order, payoutId, idempotencyKey: payoutId } }], 0)
    await accept(inClear, "P1")
    await inClear.close()
    // Not a cipher: enough to see where the journal seals and opens, and that a text is bound to its place.
    const bound = ({ row, column }: { readonly row: string; readonly column: string }): string => `sealed(${row},${column}):`
    const vault = {
      seal: (text: string, place: { readonly row: string; readonly column: string }) => bound(place) + [...text].reverse().join(""),
      open: (text: string, place: { readonly row: string; readonly column: string }) =>
        text.startsWith("sealed(") ? [...text.slice(bound(place).length)].reverse().join("") : text,
      needsReseal: (text: string) => !text.startsWith("sealed(")
    }
    expect(resealSqliteJournal(path, vault)).toBe(1)
    expect(resealSqliteJournal(path, vault)).toBe(0)
    const journal = openSqliteJournal(path, { vault })
    await accept(journal, "P2")
    const raw = new DatabaseSync(path).prepare("SELECT id, beneficiary_name, account_number FROM payouts ORDER BY no").all()
    expect(raw).toEqual(
      ["default/P1", "default/P2"].map((id) => ({
        id,
        beneficiary_name: `sealed(${id},beneficiary_name):oaR ahsA`,
        account_number: `sealed(${id},account_number):987654321000`
      }))
    )
    for (const id of ["default/P1", "default/P2"]) {
      expect((await journal.get(id))?.payout.beneficiary.accountNumber.reveal()).toBe("000123456789")
      expect((await journal.claim(id, { owner: "1", now: 0, leaseMs: 1 }))?.payout.beneficiary.name.reveal()).toBe("Asha Rao")
    }
    await journal.close()
  })

  it("brings an older journal up to date, with all that it holds", async () => {
    const database = new DatabaseSync(":memory:")
    const sql = nodeSql(database)
    database.exec("CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL) STRICT")
    for (const { number, name, statements } of migrations.filter(({ number }) => number <= 3)) {
      for (const statement of statements) sql.all(statement)
      sql.all("INSERT INTO migrations (number, name, at) VALUES (?1, ?2, 0)", number, name)
    }
    const hash = chainHash(GENESIS, "default/P1", { seq: 1, at: 5, kind: "accepted-by-us", detail: { amountPaise: "100" } })
    const then = chainHash(hash, "default/P1", { seq: 2, at: 6, kind: "rejected", detail: {} })
    sql.all(
      `INSERT INTO payouts (id, tenant, payout_id, idempotency_key, scope, operation, rail, amount_paise, beneficiary_name, account_number,
         ifsc, remark, fingerprint, beneficiary_hash, status, created_at, due_at, epoch, last_seq, last_hash, anchored_seq)
       VALUES ('default/P1', 'default', 'P1', 'P1', 's', 'composite.imps.pay', 'imps', 100, 'Asha Rao', '000123456789', 'TEST0000001', 'x',
         'f', 'b', 'failed', 5, 9000, 3, 2, ?1, 0)`,
      then
    )
    sql.all(
      `INSERT INTO attempts (reference, payout_id, number, fingerprint, business_date, epoch, state, reserved_at, proved_failed_at)
       VALUES ('T12AA000000001A', 'default/P1', 1, 'f', '2026-11-20', 3, 'rejected', 5, 6)`
    )
    sql.all("INSERT INTO events VALUES ('default/P1', 1, 5, 'accepted-by-us', '{\"amountPaise\":\"100\"}', ?1)", hash)
    sql.all("INSERT INTO events VALUES ('default/P1', 2, 6, 'rejected', '{}', ?1)", then)
    expect(migrate(sql, 0)).toEqual([4, 5, 6])
    const journal = createSqlJournal(sql, () => undefined)
    expect(await journal.get("default/P1")).toMatchObject({
      payout: { status: "failed", dueAt: 9000, epoch: 3, amountPaise: 100n },
      attempts: [{ reference: "T12AA000000001A", state: "rejected", provedFailedAt: 6, payoutId: "default/P1", operation: "composite.imps.pay", rail: "imps" }],
      events: [{ kind: "accepted-by-us" }, { kind: "rejected" }]
    })
    expect(await journal.verify()).toEqual([])
    expect(await journal.nextDueAt("enquiries")).toBe(9000)
    expect((await journal.anchor(1))?.payouts).toBe(1)
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
