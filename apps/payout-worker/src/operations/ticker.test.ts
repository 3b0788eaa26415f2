import { setTimeout as sleep } from "node:timers/promises"
import { expect, it } from "vitest"
import { startTicker } from "./ticker.ts"

it("runs at once, when it is woken, when it is due, and never twice at a time", async () => {
  let [runs, under, most] = [0, 0, 0]
  const run = async (): Promise<number | null> => {
    most = Math.max(most, ++under)
    await sleep(5)
    under--
    return ++runs === 1 ? Date.now() + 20 : null
  }
  const ticker = startTicker({ run, now: Date.now, mostMs: 60_000, onFault: () => undefined })
  ticker.wake()
  ticker.wake()
  await expect.poll(() => runs).toBe(2)
  ticker.wake()
  await expect.poll(() => runs).toBe(3)
  await ticker.stop()
  ticker.wake()
  await sleep(20)
  expect([runs, most]).toEqual([3, 1])
})

it("tells a fault, and goes on when it is woken", async () => {
  const faults: unknown[] = []
  let runs = 0
  const run = async (): Promise<number | null> => {
    if (++runs === 1) throw new Error("no disk")
    return null
  }
  const ticker = startTicker({ run, now: Date.now, mostMs: 60_000, onFault: (error) => void faults.push(error) })
  await expect.poll(() => faults.length).toBe(1)
  ticker.wake()
  await expect.poll(() => runs).toBe(2)
  await ticker.stop()
})
