import { expect, it } from "vitest"
import { createProgress } from "./progress.ts"

it("shows share, rate and what is left; on anything but a terminal it is silent", () => {
  const written: string[] = []
  let now = 0
  const bar = createProgress({ isTTY: true, write: (text) => written.push(text) }, () => now)
  bar.step("Loading feb.csv", 400_000)
  now = 1000
  bar.add(100_000)
  expect(written.at(-1)).toContain("Loading feb.csv  ██████░░░░░░░░░░░░░░░░░░ 25 %  1,00,000  1,00,000/s  about 3 s left")
  now = 1010
  bar.add(1)
  expect(written).toHaveLength(2)
  bar.end()
  expect(written.at(-1)).toBe("\r\x1b[2K")
  const silent: string[] = []
  createProgress({ write: (text) => silent.push(text) }).step("Loading", 1)
  expect(silent).toEqual([])
})
