import { describe, expect, it } from "vitest"
import { fileFacts } from "./files.ts"
import { HOUR, NOW, openDesk } from "./testing-desk.ts"

const policy = { approvals: [{ fromPaise: 0n, people: 1 }] } as const

const said = async () => {
  const desk = openDesk(policy)
  await desk.take("P1", { by: "asha" })
  await desk.take("P2")
  desk.clock.now += HOUR
  await desk.controls.approve({ payoutId: "P1", by: "ravi", reason: "invoice 17" })
  const rows = [{ payoutId: "P2", fingerprint: "f-P2", amountPaise: 10_050n }]
  await desk.controls.submitFile({ fileId: "F1", by: "asha", rows })
  desk.clock.now += HOUR
  await desk.controls.approveFile({ fileId: "F1", by: "meera", ...fileFacts(rows) })
  await desk.controls.reject({ payoutId: "P2", by: "ravi", reason: "wrong vendor" })
  return desk
}
const fine = { lines: [], files: [] }

describe("the log", () => {
  it.each([
    "UPDATE controls_log SET by = 'meera' WHERE seq = 2",
    "DELETE FROM controls_log WHERE seq = 5",
    "UPDATE controls_file_rows SET amount_paise = 1",
    "DELETE FROM controls_file_rows"
  ])("takes no %s", async (statement) => {
    const { sql, controls } = await said()
    expect(() => sql.all(statement)).toThrow("append-only")
    expect(controls.verify()).toEqual(fine)
  })

  it.each([
    ["a name", "UPDATE controls_log SET by = 'meera' WHERE seq = 2", { lines: [2], files: [] }],
    ["a time", "UPDATE controls_log SET at = at + 1 WHERE seq = 3", { lines: [3], files: [] }],
    ["a detail", `UPDATE controls_log SET detail = replace(detail, '10050', '10051') WHERE seq = 2`, { lines: [2], files: [] }],
    ["a detail that is no JSON", "UPDATE controls_log SET detail = '{' WHERE seq = 2", { lines: [2], files: [] }],
    ["a row of a file", "UPDATE controls_file_rows SET payout = 'default/P9'", { lines: [], files: ["file:default/F1"] }],
    ["a line in the middle", "DELETE FROM controls_log WHERE seq = 2", { lines: [2, 3], files: [] }]
  ])("shows %s that was altered behind its back", async (_, statement, broken) => {
    const { sql, controls } = await said()
    for (const row of sql.all("SELECT name FROM sqlite_master WHERE type = 'trigger'")) sql.all(`DROP TRIGGER ${String(row["name"])}`)
    sql.all(statement)
    expect(controls.verify()).toEqual(broken)
  })

  it("shows a tail that was cut, to those who kept its head", async () => {
    const { sql, controls } = await said()
    const head = controls.head()
    expect(head.seq).toBe(5)
    expect(controls.verify(head)).toEqual(fine)
    await controls.made({ payoutId: "P3", by: "asha" })
    expect(controls.verify(head)).toEqual(fine)
    sql.all("DROP TRIGGER controls_log_no_delete")
    sql.all("DELETE FROM controls_log WHERE seq >= 5")
    expect(controls.verify()).toEqual(fine)
    expect(controls.verify(head)).toEqual({ lines: [5], files: [] })
  })
})

describe("approvalsBetween", () => {
  it("lists who decided what of which amount, payout by payout", async () => {
    const { controls } = await said()
    const p1 = {
      ...{ tenant: "default", payoutId: "P1", fingerprint: "f-P1", amountPaise: 10_050n, maker: "asha", decidedAt: NOW + HOUR },
      approvals: [{ by: "ravi", at: NOW + HOUR, action: "approve", reason: "invoice 17", fileId: null, seq: 2 }]
    }
    const p2 = {
      ...{ tenant: "default", payoutId: "P2", fingerprint: "f-P2", amountPaise: 10_050n, maker: "asha", decidedAt: NOW + 2 * HOUR },
      approvals: [
        { by: "meera", at: NOW + 2 * HOUR, action: "approve", reason: null, fileId: "F1", seq: 4 },
        { by: "ravi", at: NOW + 2 * HOUR, action: "reject", reason: "wrong vendor", fileId: null, seq: 5 }
      ]
    }
    expect(controls.approvalsBetween(NOW, NOW + 3 * HOUR)).toEqual([p1, p2])
    expect(controls.approvalsBetween(NOW, NOW + 2 * HOUR)).toEqual([p1])
    expect(controls.approvalsBetween(NOW + 2 * HOUR, NOW + 3 * HOUR)).toEqual([p2])
  })
})
