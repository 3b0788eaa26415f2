import { expect, it } from "vitest"
import { Sensitive } from "@hundi/core"
import { audit, type Evidence } from "./audit.ts"
import type { LedgerRow } from "./start-harsh-bank.ts"

/** One payout as the journal gives it; only what an audit reads. */
interface Kept {
  readonly id: string
  readonly status: string
  readonly attempts?: readonly { readonly reference: string; readonly state: string }[]
  readonly account?: string
  readonly amountPaise?: bigint
  readonly events?: number
  readonly reason?: string
}

const viewOf = ({ id, status, attempts = [], account = "000123456789", amountPaise = 10_000n, events = 3, reason = "" }: Kept) => ({
  payout: { id, payoutId: id, status, rail: "imps", amountPaise, dueAt: null, beneficiary: { accountNumber: new Sensitive(account) } },
  attempts,
  events: Array.from({ length: events }, () => ({ detail: { reason } }))
})

const rowOf = (tranRefNo: string, state: LedgerRow["state"] = "settled", amountPaise = "10000", beneficiaryAccount = "000123456789"): LedgerRow => ({
  ...{ tranRefNo, rail: "imps", amountPaise, beneficiaryAccount, state }
})

const run = (kept: readonly Kept[], ledger: readonly LedgerRow[], more: Partial<Evidence> = {}) => {
  const views = new Map(kept.map((one) => [one.id, viewOf(one)]))
  const data = [...views.values()].map(({ payout }) => payout)
  const journal = { list: async () => ({ data, nextCursor: null }), get: async (id: string) => views.get(id) } as unknown as Evidence["journal"]
  const seen = new Map(ledger.map(({ tranRefNo }) => [tranRefNo, 1]))
  const taken = kept.map(({ id }) => id)
  return audit({ journal, ledger, seen, taken, cancelled: new Set(), mayReturn: (account) => account === "999", ...more })
}

const clean = { doublePaid: [], lost: [], stuck: [], differences: [], sentTwice: [] }
const settled: Kept = { id: "P1", status: "settled", attempts: [{ reference: "R1", state: "settled" }] }

it("finds nothing where journal and ledger agree, and adds the money up", async () => {
  const failed: Kept = { id: "P2", status: "settled", attempts: [{ reference: "R2", state: "rejected" }, { reference: "R3", state: "settled" }] }
  const review: Kept = { id: "P3", status: "review", attempts: [{ reference: "R4", state: "unknown" }], reason: "lease-lapsed" }
  const verdict = await run([settled, failed, review, { id: "P4", status: "cancelled" }], [rowOf("R1"), rowOf("R3"), rowOf("R4", "debited")])
  expect(verdict).toMatchObject({ ...clean, payouts: 4, attempts: 4, recovered: 1 })
  expect(verdict).toMatchObject({ journalPaise: 20_000n, ledgerPaise: 20_000n, inReviewPaise: 10_000n })
  expect(verdict.byStatus).toEqual({ settled: 2, review: 1, cancelled: 1 })
})

it.each([
  ["a reference that was debited twice", [settled], [rowOf("R1"), rowOf("R1")], { doublePaid: ["P1"] }],
  ["a reference that was debited twice, though one came back", [settled], [rowOf("R1"), rowOf("R1", "reversed")], { doublePaid: ["P1"] }],
  [
    "two tries that both took money",
    [{ ...settled, attempts: [{ reference: "R0", state: "rejected" }, { reference: "R1", state: "settled" }] }],
    [rowOf("R0"), rowOf("R1")],
    { doublePaid: ["P1"], differences: [expect.stringContaining("P1 R0: rejected, and 10000 paise")] }
  ],
  ["a debit that the journal does not know", [settled], [rowOf("R1"), rowOf("R9")], { lost: [expect.stringContaining("R9")] }],
  ["a payout without a course of events", [{ ...settled, events: 1 }], [rowOf("R1")], { lost: [expect.stringContaining("P1")] }],
  ["a payout that is open at the end", [{ ...settled, status: "unknown", attempts: [] }], [], { stuck: [expect.stringContaining("P1: unknown")] }],
  ["settled without a debit", [settled], [], { differences: [expect.stringContaining("not in the ledger")] }],
  ["settled without a credit", [settled], [rowOf("R1", "debited")], { differences: [expect.stringContaining("not credited")] }],
  ["settled, and reversed out of turn", [settled], [rowOf("R1", "reversed")], { differences: [expect.stringContaining("reversed")] }],
  ["another amount", [settled], [rowOf("R1", "settled", "9999")], { differences: [expect.stringContaining("9999 in the ledger")] }],
  ["another account", [settled], [rowOf("R1", "settled", "10000", "000000000000")], { differences: [expect.stringContaining("another account")] }],
  [
    "failed, and debited",
    [{ id: "P1", status: "failed", attempts: [{ reference: "R1", state: "rejected" }] }],
    [rowOf("R1", "debited")],
    { differences: [expect.stringContaining("rejected, and 10000 paise stand")] }
  ],
  [
    "reversed, and never debited",
    [{ id: "P1", status: "reversed", attempts: [{ reference: "R1", state: "reversed" }] }],
    [],
    { differences: [expect.stringContaining("never debited")] }
  ]
] as const)("finds %s", async (_, kept, ledger, found) => {
  expect(await run(kept, ledger)).toMatchObject({ ...clean, ...found })
})

it("finds an order that was taken on and is not there, one that was cancelled and paid, and a reference that came twice", async () => {
  expect(await run([settled], [rowOf("R1")], { taken: ["P1", "P7"] })).toMatchObject({ ...clean, lost: ["P7"] })
  expect((await run([settled], [rowOf("R1")], { cancelled: new Set(["P1"]) })).differences).toEqual(["P1: cancelled, and settled"])
  expect((await run([settled], [rowOf("R1")], { seen: new Map([["R1", 2]]) })).sentTwice).toEqual(["R1: 2 times"])
})

it("allows a return that only a statement shows, and says how much it is", async () => {
  const verdict = await run([{ ...settled, account: "999" }], [rowOf("R1", "reversed", "10000", "999")])
  expect(verdict).toMatchObject({ ...clean, returnedLaterPaise: 10_000n })
})
