import { expect, it } from "vitest"
import { chainHash, GENESIS } from "./journal-rules.ts"

const event = { seq: 2, at: 1, kind: "settled", detail: { code: "0" } }
const link = chainHash(GENESIS, "default/P1", event)

it.each([
  ["the hash before it", "1".repeat(64), "default/P1", event],
  ["its payout", GENESIS, "default/P2", event],
  ["its place", GENESIS, "default/P1", { ...event, seq: 3 }],
  ["its time", GENESIS, "default/P1", { ...event, at: 2 }],
  ["its kind", GENESIS, "default/P1", { ...event, kind: "rejected" }],
  ["what it says", GENESIS, "default/P1", { ...event, detail: { code: "1" } }]
])("L9: a link of the chain changes with %s", (_, previous, payoutId, changed) => {
  expect(chainHash(previous, payoutId, changed)).not.toBe(link)
})
