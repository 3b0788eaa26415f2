import { DatabaseSync } from "node:sqlite"
import { chainHash, GENESIS, type Journal, type NewPayout, Sensitive } from "@hundi/core"
import { expect, it } from "vitest"
import { nodeSql } from "../sqlite.ts"
import type { Sql } from "../sql.ts"
import { migrate } from "./migrations.ts"
import { createSqlJournal } from "./sql-journal.ts"

const ID = "default/P1"
const R1 = "T12AA000000001A"

const entry: NewPayout = {
  id: ID,
  order: {
    tenant: "default",
    payoutId: "P1",
    idempotencyKey: "P1",
    amountPaise: 100n,
    remark: "",
    operation: "composite.imps.pay",
    rail: "imps",
    beneficiary: { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
  },
  fingerprint: "f",
  beneficiaryHash: "b",
  scope: "s",
  dueAt: 0
}

/** A payout that was sent and declined, and the hands on its file. */
const declined = async (): Promise<{ readonly journal: Journal; readonly sql: Sql }> => {
  const sql = nodeSql(new DatabaseSync(":memory:"))
  migrate(sql, 0)
  const journal = createSqlJournal(sql, () => undefined)
  await journal.accept([entry], 0)
  const work = await journal.claim(ID, { owner: "1", now: 0, leaseMs: 1000 })
  const holder = { payoutId: ID, reference: R1, epoch: work?.epoch ?? 0, at: 0 }
  await journal.reserve({ ...holder, fingerprint: "f", businessDate: "2026-11-20" })
  await journal.markSending(holder, "digest")
  await journal.record(holder, {
    attempt: { state: "rejected", provedFailedAt: 1 },
    payout: { status: "failed", dueAt: null },
    event: { kind: "rejected", detail: { code: "52" } }
  })
  return { journal, sql }
}

it("L1: keeps what was to be sent, so that a repeat can be held against it", async () => {
  const { journal } = await declined()
  expect((await journal.get(ID))?.attempts[0]).toMatchObject({ reference: R1, plaintextDigest: "digest", sendingAt: 0, businessDate: "2026-11-20" })
})

it("L2: neither a proof of failure nor an attempt can be taken back, whoever holds the file", async () => {
  const { sql } = await declined()
  expect(() => sql.all("UPDATE attempts SET proved_failed_at = NULL")).toThrow(/never taken back/)
  expect(() => sql.all("UPDATE attempts SET proved_failed_at = 2")).toThrow(/never taken back/)
  expect(() => sql.all("DELETE FROM attempts")).toThrow(/never deleted/)
})

it("L6: one key of one scope names one payout, whoever writes it", async () => {
  const { sql } = await declined()
  const copy = (id: string, key: string) => () =>
    sql.all(
      `INSERT INTO payouts (id, tenant, payout_id, idempotency_key, scope, operation, rail, amount_paise, beneficiary_name, account_number,
         ifsc, remark, fingerprint, beneficiary_hash, status, created_at, last_seq, last_hash)
       SELECT ?1, tenant, ?1, ?2, scope, operation, rail, amount_paise, beneficiary_name, account_number,
         ifsc, remark, fingerprint, beneficiary_hash, status, created_at, last_seq, last_hash FROM payouts WHERE id = ?3`,
      ...[id, key, ID]
    )
  expect(copy("default/P2", "P1")).toThrow(/UNIQUE/)
  expect(copy("default/P3", "P3")).not.toThrow()
})

it("L8: refuses an amount that would not come back as it was", async () => {
  const { journal } = await declined()
  for (const amountPaise of [2n ** 53n, 0n, -1n]) {
    const order = { ...entry.order, payoutId: "P4", idempotencyKey: "P4", amountPaise }
    await expect(journal.accept([{ ...entry, id: "default/P4", order }], 0)).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" })
  }
})

it("L7: after a lapsed lease the row itself says unknown, so that no worker's queue of sends holds it", async () => {
  const { journal, sql } = await declined()
  await journal.accept([{ ...entry, id: "default/P2", order: { ...entry.order, payoutId: "P2", idempotencyKey: "P2" } }], 0)
  const work = await journal.claim("default/P2", { owner: "1", now: 0, leaseMs: 1000 })
  const holder = { payoutId: "default/P2", reference: "T12AA000000002B", epoch: work?.epoch ?? 0, at: 0 }
  await journal.reserve({ ...holder, fingerprint: "f", businessDate: "2026-11-20" })
  await journal.markSending(holder, "digest")
  await journal.claim("default/P2", { owner: "2", now: 1000, leaseMs: 1000 })
  expect(sql.all("SELECT status FROM payouts WHERE id = 'default/P2'")).toEqual([{ status: "unknown" }])
})

it("L9: an event forged with a hash of its own, and a history cut short, are found out", async () => {
  const forged = await declined()
  forged.sql.all("DROP TRIGGER events_keep")
  const [first] = forged.sql.all("SELECT at FROM events WHERE seq = 1")
  const detail = { amountPaise: "900" }
  const hash = chainHash(GENESIS, ID, { seq: 1, at: Number(first?.["at"]), kind: "accepted-by-us", detail })
  forged.sql.all("UPDATE events SET detail = ?1, hash = ?2 WHERE seq = 1", JSON.stringify(detail), hash)
  expect(await forged.journal.verify()).toEqual([ID])

  const cut = await declined()
  expect(await cut.journal.verify()).toEqual([])
  cut.sql.all("DROP TRIGGER events_stay")
  cut.sql.all("DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)")
  expect(await cut.journal.verify()).toEqual([ID])
})

it("L10: no part of the beneficiary's name is printed", async () => {
  const { journal } = await declined()
  expect(String((await journal.get(ID))?.payout.beneficiary.name)).toBe("XXXXXXXX")
})
