import { expect, it } from "vitest"
import { createAlarmClock } from "./alarm-clock.ts"

const setUp = (changes: { readonly offsetMs?: number; readonly mostMs?: number } = {}) => {
  const set: number[] = []
  const world = { now: 1000, next: null as number | null }
  const clock = createAlarmClock(
    { setAlarm: async (at) => void set.push(at) },
    () => world.next,
    { now: () => world.now, offsetMs: () => changes.offsetMs ?? 0, mostMs: () => changes.mostMs ?? Infinity }
  )
  return { set, world, clock }
}

it("stands at what comes first, and is set once for it", () => {
  const { set, world, clock } = setUp()
  clock.arm()
  expect(set).toEqual([])
  for (const next of [5000, 5000, 3000, 9000]) {
    world.next = next
    clock.arm()
  }
  expect(set).toEqual([5000, 3000, 9000])
})

it("is set for what is due already, once; and anew when it has gone off and something is still due", () => {
  const { set, world, clock } = setUp()
  world.next = 900
  clock.arm()
  world.next = 800
  clock.arm()
  expect(set).toEqual([900])
  clock.fired()
  clock.arm()
  expect(set).toEqual([900, 800])
})

it("is on this machine's time when the bank's clock is ahead", () => {
  const { set, world, clock } = setUp({ offsetMs: 86_400_000 })
  world.next = 86_400_000 + 7000
  clock.arm()
  expect(set).toEqual([7000])
})

it("comes within the limit while one is set, and is not moved by every write then", () => {
  const { set, world, clock } = setUp({ mostMs: 10_000 })
  world.next = 150_000
  clock.arm()
  world.now = 2000
  clock.arm()
  expect(set).toEqual([11_000])
  world.now = 11_500
  clock.arm()
  expect(set).toEqual([11_000, 21_500])
})

it("comes within a time after a fault", () => {
  const { set, clock } = setUp()
  clock.armWithin(30_000)
  clock.armWithin(40_000)
  expect(set).toEqual([31_000])
})
