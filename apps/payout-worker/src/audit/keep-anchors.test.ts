import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Anchor, Sensitive } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { describe, expect, it } from "vitest"
import { appendAnchors, contradictions, readAnchorFile } from "./anchor-file.ts"
import { keepAnchors, railsOfWorker } from "./keep-anchors.ts"

const NOW = Date.UTC(2030, 0, 31, 6)
const anchorOf = (no: number, hash = `h${no}`): Anchor => ({ no, at: NOW + no, payouts: 1, hash })
const newPath = (): string => join(mkdtempSync(join(tmpdir(), "hundi-anchors-")), "anchors.jsonl")
const accept = (journal: ReturnType<typeof createMemoryJournal>, payoutId: string) => {
  const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
  const order = { tenant: "default", payoutId, idempotencyKey: payoutId, amountPaise: 100n, remark: "", operation: "o", rail: "imps" as const, beneficiary }
  return journal.accept([{ id: `default/${payoutId}`, order, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: NOW }], NOW)
}

describe("the file of anchors", () => {
  it("is appended to, read back, and its owner's alone", () => {
    const path = newPath()
    appendAnchors(path, [anchorOf(1)])
    appendAnchors(path, [])
    appendAnchors(path, [anchorOf(2), anchorOf(3)])
    expect(readAnchorFile(path)).toEqual([1, 2, 3].map((no) => anchorOf(no)))
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it("forgets a line that a crash has torn, and goes on after the last whole one", () => {
    const path = newPath()
    appendAnchors(path, [anchorOf(1)])
    appendFileSync(path, '{"no":2,"at":')
    expect(readAnchorFile(path)).toEqual([anchorOf(1)])
    appendAnchors(path, [anchorOf(2)])
    expect(readAnchorFile(path)).toEqual([anchorOf(1), anchorOf(2)])
  })

  it("contradicts a journal that has fewer or other anchors, not one that has more", () => {
    const file = [anchorOf(1), anchorOf(2)]
    expect(contradictions(file, [...file, anchorOf(3)])).toEqual([])
    expect(contradictions(file, [anchorOf(1)])).toEqual([2])
    expect(contradictions(file, [anchorOf(1), anchorOf(2, "other")])).toEqual([2])
  })
})

describe("keeping anchors", () => {
  it("copies each anchor to the file, and what a crash kept from it at the next start", async () => {
    const [journal, path] = [createMemoryJournal(), newPath()]
    await accept(journal, "P1")
    const first = await keepAnchors(journal, path, () => NOW, () => undefined)
    await first.keep()
    await first.keep()
    expect(readAnchorFile(path)).toHaveLength(1)
    await accept(journal, "P2")
    await journal.anchor(NOW + 5)
    await (await keepAnchors(journal, path, () => NOW, () => undefined)).stop()
    expect(readAnchorFile(path)).toEqual(await journal.anchors())
    expect(await journal.pauses()).toEqual([])
  })

  it("misses none when two workers wrote the same one", async () => {
    const [journal, path] = [createMemoryJournal(), newPath()]
    await accept(journal, "P1")
    const first = await journal.anchor(NOW)
    if (first !== undefined) appendAnchors(path, [first, first])
    await accept(journal, "P2")
    await journal.anchor(NOW + 1)
    await (await keepAnchors(journal, path, () => NOW + 2, () => undefined)).stop()
    expect(readAnchorFile(path).map(({ no }) => no)).toEqual([1, 1, 2])
    expect(await journal.pauses()).toEqual([])
  })

  it("holds every rail of a journal that is older than its anchors, once, and keeps the evidence", async () => {
    const path = newPath()
    const before = createMemoryJournal()
    await accept(before, "P1")
    const keeping = await keepAnchors(before, path, () => NOW, () => undefined)
    await keeping.stop()
    const evidence = readFileSync(path, "utf8")

    const restored = createMemoryJournal()
    const said: string[] = []
    const again = await keepAnchors(restored, path, () => NOW + 1, (line) => said.push(line))
    expect((await restored.pauses()).map(({ rail }) => rail).sort()).toEqual([...railsOfWorker].sort())
    expect(said.join()).toContain("restored from a backup")
    const aside = readdirSync(join(path, "..")).find((name) => name.includes("contradicted")) ?? ""
    expect(readFileSync(join(path, "..", aside), "utf8")).toBe(evidence)
    expect(existsSync(path)).toBe(false)

    for (const rail of railsOfWorker) await restored.resume(rail)
    await again.stop()
    await (await keepAnchors(restored, path, () => NOW + 2, () => undefined)).stop()
    expect(await restored.pauses()).toEqual([])
  })
})
