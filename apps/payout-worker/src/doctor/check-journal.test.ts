import { appendFileSync, closeSync, openSync, writeSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { type Journal, Sensitive } from "@hundi/core"
import { openSqliteJournal } from "@hundi/journal/sqlite"
import { describe, expect, it } from "vitest"
import type { StateFolder } from "../setup/state-folder.ts"
import { checkJournal } from "./check-journal.ts"
import { judgeFree, judgeLog } from "./check-space.ts"
import { newStateFolder } from "./testing.ts"

const NOW = Date.UTC(2030, 0, 31, 6)
const DAY_MS = 86_400_000
const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }

const accept = (journal: Journal, payoutId: string, at = NOW) => {
  const order = { tenant: "default", payoutId, idempotencyKey: payoutId, amountPaise: 100n, remark: "", operation: "o", rail: "imps" as const, beneficiary }
  return journal.accept([{ id: `default/${payoutId}`, order, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: at }], at)
}

/** Sends a payout, and hears nothing. */
const lose = async (journal: Journal, payoutId: string, at: number, status: "unknown" | "review") => {
  await accept(journal, payoutId, at)
  const work = await journal.claim(`default/${payoutId}`, { owner: "01", now: at, leaseMs: 1000 })
  const holder = { payoutId: `default/${payoutId}`, reference: `T012AY0000000${payoutId}`, epoch: work!.epoch, at }
  await journal.reserve({ ...holder, fingerprint: "f", businessDate: "2030-01-31" })
  await journal.markSending(holder, "digest")
  const event = { kind: "unknown", detail: { reason: "time-out" } }
  await journal.record(holder, { attempt: { state: "unknown", unknownSince: at }, payout: { status, dueAt: NOW + DAY_MS }, event })
}

const setUp = async (fill: (journal: Journal) => Promise<unknown>) => {
  const folder = newStateFolder()
  const journal = openSqliteJournal(folder.journal)
  await fill(journal)
  await journal.close()
  return folder
}
const look = async (folder: StateFolder, now = NOW) => {
  const findings = await checkJournal(folder, now)
  return Object.fromEntries(findings.map((finding) => [finding.name, finding]))
}

describe("the journal", () => {
  it("that is well: nothing to do", async () => {
    const folder = await setUp((journal) => accept(journal, "P1"))
    expect(Object.values(await look(folder)).filter(({ result }) => result === "warn" || result === "fail")).toEqual([])
    expect((await look(folder))["histories"]?.detail).toContain("the newest 1 are whole")
    expect(await checkJournal(newStateFolder(), NOW)).toMatchObject([{ result: "note" }])
  })
  it("says what waits for whom: old unknowns, people, a worker, a paused rail", async () => {
    const folder = await setUp(async (journal) => {
      await lose(journal, "U1", NOW - 3 * DAY_MS, "unknown")
      await lose(journal, "R1", NOW - 4 * DAY_MS, "review")
      await accept(journal, "Q1", NOW - 3_600_000)
      await journal.pause("neft", "8000: invalid API key", NOW)
    })
    const found = await look(folder)
    expect(found["unknown"]).toMatchObject({ result: "warn", detail: expect.stringMatching(/1 payouts are unknown.*4 days/), todo: expect.stringContaining("do not pay it again") })
    expect(found["review"]).toMatchObject({ result: "warn", detail: expect.stringContaining("1 payouts wait for people") })
    expect(found["overdue"]).toMatchObject({ result: "warn", detail: expect.stringContaining("1 payouts were due") })
    expect(found["rails"]).toMatchObject({ result: "warn", detail: expect.stringContaining("neft is PAUSED"), todo: expect.stringContaining("resume neft") })
    const early = await look(folder, NOW - 3 * DAY_MS - 1)
    expect([early["unknown"]?.result, early["overdue"]?.result]).toEqual(["note", "ok"])
  })
  it("finds an altered history, and a journal that is older than its anchors", async () => {
    const folder = await setUp(async (journal) => {
      await accept(journal, "P1")
      await journal.anchor(NOW)
    })
    expect((await look(folder))["anchors"]).toMatchObject({ result: "ok", detail: expect.stringContaining("1, the last of") })
    appendFileSync(folder.anchors, `${JSON.stringify({ no: 9, at: NOW, payouts: 1, hash: "00" })}\n`)
    change(folder, `DROP TRIGGER events_keep; UPDATE events SET detail = '{"amountPaise":"1"}' WHERE seq = 1`)
    const found = await look(folder)
    expect(found["histories"]).toMatchObject({ result: "fail", detail: expect.stringContaining("P1") })
    expect(found["anchors"]).toMatchObject({ result: "fail", todo: expect.stringContaining("backup") })
  })
  it("leaves tables of another number alone: newer ones are a failure, older ones a warning", async () => {
    const folder = await setUp((journal) => accept(journal, "P1"))
    change(folder, "INSERT INTO migrations VALUES (999, 'later', 1)")
    expect(await checkJournal(folder, NOW)).toMatchObject([{ name: "journal", result: "ok" }, { name: "journal tables", result: "fail", detail: expect.stringContaining("999") }])
    change(folder, "DELETE FROM migrations WHERE number > 1")
    expect(await checkJournal(folder, NOW)).toMatchObject([{ result: "ok" }, { result: "warn", todo: expect.stringContaining("migrate") }])
  })
  it("finds a damaged file", async () => {
    const folder = await setUp(async (journal) => {
      for (let n = 0; n < 40; n++) await accept(journal, `P${n}`)
    })
    const pages = new DatabaseSync(folder.journal)
    const { rootpage } = pages.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'payouts_twins'").get() as { readonly rootpage: number }
    const { page_size: size } = pages.prepare("PRAGMA page_size").get() as { readonly page_size: number }
    pages.close()
    const file = openSync(folder.journal, "r+")
    writeSync(file, Buffer.alloc(200, 0xff), 0, 200, (rootpage - 1) * size + size - 200)
    closeSync(file)
    expect(await checkJournal(folder, NOW)).toMatchObject([{ name: "journal", result: "fail", todo: expect.stringContaining("backup") }, { name: "journal tables", result: "ok" }])
  })
})

const change = (folder: StateFolder, sql: string): void => {
  const database = new DatabaseSync(folder.journal)
  database.exec(sql)
  database.close()
}

it("the disk and the log are judged by their sizes", () => {
  expect([judgeFree(5e9).result, judgeFree(5e8).result, judgeFree(5e7).result]).toEqual(["ok", "warn", "fail"])
  expect(judgeFree(5e8).detail).toContain("477 MB")
  expect([judgeLog(undefined), judgeLog(4096)[0]?.result, judgeLog(2e8)[0]?.result]).toEqual([[], "ok", "warn"])
})
