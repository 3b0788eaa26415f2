import { describe, expect, it } from "vitest"
import { makeCorpus } from "./make-corpus.ts"
import { scenarios } from "./scenarios.ts"
import { scoreCorpus } from "./score-corpus.ts"

describe("the corpus with known truth, a cut of 20,000 lines", () => {
  it("has no false match, and finds what can be found", async () => {
    const corpus = makeCorpus(11, 20_000)
    // Every story is told.
    expect(new Set(corpus.groups.map(({ story }) => story))).toEqual(new Set(Object.keys(scenarios)))
    const { score, run } = await scoreCorpus(corpus)
    console.log(JSON.stringify(score))
    expect(score.misses).toEqual({})
    expect(score.falseMatches).toBe(0)
    expect(score.recallPercent).toBeGreaterThanOrEqual(99.5)
    expect(score.balanced).toBe(true)
    expect(run.totals).toHaveLength(1)
  })

  it("is the same for the same seed, and gives the same run", async () => {
    const runs = [await scoreCorpus(makeCorpus(3, 2_000), 1), await scoreCorpus(makeCorpus(3, 2_000), 2)]
    expect(runs[0]?.run.digest).toBe(runs[1]?.run.digest)
    expect(runs[0]?.run.digest).toMatch(/^[0-9a-f]{64}$/)
  })
})
