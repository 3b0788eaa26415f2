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
  it("waits until two people have looked at the statement; nothing else sends it", async () => {
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
    const release = { action: "release", reason: "not on the statement" }
    expect(await as("ravi", "POST", "/v1/payouts/R1/approve", release)).toMatchObject({ status: 202, json: { approved: false, says: expect.stringContaining("a second person") } })
    expect(await as("Ravi ", "POST", "/v1/payouts/R1/approve", release)).toMatchObject({ status: 409, json: { rule: expect.stringContaining("the second person must be another one") } })
    await runUntil("R1", "awaiting-approval")
    expect(sent.length).toBe(before)
    expect(await as("meera", "POST", "/v1/payouts/R1/approve", release)).toMatchObject({ status: 200, json: { approved: true } })
    await runUntil("R1", "settled")
    expect(sent.length).toBe(before + 1)
    expect((await call("GET", "/v1/payouts/R1")).text).toContain("Released by ravi and meera, after a look at the statement: not on the statement.")
    expect(await as("ravi", "POST", "/v1/payouts/R1/approve", { action: "release", reason: "again" })).toMatchObject({ status: 409, json: { rule: expect.stringContaining("nothing to release") } })
  })

  it("holds its beneficiary too: another payout to the same account waits, to another one it goes", async () => {
    let aheadMs = 0
    const { as, call, order, runUntil, reference } = await open({ ...options, now: () => Date.now() + aheadMs })
    await order({ ...body, amountPaise: "20000" }, "R2", "asha")
    await order({ ...body, beneficiary: { ...body.beneficiary, accountNumber: "000123456780" } }, "R3", "asha")
    await runUntil("R3", "settled")
    const { json } = await call("GET", "/v1/payouts/R2")
    expect(json).toMatchObject({ status: "queued", hold: { kind: "beneficiary", reason: expect.stringContaining(`the failed attempt ${reference} of R1, to the same beneficiary, was paid after all`) } })
    for (const by of ["ravi", "meera"]) await as(by, "POST", "/v1/payouts/R1/approve", { action: "release", reason: "not on the statement" })
    aheadMs = 6 * 60_000
    await runUntil("R2", "settled")
  })
})
