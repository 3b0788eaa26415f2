import { expect, it } from "vitest"
import { createOpeningQueue, TooLate } from "./opening-queue.ts"

const open = (options: Partial<Parameters<typeof createOpeningQueue>[0]> = {}) => {
  const clock = { ms: 0 }
  const queue = createOpeningQueue({ threads: 1, clock: () => clock.ms, budgetMs: 100, most: 50, ...options })
  const ends: (() => void)[] = []
  const done: string[] = []
  const run = (name: string, isUrgent = false) =>
    queue.run(isUrgent, clock.ms, async () => {
      await new Promise<void>((resolve) => void ends.push(resolve))
      done.push(name)
    })
  const endOne = async (tookMs: number): Promise<void> => {
    clock.ms += tookMs
    ends.shift()?.()
    for (let turns = 0; turns < 20; turns++) await Promise.resolve()
  }
  return { queue, clock, run, endOne, done }
}

it("opens urgent calls first, others in the order in which they came", async () => {
  const { run, endOne, done } = open()
  void run("upi 1")
  void run("upi 2")
  void run("hold", true)
  for (let count = 0; count < 3; count++) await endOne(1)
  expect(done).toEqual(["upi 1", "hold", "upi 2"])
})

it("refuses what it could not open in time, by the speed that it measures, and keeps room for what is urgent", async () => {
  const { queue, run, endOne } = open()
  // 20 ms each until it knows better: three ordinary ones fill seven tenths of 100 ms.
  for (let count = 0; count < 4; count++) void run("upi")
  expect([queue.admits(false), queue.admits(true)]).toEqual([false, true])
  for (let count = 0; count < 4; count++) await endOne(1)
  expect(queue.openingMs()).toBeLessThan(20)
  expect(queue.admits(false)).toBe(true)
})

it("opens nothing whose turn comes too late: the threads are for those who can still be answered", async () => {
  const { queue, clock, run, endOne, done } = open()
  void run("first")
  const late = expect(queue.run(false, 0, async () => void done.push("late"))).rejects.toThrow(TooLate)
  clock.ms = 50
  void run("hold", true)
  await endOne(51)
  await endOne(1)
  await late
  await queue.run(false, 102, async () => void done.push("next"))
  expect(done).toEqual(["first", "hold", "next"])
})

it("is bounded, whatever its speed", () => {
  const { queue, run } = open({ budgetMs: Infinity, most: 10 })
  for (let count = 0; count < 11; count++) void run("upi")
  expect([queue.waiting(), queue.admits(true)]).toEqual([10, false])
})

it("sends those whom it refuses away for longer and longer, until they have had time to come", () => {
  const { queue, clock } = open()
  const first = Array.from({ length: 200 }, () => queue.refuse())
  expect([first[0], first[60], first[199]]).toEqual([1, 2, 4])
  clock.ms = 60_000
  expect(queue.refuse()).toBe(1)
})

it("a failed opening frees its place", async () => {
  const { queue } = open()
  await expect(queue.run(false, 0, () => Promise.reject(new Error("not sealed to us")))).rejects.toThrow()
  await expect(queue.run(false, 0, async () => 1)).resolves.toBe(1)
})
