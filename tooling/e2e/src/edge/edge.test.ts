import { expect, it } from "vitest"
import { runEdge } from "./run-edge.ts"

it("the fault list against the edge worker, its objects dying at each step: nobody is paid twice, nothing is lost", async () => {
  const { payouts, deaths, restarts, debits, byStatus, ...found } = await runEdge({ stepsEach: 1, say: () => undefined })
  expect({ ...found, elapsedMs: 0 }).toEqual({ doublePaid: [], lost: [], stuck: [], misstated: [], sentTwice: [], elapsedMs: 0 })
  console.log(`edge: ${payouts} payouts, ${deaths} deaths of objects, ${restarts} restarts, ${debits} debits, ${JSON.stringify(byStatus)}`)
  expect(payouts).toBeGreaterThan(100)
  // Each of the 14 deadly steps met several faults.
  expect(deaths).toBeGreaterThan(14 * 5)
  expect(restarts).toBeGreaterThan(4)
  expect(byStatus["settled"]).toBeGreaterThan(payouts / 4)
}, 300_000)
