import { expect, it } from "vitest"
import { type CrashResult, crashRun, isClean } from "./crash-run.ts"
import { magic } from "./crash/mixed-file.ts"

const KILLS = 50

it(`${KILLS} kills of real workers on SQLite: nobody is paid twice, nothing is lost or stuck, journal and ledger agree`, async () => {
  // Another run each time; the seed is in what a failure prints.
  const result = await crashRun({ kills: KILLS, seed: Date.now() % 1_000_000, say: () => undefined })
  const nothing = { doublePaid: [], lost: [], stuck: [], differences: [], sentTwice: [], surprises: [] }
  expect(findingsOf(result)).toEqual({ ...nothing, audit: true, seed: result.seed })
  expect(isClean(result)).toBe(true)
  expect(result.ledgerPaise).toBe(result.journalPaise)

  // What makes it a test: the kills found payouts on the wire, all rails and fates were there, and some things were cancelled and retried.
  expect(result.kills).toBe(KILLS)
  expect(result.recovered).toBeGreaterThan(KILLS / 2)
  expect(result.fromFiles).toBeGreaterThan(3 * magic.length)
  expect(Object.keys(result.byRail).sort()).toEqual(["imps", "neft", "rtgs", "upi"])
  expect(Object.keys(result.byStatus).sort()).toEqual(["cancelled", "failed", "review", "settled"])
  expect(result.journalPaise).toBeGreaterThan(0n)
  expect(result.returnedLaterPaise).toBeGreaterThan(0n)
}, 400_000)

const findingsOf = ({ seed, doublePaid, lost, stuck, differences, sentTwice, surprises, audit }: CrashResult) => ({
  ...{ seed, doublePaid, lost, stuck, differences, sentTwice, surprises },
  audit: audit.ok
})
