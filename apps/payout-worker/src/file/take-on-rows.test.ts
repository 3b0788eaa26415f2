import { expect, it } from "vitest"
import type { CsvRow, InvalidRow } from "../csv/read-payouts-csv.ts"
import { makeTestWorker } from "../testing/make-test-worker.ts"
import { sampleOrder } from "../testing/sample-order.ts"
import { type SuspectedDuplicate, takeOnRows } from "./take-on-rows.ts"

const takeOn = async (orders: readonly ReturnType<typeof sampleOrder>[], { payouts } = makeTestWorker().worker) => {
  const invalid: InvalidRow[] = []
  const suspects: SuspectedDuplicate[] = []
  const batches: number[] = []
  async function* rows(): AsyncGenerator<CsvRow> {
    for (const [index, order] of orders.entries()) yield { line: index + 2, order }
  }
  const taken = await takeOnRows(rows(), payouts, {
    onInvalid: (row) => void invalid.push(row),
    onSuspectedDuplicate: (suspect) => void suspects.push(suspect),
    onBatch: (payoutIds) => void batches.push(payoutIds.length)
  })
  return { taken, invalid, suspects, batches }
}

const to = (accountNumber: string) => ({ beneficiary: { name: "Asha Rao", accountNumber, ifsc: "TEST0000001" } })

it("one id with one body is one payout; with another body its row is invalid", async () => {
  const { taken, invalid } = await takeOn([sampleOrder(), sampleOrder(), sampleOrder({ amountPaise: 10_051n }), sampleOrder(to("000123456780"))])
  expect(taken).toMatchObject({ created: 1, existing: 0, invalid: 2 })
  expect(taken.amountsById).toEqual(new Map([["P1", 10_050n]]))
  expect(invalid).toEqual([
    { line: 4, column: "amount", rule: expect.stringContaining("payout_id is taken by a payout with another amount") },
    { line: 5, column: "account_number", rule: expect.stringContaining("another account_number") }
  ])
})

it.each([
  ["ifsc", { beneficiary: { name: "A", accountNumber: "000123456789", ifsc: "HDFC1000001" } }],
  ["amount", { amountPaise: 50n }],
  ["payout_id", { payoutId: "" }],
  ["beneficiary_name", { beneficiary: { name: " ", accountNumber: "000123456789", ifsc: "TEST0000001" } }],
  ["account_number", to("12a4567")],
  ["remark", { remark: "x".repeat(101) }]
])("a bad %s is named by its column, and the next row is taken on", async (column, changes) => {
  const { taken, invalid } = await takeOn([sampleOrder({ payoutId: "P2", ...changes }), sampleOrder()])
  expect(invalid).toEqual([expect.objectContaining({ line: 2, column })])
  expect([...taken.amountsById.keys()]).toEqual(["P1"])
})

it("warns of the same amount to the same account under another id, and takes it on", async () => {
  const { taken, suspects } = await takeOn([sampleOrder(), sampleOrder({ payoutId: "P2" }), sampleOrder({ payoutId: "P3", amountPaise: 1n + 10_050n })])
  expect(taken).toMatchObject({ created: 3, suspectedDuplicates: 1 })
  expect(suspects).toEqual([{ line: 3, payoutId: "P2", sameAs: ["P1"] }])
})

it("a file that comes again is known, row by row, and in batches", async () => {
  const { worker } = makeTestWorker()
  const orders = Array.from({ length: 1001 }, (_, n) => sampleOrder({ payoutId: `P${n}`, ...to(String(100_000 + n)) }))
  expect(await takeOn(orders, worker)).toMatchObject({ taken: { created: 1001, existing: 0 }, batches: [500, 500, 1] })
  expect(await takeOn(orders, worker)).toMatchObject({ taken: { created: 0, existing: 1001, invalid: 0 } })
})
