import { expect, it } from "vitest"
import { anchorHash, chainHash, GENESIS } from "./journal-rules.ts"

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

const head = { payoutId: "default/P1", seq: 2, hash: link }
const anchor = anchorHash(GENESIS, { no: 1, at: 1 }, [head])

it.each([
  ["the anchor before it", "1".repeat(64), { no: 1, at: 1 }, [head]],
  ["its number", GENESIS, { no: 2, at: 1 }, [head]],
  ["its time", GENESIS, { no: 1, at: 2 }, [head]],
  ["the end of a chain", GENESIS, { no: 1, at: 1 }, [{ ...head, hash: "1".repeat(64) }]],
  ["the length of a chain", GENESIS, { no: 1, at: 1 }, [{ ...head, seq: 3 }]],
  ["whose chain it is", GENESIS, { no: 1, at: 1 }, [{ ...head, payoutId: "default/P2" }]],
  ["one chain more", GENESIS, { no: 1, at: 1 }, [head, head]]
])("L9: an anchor changes with %s", (_, previous, about, heads) => {
  expect(anchorHash(previous, about, heads)).not.toBe(anchor)
})
