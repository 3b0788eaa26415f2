import { describe, expect, it } from "vitest"
import { fileFacts, type FileRow } from "./files.ts"
import { openDesk } from "./testing-desk.ts"

const policy = { approvals: [{ fromPaise: 0n, people: 1 }] } as const

/** Three payouts, asked about once, and a file of them that asha submitted. */
const deskOf = async () => {
  const desk = openDesk(policy)
  const rows: FileRow[] = []
  for (const payoutId of ["P1", "P2", "P3"]) {
    await desk.take(payoutId)
    const { fingerprint, amountPaise } = await desk.payoutOf(payoutId)
    rows.push({ payoutId, fingerprint, amountPaise })
  }
  const file = await desk.controls.submitFile({ fileId: "F1", by: "asha", rows })
  const approval = { fileId: "F1", by: "ravi", count: file.count, totalPaise: file.totalPaise, digest: file.digest }
  return { ...desk, rows, file, approval }
}

describe("a file", () => {
  it("is approved by count, total and digest; all its payouts go", async () => {
    const { ask, controls, approval, file, payoutOf } = await deskOf()
    expect(file).toMatchObject({ count: 3, totalPaise: 301_50n, by: "asha", approvedBy: [] })
    expect(await ask("P1")).toMatchObject({ hold: { kind: "approval", reason: expect.stringContaining("It cannot be asha, who made it") } })
    await ask("P2")
    expect(await controls.approveFile(approval)).toMatchObject({ due: 2, busy: 0, file: { approvedBy: ["ravi"] } })
    expect((await payoutOf("P1")).dueAt).not.toBeNull()
    for (const id of ["P1", "P2", "P3"]) expect(await ask(id)).toEqual({ kind: "go" })
  })

  it.each([
    ["count", { count: 2 }, "the file that was submitted has 3 payouts, Rs 301.50 in all, digest"],
    ["total", { totalPaise: 301_51n }, "the approval names 3 payouts, Rs 301.51 in all"],
    ["digest", { digest: "0".repeat(64) }, "digest 000000000000. Look at the file again"]
  ])("an approval that names another %s approves nothing", async (_, other, message) => {
    const { ask, controls, approval } = await deskOf()
    await expect(controls.approveFile({ ...approval, ...other })).rejects.toThrow(message)
    expect(await ask("P1")).toMatchObject({ kind: "hold" })
  })

  it("a row that was changed since is not approved; the others are", async () => {
    const { ask, controls, approval, edit } = await deskOf()
    await controls.approveFile(approval)
    edit("P2", "f-other")
    expect(await ask("P1")).toEqual({ kind: "go" })
    expect(await ask("P2")).toMatchObject({ hold: { reason: expect.stringContaining("The approval of ravi was for another version") } })
  })

  it("a row whose amount is not the payout's is not approved", async () => {
    const { take, ask, controls } = openDesk(policy)
    await take("P1", { amountPaise: 9_000_00n })
    const row = { payoutId: "P1", fingerprint: "f-P1", amountPaise: 9_00n }
    await controls.submitFile({ fileId: "F1", by: "asha", rows: [row] })
    await controls.approveFile({ fileId: "F1", by: "ravi", ...fileFacts([row]) })
    expect(await ask("P1")).toMatchObject({ kind: "hold" })
  })

  it("its submitter is the maker; a person and the beneficiary's adder count as elsewhere", async () => {
    const { ask, controls, approval } = await deskOf()
    const rule = (name: string) => ({ reason: { rule: name } })
    await expect(controls.approveFile({ ...approval, by: "Asha" })).rejects.toMatchObject(rule("maker-is-not-checker"))
    await expect(controls.approve({ payoutId: "P1", by: "asha", reason: "mine" })).rejects.toMatchObject(rule("maker-is-not-checker"))
    await controls.beneficiaries.add({ beneficiaryHash: "b1", by: "ravi" })
    await controls.approveFile(approval)
    await expect(controls.approveFile(approval)).rejects.toMatchObject(rule("already-said"))
    expect(await ask("P1")).toMatchObject({ hold: { reason: expect.stringContaining("nor ravi, who added or changed the beneficiary") } })
  })

  it("does not release a suspected duplicate", async () => {
    const { take, ask, controls } = openDesk({ ...policy, duplicates: { withinDays: 7 } })
    const rows = ["P1", "P2"].map((payoutId) => ({ payoutId, fingerprint: `f-${payoutId}`, amountPaise: 10_050n }))
    for (const { payoutId } of rows) await take(payoutId)
    await controls.submitFile({ fileId: "F1", by: "asha", rows })
    await controls.approveFile({ fileId: "F1", by: "ravi", ...fileFacts(rows) })
    expect(await ask("P1")).toEqual({ kind: "go" })
    expect(await ask("P2")).toMatchObject({ hold: { kind: "duplicate" } })
  })

  it("the same file again changes nothing; other rows under its id are refused", async () => {
    const { controls, rows, file } = await deskOf()
    const seq = controls.head().seq
    expect(await controls.submitFile({ fileId: "F1", by: "asha", rows: rows.toReversed() })).toEqual(file)
    expect(controls.head().seq).toBe(seq)
    await expect(controls.submitFile({ fileId: "F1", by: "asha", rows: rows.slice(1) })).rejects.toMatchObject({ reason: { rule: "file-id-taken" } })
    expect(controls.file("F1")).toEqual(file)
  })

  it.each([
    ["no rows", { rows: [] }, "rows"],
    ["a payout twice", { rows: [{ payoutId: "P1", fingerprint: "f", amountPaise: 1n }, { payoutId: "P1", fingerprint: "f", amountPaise: 1n }] }, "rows"],
    ["a number of rupees", { rows: [{ payoutId: "P1", fingerprint: "f", amountPaise: 1 as never }] }, "rows[0].amountPaise"],
    ["no id", { fileId: "", rows: [{ payoutId: "P1", fingerprint: "f", amountPaise: 1n }] }, "fileId"]
  ])("%s is refused by field", async (_, submission, field) => {
    const { controls } = openDesk(policy)
    await expect(controls.submitFile({ fileId: "F1", by: "asha", ...submission })).rejects.toMatchObject({ reason: { field } })
  })
})
