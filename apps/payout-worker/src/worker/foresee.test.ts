import { expect, it } from "vitest"
import { makeTestWorker } from "../testing/make-test-worker.ts"
import { sampleOrder } from "../testing/sample-order.ts"

it("foresees what the journal will have, and takes nothing on", async () => {
  const { worker } = makeTestWorker()
  const orders = [sampleOrder(), sampleOrder({ payoutId: "P2", amountPaise: 1n }), sampleOrder({ payoutId: "P3" })]
  const foreseen = await worker.foresee(orders)
  expect(foreseen).toMatchObject([
    { kind: "order", payout: { id: "default/P1" } },
    { kind: "invalid", error: { code: "INVALID_REQUEST", reason: { field: "amount" } } },
    { kind: "order", payout: { id: "default/P3" } }
  ])
  expect((await worker.payouts.list({})).data).toEqual([])
  await worker.payouts.accept(orders)
  const [first] = foreseen
  if (first?.kind !== "order") throw new Error("not foreseen")
  const { fingerprint, beneficiaryHash } = first.payout
  expect((await worker.payouts.get("P1"))?.payout).toMatchObject({ fingerprint, beneficiaryHash })
})
