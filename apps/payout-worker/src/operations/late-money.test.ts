import { parsePolicy } from "@hundi/operations/controls"
import { expect, it } from "vitest"
import { goodBody as body, openTestApp } from "../testing/call-app.ts"

const policy = parsePolicy({ approvals: [{ fromPaise: "0", people: 0 }], newBeneficiary: null, duplicates: null, velocity: [], limits: [], perPayoutMaxPaise: null })
const DAY_MS = 86_400_000

it.each([
  ["with a policy", { operations: { policy } }],
  ["without one", {}]
])("money that shows up for a failed payout holds its beneficiary until two people have decided, %s", async (_name, options) => {
  let [code, aheadMs] = ["52", 0]
  const { as, call, order, runUntil, sent } = openTestApp({ ...options, code: () => code, now: () => Date.now() + aheadMs })
  await order(body, "L1", "asha")
  await runUntil("L1", "failed")
  // The daily look at what failed: the bank has changed its mind.
  code = "0"
  aheadMs = 2 * DAY_MS
  await runUntil("L1", "review")
  const before = sent.length
  await order({ ...body, amountPaise: "20000" }, "L2", "asha")
  await order({ ...body, beneficiary: { ...body.beneficiary, accountNumber: "000123456780" } }, "L3", "asha")
  await runUntil("L3", "settled")
  expect((await call("GET", "/v1/payouts/L2")).json).toMatchObject({
    status: "queued",
    hold: { kind: "beneficiary", reason: expect.stringMatching(/^Late money: L1 \(Rs 100\.50\) to this beneficiary had been proved failed.*nor these Rs 200\.00/) }
  })
  expect(sent.length).toBe(before + 1)
  const word = { reason: "on the statement of today", rrn: "000000000001" }
  expect(await as("ravi", "POST", "/v1/review/L1/confirm-paid", word)).toMatchObject({ status: 202 })
  aheadMs += 6 * 60_000
  await runUntil("L2", "queued")
  expect((await call("GET", "/v1/payouts/L2")).json).toMatchObject({ hold: { kind: "beneficiary" } })
  expect(await as("meera", "POST", "/v1/review/L1/confirm-paid", word)).toMatchObject({ status: 200, json: { decided: true } })
  aheadMs += 6 * 60_000
  await runUntil("L2", "settled")
})

it.each([{ policy: policy }, {}])("from Rs 50 crore a payout without the beneficiary's LEI is refused: %#", async (operations) => {
  const { worker, bank } = openTestApp({ operations })
  await bank.payouts.accept([{ payoutId: "B1", amountPaise: 10_050n, beneficiary: body.beneficiary }])
  const work = await worker.journal.claim("default/B1", { owner: "01", now: Date.now(), leaseMs: 1000 })
  if (work === undefined) throw new Error("busy")
  const big = { ...work, payout: { ...work.payout, rail: "rtgs" as const, amountPaise: 50_000_000_000n } }
  expect(await worker.operations.gate.admit(big, Date.now())).toMatchObject({
    kind: "refuse",
    reason: "From Rs 500000000.00 on RTGS needs the beneficiary's LEI (RBI), and it has none. Nothing was sent. Ask the beneficiary for it, then order the payout again under a new id with details.beneficiaryLei."
  })
  expect(await worker.operations.gate.admit(work, Date.now())).toEqual({ kind: "go" })
})
