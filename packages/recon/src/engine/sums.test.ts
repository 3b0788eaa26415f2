import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { openDatabase } from "./database.ts"
import { labelGroups } from "./label-groups.ts"
import { findSums } from "./match-sums.ts"

const rows = (...paise: readonly bigint[]) => paise.map((one, id) => ({ id, paise: one }))

describe("sums of a few", () => {
  it.each([
    ["all against one", rows(1n, 2n, 4n), rows(7n), { whole: true, entries: [0, 1, 2], lines: [0] }],
    ["one against all", rows(7n), rows(1n, 2n, 4n), { whole: true, entries: [0], lines: [0, 1, 2] }],
    ["some against one", rows(1n, 2n, 9n), rows(3n), { whole: false, entries: [0, 1], lines: [0] }],
    ["more than one way", rows(1n, 2n, 2n), rows(3n), null],
    ["nothing", rows(1n, 2n), rows(4n), null],
    ["nobody", [], rows(4n), null]
  ])("%s", (_, entries, lines, expected) => {
    expect(findSums(entries, lines)).toEqual(expected)
  })
})

describe("what hangs together", () => {
  it("is what a search from every node reaches", async () => {
    const db = await openDatabase({ threads: "1" })
    try {
      const graphs = fc.array(fc.tuple(fc.nat({ max: 14 }), fc.nat({ max: 14 })), { minLength: 1, maxLength: 16 })
      await fc.assert(fc.asyncProperty(graphs, async (edges) => {
        await db.run(`CREATE OR REPLACE TABLE edges AS SELECT * FROM (VALUES ${edges.map(([a, b]) => `(${a}::BIGINT, ${b}::BIGINT)`).join(", ")}) e (a, b)`)
        await labelGroups(db, "edges", "labels")
        const found = await db.rows("SELECT node, label FROM labels ORDER BY node")
        expect(found.map(({ node, label }) => [Number(node), Number(label)])).toEqual(reachLeast(edges))
      }), { numRuns: 25 })
    } finally {
      db.close()
    }
  })
})

const reachLeast = (edges: readonly (readonly [number, number])[]): readonly (readonly number[])[] => {
  const nodes = [...new Set(edges.flat())].toSorted((a, b) => a - b)
  return nodes.map((start) => {
    const seen = new Set([start])
    for (const node of seen) for (const [a, b] of edges) { if (a === node) seen.add(b); if (b === node) seen.add(a) }
    return [start, Math.min(...seen)]
  })
}
