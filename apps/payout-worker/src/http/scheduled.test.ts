import { expect, it } from "vitest"
import { goodBody as body, openTestApp } from "../testing/call-app.ts"

const NOW = Date.UTC(2030, 0, 31, 6)
const at = (ms: number) => new Date(ms).toISOString()

it("takes a payout for a later time, sends it then and not before, and knows it again when its time has passed", async () => {
  let now = NOW
  const { order, call, bank, worker, sent } = openTestApp({ now: () => now })
  const later = { ...body, scheduledFor: "2030-01-31T12:30:00+05:30" }
  expect(await order(later)).toMatchObject({ status: 202, json: { status: "scheduled" } })
  expect((await call("GET", "/v1/payouts/K1")).json).toMatchObject({
    status: "scheduled",
    scheduledFor: "2030-01-31T07:00:00.000Z",
    next: { at: "2030-01-31T07:00:00.000Z", text: "It is sent at 31 Jan, 12:30 IST; until then it can be cancelled." }
  })
  const claim = { owner: "01", leaseMs: 1000, limit: 1, want: "sends" as const }
  expect(await worker.journal.claimDue({ ...claim, now: NOW + 3_599_999 })).toEqual([])
  now = NOW + 2 * 3_600_000
  expect(await order(later)).toMatchObject({ status: 200, json: { id: "K1", status: "scheduled" } })
  expect(await worker.journal.claimDue({ ...claim, now })).toHaveLength(1)
  expect([sent, bank]).toEqual([[], bank])
  expect(await order({ ...body, scheduledFor: "2030-01-31T13:00:00Z" })).toMatchObject({ status: 409, json: { code: "IDEMPOTENCY_CONFLICT" } })
})

it.each([
  ["in the past", at(NOW), "a time in the future"],
  ["more than a year ahead", at(NOW + 367 * 86_400_000), "at most 366 days ahead"],
  ["without an offset", "2031-01-31T00:00:00", "RFC 3339"],
  ["on a day that does not exist", "2030-02-31T99:00:00Z", "RFC 3339"]
])("422 names the field of a time %s", async (_, scheduledFor, rule) => {
  const { order } = openTestApp({ now: () => NOW })
  expect(await order({ ...body, scheduledFor })).toMatchObject({ status: 422, json: { field: "scheduledFor", rule: expect.stringContaining(rule) } })
})
