import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { breaks } from "./breaks.ts"
import { readCorpus, runShards, seedsOf, type Shard } from "./run-shards.ts"
import { runSimulation } from "./run-simulation.ts"

const main = fileURLToPath(new URL("main.ts", import.meta.url))
const sim = (...args: readonly string[]) =>
  spawnSync(process.execPath, ["--conditions=hundi-source", main, "--json", ...args], { encoding: "utf8" })
const clean = { doublePays: [], lost: [], stuck: [], violations: [] }
const digest = (lines: readonly string[]): string => createHash("sha256").update(lines.join("\n")).digest("hex")

/** Every port call on the path of a payout; each must be crashed before and after. */
const PLACES = [
  "journal.accept",
  "journal.cancel",
  "journal.claim",
  "journal.claimDue",
  "journal.get",
  "journal.markSending",
  "journal.nextDueAt",
  "journal.record",
  "journal.release",
  "journal.reserve",
  "journal.takeOver",
  "sealer.open",
  "sealer.seal",
  "transport.send"
].flatMap((place) => [`${place}:after`, `${place}:before`])
const WIRE = ["garbled", "journal-refuses", "late-arrival", "lost-reply", "lost-request", "refused", "slow-reply", "stall-past-lease"]

describe("the payout laws under simulation", () => {
  it("nobody is paid twice, nothing is lost or stuck; every port call was crashed before and after, and every fault met", async () => {
    const { verdict, crashes, faults, owners } = await runSimulation({ seed: 7, payouts: 1200 })
    expect(verdict).toEqual(clean)
    expect(Object.keys(crashes)).toEqual(PLACES)
    expect(Object.keys(faults)).toEqual(expect.arrayContaining(WIRE))
    expect(Object.keys(faults).filter((name) => name.startsWith("magic-"))).toHaveLength(16)
    // The owners tried what must be refused, and what is allowed.
    expect(owners["retry-LIVE_ATTEMPT"]).toBeGreaterThan(100)
    expect(owners["retry-taken"]).toBeGreaterThan(20)
    expect(owners["cancel-taken"]).toBeGreaterThan(5)
    expect(owners["cancel-LIVE_ATTEMPT"]).toBeGreaterThan(20)
  }, 120_000)

  it.each([21, 22, 23, 24])(
    "seed %i",
    async (seed) => {
      expect((await runSimulation({ seed, payouts: 150 })).verdict).toEqual(clean)
    },
    60_000
  )

  it("the same seed gives the same trace, byte for byte; another seed another", async () => {
    const [one, same, other] = [
      await runSimulation({ seed: 3, payouts: 80, keepTrace: true }),
      await runSimulation({ seed: 3, payouts: 80, keepTrace: true }),
      await runSimulation({ seed: 4, payouts: 80, keepTrace: true })
    ]
    expect(one.trace.length).toBeGreaterThan(1000)
    expect(digest(same.trace)).toBe(digest(one.trace))
    expect(digest(other.trace)).not.toBe(digest(one.trace))
  }, 60_000)
})

describe("many small worlds, each of a seed of its own", () => {
  const run = (shards: readonly Shard[]) => runShards(shards, {})

  it("a bad week, a hundred times over", async () => {
    const { failed, payouts, crashes, faults } = await run(seedsOf(1, 100, 50, "windy"))
    expect(failed).toEqual([])
    expect(payouts).toBe(5000)
    expect(crashes).toBeGreaterThan(500)
    expect(faults).toBeGreaterThan(500)
  }, 240_000)

  it("fair weather, three hundred times over", async () => {
    expect((await run(seedsOf(1, 300, 50, "fair"))).failed).toEqual([])
  }, 240_000)

  it("every seed that ever failed", async () => {
    const corpus = readCorpus(new URL("../corpus.json", import.meta.url))
    if (corpus.length > 0) expect((await run(corpus)).failed).toEqual([])
  }, 240_000)

  it("a broken law is found in a world, and named with what replays it", async () => {
    const { failed, doublePays } = await runShards(seedsOf(1, 4, 100, "rough"), { broken: "L3" })
    expect(doublePays).toBeGreaterThan(0)
    expect(failed[0]?.findings[0]).toMatch(/^doublePays: default\/S\d+$/)
  }, 120_000)
})

describe("sim --break", () => {
  it.each(breaks.map((one) => [one.law, one.what]))(
    "%s: %s: money is paid twice, and the run says so",
    (law) => {
      const result = sim("--payouts", "200", "--break", law)
      expect(result.status).toBe(1)
      expect(JSON.parse(result.stdout.trim().split("\n").at(-1) ?? "")).toMatchObject({
        payouts: 200,
        doublePays: expect.any(Number) as number
      })
      expect((JSON.parse(result.stdout) as { doublePays: number }).doublePays).toBeGreaterThan(0)
      expect(result.stderr).toContain(`--break ${law}`)
    },
    60_000
  )

  it("a law that has no break, and a bad option, are usage errors", () => {
    expect(sim("--break", "L11").status).toBe(2)
    expect(sim("--payouts", "many").stderr).toContain("--payouts takes a whole number")
  })
})
