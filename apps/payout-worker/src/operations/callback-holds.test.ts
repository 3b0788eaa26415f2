import { parsePolicy } from "@hundi/operations/controls"
import { describe, expect, it } from "vitest"
import { goodBody as body, openTestApp } from "../testing/call-app.ts"

const policy = parsePolicy({ approvals: [{ fromPaise: "0", people: 0 }], newBeneficiary: null, duplicates: null, velocity: [] })

/** Refused by the bank, ordered again, and then a callback says that the first attempt was paid after all. */
const open = async (operations: Parameters<typeof openTestApp>[0] = {}) => {
  let code = "52"
  const test = openTestApp({ code: () => code, ...operations })
  const { bank, worker, as, runUntil, order } = test
  await order(body, "R1", "asha")
  await runUntil("R1", "failed")
  const reference = (await bank.payouts.get("R1"))?.attempts[0]?.reference ?? ""
  code = "0"
  await as("asha", "POST", "/v1/payouts/R1/retry")
  const digest = "a".repeat(64)
  const paid = { UNIQUEID: reference, TXNSTATUS: "SUCCESS", UTRNUMBER: "000000000001" }
  expect(await worker.operations.inbox.receive({ source: "cib", body: paid, digest, receivedAt: Date.now() })).toEqual({ kind: "new", acknowledge: true })
  return { ...test, reference }
}

describe.each([
  ["with a policy", { operations: { policy } }],
  ["without one", {}]
])("a payout that a callback holds, %s", (name, options) => {
  it("waits until a person has looked at the statement; nothing else sends it", async () => {
    const { call, as, worker, sent, runUntil, reference } = await open(options)
    const [before, { json }] = [sent.length, await call("GET", "/v1/payouts/R1")]
    expect(json).toMatchObject({ status: "awaiting-approval", hold: { kind: "duplicate", reason: expect.stringContaining(`the earlier attempt ${reference} was paid after all`) } })
    expect(await worker.operations.controls?.tend() ?? 0).toBe(0)
    if (name === "with a policy") {
      expect((await call("GET", "/v1/approvals")).json.data).toMatchObject([{ id: "R1", reason: expect.stringContaining("approve it as «release»"), actions: [{ action: "release" }, { action: "reject" }] }])
      expect((await as("ravi", "POST", "/v1/payouts/R1/approve", { reason: "owed" })).json).toMatchObject({ approved: false })
      await runUntil("R1", "awaiting-approval")
    }
    expect((await worker.payouts.get("R1"))?.payout.status).toBe("awaiting-approval")
    expect(sent.length).toBe(before)
    expect(await as("ravi", "POST", "/v1/payouts/R1/approve", { action: "release", reason: "" })).toMatchObject({ status: 422, json: { field: "reason" } })
    expect(await as("ravi", "POST", "/v1/payouts/R1/approve", { action: "release", reason: "not on the statement" })).toMatchObject({ status: 200, json: { approved: true } })
    await runUntil("R1", "settled")
    expect(sent.length).toBe(before + 1)
    expect((await call("GET", "/v1/payouts/R1")).text).toContain("Released by ravi, after a look at the statement: not on the statement.")
    expect(await as("ravi", "POST", "/v1/payouts/R1/approve", { action: "release", reason: "again" })).toMatchObject({ status: 409, json: { rule: expect.stringContaining("nothing to release") } })
  })
})
