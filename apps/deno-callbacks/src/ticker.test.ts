import { setTimeout as sleep } from "node:timers/promises"
import { expect, it } from "vitest"
import { startTicker } from "./ticker.ts"

it("a wake leads to a round, many to one; a fault is told and tried again", async () => {
  let [rounds, faults] = [0, 0]
  const ticker = startTicker({
    leastMs: 30,
    onFault: () => void faults++,
    run: async () => {
      if (++rounds === 2) throw new Error("no line")
      return 60_000
    }
  })
  await sleep(5)
  expect(rounds).toBe(1)
  for (let count = 0; count < 100; count++) ticker.wake()
  await expect.poll(() => rounds).toBe(2)
  expect(faults).toBe(1)
  ticker.wake()
  await expect.poll(() => rounds).toBe(3)
  await ticker.stop()
  ticker.wake()
  await sleep(50)
  expect(rounds).toBe(3)
})
