import { expect, it } from "vitest"
import { instanceOf, SHARDS, shardOf, shardOfReference } from "./shard-of.ts"

it("spreads ids over all shards, and never changes its mind: a known id in another shard would be paid again", () => {
  // Computed by another program.
  expect(["P1", "rent-11", "", "ஆறுமுகம்", "E12:reserve.after"].map(shardOf)).toEqual([5, 13, 9, 3, 13])
  const counts = new Array<number>(SHARDS).fill(0)
  for (let number = 0; number < 16_000; number++) counts[shardOf(`payout-${number}`)]!++
  expect(counts).toHaveLength(SHARDS)
  expect(Math.min(...counts)).toBeGreaterThan(800)
  expect(Math.max(...counts)).toBeLessThan(1200)
})

it("finds the shard of a reference by its second and third symbol", () => {
  for (let shard = 0; shard < SHARDS; shard++) {
    expect(instanceOf(shard)).toMatch(/^E[0-9A-F]$/)
    expect(shardOfReference(`E${instanceOf(shard)}Y00000000000A`)).toBe(shard)
  }
  // Of a Node worker, and of nobody.
  expect(["P01Y0000000000A", "EEGY0000000000A", "E"].map(shardOfReference)).toEqual([undefined, undefined, undefined])
})
