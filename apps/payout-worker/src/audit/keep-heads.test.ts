import { existsSync, mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createMemoryJournal } from "@hundi/core/testing"
import { createControls, defaultPolicy } from "@hundi/operations/controls"
import { openOperationsSql } from "@hundi/operations/sqlite"
import { expect, it } from "vitest"
import { railsOfWorker } from "./keep-anchors.ts"
import { keepHeads, LOG_ALTERED, readHeads } from "./keep-heads.ts"

const NOW = Date.UTC(2030, 0, 31, 6)

const open = (path = join(mkdtempSync(join(tmpdir(), "hundi-heads-")), "approval-heads.jsonl")) => {
  const [sql, journal, said] = [openOperationsSql(":memory:"), createMemoryJournal(), [] as string[]]
  const controls = createControls({ sql, journal, owner: "01", now: () => NOW, policy: defaultPolicy })
  const start = () => keepHeads({ controls, journal, path, now: () => NOW, say: (line) => void said.push(line) })
  const pauses = async () => (await journal.pauses()).map(({ reason }) => reason)
  return { sql, journal, controls, path, said, start, pauses }
}

it("copies the log's end when it has grown, for its owner's eyes alone, and is content with it at the next start", async () => {
  const { controls, start, path, pauses } = open()
  const first = await start()
  expect(existsSync(path)).toBe(false)
  await controls.made({ payoutId: "P1", by: "asha" })
  first.keep()
  first.keep()
  expect(readHeads(path)).toEqual([{ at: NOW, ...controls.head() }])
  expect(statSync(path).mode & 0o777).toBe(0o600)
  writeFileSync(path, '{"at":1,"se', { flag: "a" })
  await controls.made({ payoutId: "P2", by: "asha" })
  first.stop()
  expect(readHeads(path)).toHaveLength(2)
  ;(await start()).stop()
  expect(await pauses()).toEqual([])
})

it("a log that was changed or is an older one holds every rail, once, and keeps the evidence", async () => {
  const before = open()
  await before.controls.made({ payoutId: "P1", by: "asha" })
  ;(await before.start()).stop()

  const { controls, start, path, said, journal, pauses, sql } = open(before.path)
  await controls.made({ payoutId: "P2", by: "ravi" })
  await start()
  expect(await pauses()).toEqual(railsOfWorker.map(() => LOG_ALTERED))
  expect(said.join()).toContain("WARNING: the log of approvals is not what it was")
  expect(readdirSync(join(path, "..")).some((name) => name.includes("contradicted"))).toBe(true)
  for (const rail of railsOfWorker) await journal.resume(rail)
  ;(await start()).stop()
  expect(await pauses()).toEqual([])

  sql.all("DROP TRIGGER controls_log_no_update")
  sql.all("UPDATE controls_log SET by = 'meera' WHERE seq = 1")
  await start()
  expect(await pauses()).toHaveLength(railsOfWorker.length)
  for (const rail of railsOfWorker) await journal.resume(rail)
  await start()
  expect(await pauses()).toEqual([])
})
