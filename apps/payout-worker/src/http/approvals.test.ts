import { parsePolicy } from "@hundi/operations/controls"
import { describe, expect, it } from "vitest"
import { csvColumns } from "../csv/read-payouts-csv.ts"
import { goodBody as body, openTestApp } from "../testing/call-app.ts"

const policy = parsePolicy({ approvals: [{ fromPaise: "0", people: 1 }], newBeneficiary: null, velocity: [] })
const setUp = (changes: Parameters<typeof parsePolicy>[0] = {}) =>
  openTestApp({ operations: { policy: parsePolicy({ approvals: [{ fromPaise: "0", people: 1 }], newBeneficiary: null, velocity: [], ...(changes as object) }) } })
const word = { reason: "invoice 17" }

describe("a payout with a policy", () => {
  it("needs to know who orders it", async () => {
    const { order } = setUp()
    expect(await order(body)).toMatchObject({ status: 422, json: { field: "X-Hundi-Actor", rule: expect.stringContaining("this header is required") } })
    expect(await order(body, "K1", "x".repeat(65))).toMatchObject({ status: 422, json: { field: "X-Hundi-Actor", rule: expect.stringContaining("1 to 64") } })
  })

  it("is held with its reason and what to do, and goes when another person has approved it", async () => {
    const { order, as, call, runUntil, sent } = setUp()
    expect((await order(body, "K1", "asha")).status).toBe(202)
    await runUntil("K1", "awaiting-approval")
    const reason = "Rs 100.50 needs the approval of 1 person; nobody has approved, 1 is missing. It cannot be asha, who made it. Approve or reject it."
    expect((await call("GET", "/v1/payouts/K1")).json).toMatchObject({
      status: "awaiting-approval",
      hold: { kind: "approval", reason },
      next: { at: null, text: `Held: ${reason}` },
      links: { approve: "/v1/payouts/K1/approve", reject: "/v1/payouts/K1/reject" }
    })
    expect((await call("GET", "/v1/approvals")).json).toMatchObject({
      data: [{ id: "K1", amountPaise: "10050", kind: "approval", reason, makers: ["asha"], actions: [{ action: "approve", notBy: ["asha"] }, { action: "reject", notBy: [] }] }]
    })
    expect(await as("asha", "POST", "/v1/payouts/K1/approve", word)).toMatchObject({
      status: 409,
      json: { code: "ILLEGAL_TRANSITION", rule: "maker-is-not-checker", detail: "maker and checker are different people: asha made this payout" }
    })
    expect(await call("POST", "/v1/payouts/K1/approve", word)).toMatchObject({ status: 422, json: { field: "X-Hundi-Actor" } })
    expect(await as("ravi", "POST", "/v1/payouts/K1/approve", {})).toMatchObject({ status: 422, json: { field: "reason" } })
    expect(await as("ravi", "POST", "/v1/payouts/K1/approve", { ...word, action: "yes" })).toMatchObject({ status: 422, json: { field: "action", rule: expect.stringContaining("not-a-duplicate") } })
    expect(await as("ravi", "POST", "/v1/payouts/K1/approve", { ...word, fingerprint: "other" })).toMatchObject({ status: 409, json: { rule: "another-fingerprint" } })
    expect(sent).toEqual([])
    expect(await as("ravi", "POST", "/v1/payouts/K1/approve", word)).toMatchObject({ status: 200, json: { approved: true, says: expect.stringContaining("ravi's word is written down") } })
    await runUntil("K1", "settled")
    expect(sent).toHaveLength(1)
    expect(await as("ravi", "POST", "/v1/payouts/K1/approve", word)).toMatchObject({ status: 409, json: { rule: "not-waiting" } })
  })

  it("makes nobody a maker by a repeat, so that the checker who repeats it stays one", async () => {
    const { order, as, runUntil } = setUp()
    await order(body, "K1", "asha")
    expect((await order(body, "K1", "ravi")).status).toBe(200)
    expect((await order({ ...body, amountPaise: "1" }, "K2", "ravi")).json).toMatchObject({ field: "amountPaise" })
    await runUntil("K1", "awaiting-approval")
    expect((await as("ravi", "POST", "/v1/payouts/K1/approve", word)).status).toBe(200)
  })

  it("ends when somebody rejects it, and says so", async () => {
    const { order, as, call, runUntil, sent } = setUp()
    await order(body, "K1", "asha")
    await runUntil("K1", "awaiting-approval")
    expect(await as("ravi", "POST", "/v1/payouts/K1/reject", {})).toMatchObject({ status: 422, json: { field: "reason" } })
    expect(await as("ravi", "POST", "/v1/payouts/K1/reject", { reason: "not owed" })).toMatchObject({
      status: 200,
      json: { ended: "now", status: "cancelled", says: "ravi has rejected the payout; it is cancelled, and nothing of it was sent." }
    })
    expect((await call("GET", "/v1/approvals")).json).toEqual({ data: [] })
    expect(sent).toEqual([])
  })

  it("above the limit, or looking like another, asks for the word that says so", async () => {
    const { order, as, runUntil } = setUp({ perPayoutMaxPaise: "10000", approvals: [{ fromPaise: "0", people: 0 }] })
    await order(body, "K1", "asha")
    await runUntil("K1", "awaiting-approval")
    const above = { ...word, action: "above-limit" }
    expect(await as("ravi", "POST", "/v1/payouts/K1/approve", above)).toMatchObject({ status: 202, json: { approved: false, says: expect.stringContaining("2 people must approve it as «above-limit». ravi has") } })
    expect(await as("meera", "POST", "/v1/payouts/K1/approve", above)).toMatchObject({ status: 200 })
    await runUntil("K1", "settled")
    await order({ ...body, amountPaise: "9900" }, "K2", "asha")
    await order({ ...body, amountPaise: "9900" }, "K3", "asha")
    await runUntil("K3", "awaiting-approval")
    expect(await as("ravi", "POST", "/v1/payouts/K3/approve", { ...word, action: "not-a-duplicate" })).toMatchObject({ status: 200 })
    await runUntil("K3", "settled")
  })
})

describe("without a policy", () => {
  it("there is nothing to approve, and the answer says what to set", async () => {
    const { order, as, call } = openTestApp()
    await order(body)
    for (const path of ["/v1/payouts/K1/approve", "/v1/payouts/K1/reject"]) {
      expect(await as("ravi", "POST", path, word)).toMatchObject({ status: 409, json: { code: "NO_POLICY", rule: expect.stringContaining("HUNDI_POLICY_FILE") } })
    }
    expect((await call("GET", "/v1/approvals")).json).toEqual({ data: [] })
    expect(await as("ravi", "POST", "/v1/payouts/K1/approve", { ...word, action: "release" })).toMatchObject({ status: 409, json: { rule: expect.stringContaining("no callback") } })
  })
})

describe("a file", () => {
  const csv = (...rows: string[]) => [csvColumns.join(","), ...rows].map((row) => `${row}\n`).join("")
  const file = csv("P1,1.00,A,000123456789,TEST0000001,x", "P2,2.00,A,000123456789,TEST0000001,x", "P3,0.50,A,000123456789,TEST0000001,x", "verification-9,1.00,A,000123456789,TEST0000001,x")
  const open = () => {
    const test = openTestApp({ operations: { policy } })
    const send = (text: string, actor?: string) => test.call("POST", "/v1/batches", text, { "content-type": "text/csv", ...(actor === undefined ? {} : { "x-hundi-actor": actor }) })
    return { ...test, send }
  }

  it("is registered with its maker before its rows are taken on, and approved as a whole by what it holds", async () => {
    const { send, as, call, runUntil } = open()
    expect(await send(file)).toMatchObject({ status: 422, json: { field: "X-Hundi-Actor" } })
    const { json } = await send(file, "asha")
    expect(json).toMatchObject({
      accepted: 2,
      invalid: [{ line: 5, column: "payout_id", rule: expect.stringContaining("the worker's own") }, { line: 4, column: "amount" }],
      file: { submittedBy: "asha", count: 2, totalPaise: "300", digest: expect.stringMatching(/^[0-9a-f]{64}$/), approvedBy: [] }
    })
    await runUntil("P2", "awaiting-approval")
    const { approve, self } = json.file.links as { approve: string; self: string }
    const facts = { count: 2, totalPaise: "300", digest: json.file.digest as string, reason: "wages of January" }
    expect(await as("asha", "POST", approve, facts)).toMatchObject({ status: 409, json: { rule: "maker-is-not-checker" } })
    expect(await as("ravi", "POST", approve, { ...facts, totalPaise: "301" })).toMatchObject({
      status: 409,
      json: { rule: "another-file", detail: expect.stringContaining("2 payouts, Rs 3.00 in all") }
    })
    for (const field of ["count", "totalPaise", "digest", "reason"]) {
      expect(await as("ravi", "POST", approve, { ...facts, [field]: null })).toMatchObject({ status: 422, json: { field } })
    }
    expect(await as("ravi", "POST", approve, facts)).toMatchObject({ status: 200, json: { approvedBy: ["ravi"], due: 2, busy: 0 } })
    expect((await call("GET", self)).json).toMatchObject({ approvedBy: ["ravi"] })
    await runUntil("P2", "settled")
    expect(await call("GET", "/v1/batches/none")).toMatchObject({ status: 404 })
  })

  it("that comes again is the file it was, whoever sends it", async () => {
    const { send, as, runUntil } = open()
    const first = await send(file, "asha")
    const again = await send(file, "ravi")
    expect(again.json).toMatchObject({ accepted: 0, existing: 2, file: first.json.file })
    await runUntil("P1", "awaiting-approval")
    expect((await as("ravi", "POST", "/v1/payouts/P1/approve", word)).status).toBe(200)
    const other = csv("P1,1.00,A,000123456789,TEST0000001,x", "P4,4.00,A,000123456789,TEST0000001,x")
    expect((await send(other, "ravi")).json.file).toMatchObject({ submittedBy: "ravi", count: 1, totalPaise: "400" })
    expect((await send(csv("P1,1.00,A,000123456789,TEST0000001,x"), "meera")).json.file).toBeUndefined()
  })
})
