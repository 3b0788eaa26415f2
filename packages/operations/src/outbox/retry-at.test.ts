import { expect, it } from "vitest"
import { retryAt } from "./retry-at.ts"

const HOUR_MS = 3_600_000

it("5 s, 5 min, 30 min, 2 h, 5 h, 10 h, then daily, until three days have gone by", () => {
  const waits: number[] = []
  let now = 1000
  for (let tries = 1; ; tries++) {
    const at = retryAt({ tries, firstAt: 1000, now })
    if (at === undefined) break
    waits.push((at - now) / 1000)
    now = at
  }
  expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 86_400, 86_400])
})

it("a receiver may ask for more time, up to a day, never for less", () => {
  const first = { tries: 1, firstAt: 0, now: 0 }
  expect(retryAt({ ...first, retryAfterMs: HOUR_MS })).toBe(HOUR_MS)
  expect(retryAt({ ...first, retryAfterMs: 1 })).toBe(5000)
  expect(retryAt({ ...first, retryAfterMs: 900 * HOUR_MS })).toBe(24 * HOUR_MS)
})
