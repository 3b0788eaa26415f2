import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { findPhp, findPython } from "./find-program.ts"
import { printScore, toJsonLine } from "./print-score.ts"
import { scoreClient } from "./score-client.ts"

const clients = fileURLToPath(new URL("../../../e2e/clients/", import.meta.url))
const hundi = `'${process.execPath}' --conditions=hundi-source '${fileURLToPath(new URL("./hundi-client.ts", import.meta.url))}'`
const php = findPhp()
const python = findPython()
const LONG_MS = 600_000
/** A busy machine takes longer than the two minutes that a score should take, and says nothing about the client. */
const LIMIT_MS = 540_000
const none = { paidTwice: 0, lost: 0, misStated: 0, stray: 0, works: true }

// Each has a bank of its own, and spends its time waiting: side by side they take as long as the slowest.
describe.concurrent("score-client under the whole list of faults", () => {
  it.skipIf(php === undefined)("the retry logic of the guide pays twice, and the table says where", async () => {
    const score = await scoreClient({ client: `${php} '${clients}php/guide-client.php'`, bankTimeoutMs: 1500, limitMs: LIMIT_MS })
    expect(score.works).toBe(true)
    const twice = score.verdicts.filter(({ wrong }) => wrong.includes("paid twice")).map(({ fault }) => fault)
    expect(score.paidTwice).toBe(twice.length)
    // What it calls retryable, and what it takes for "did not go through" after a time-out.
    expect(twice).toEqual(expect.arrayContaining([
      "act-code 30", "act-code 91", "act-code U78", "not-found-for-a-while", "late answer, then on enquiry act-code 25"
    ]))
    expect(twice).toContainEqual(expect.stringContaining("999000000091"))
    // Without trouble it works, and a refusal is not tried again: the score does not blame it for everything.
    expect(twice).not.toContain("none")
    expect(twice).not.toContain("act-code 52")
    expect(printScore(score, "wrong")).toMatch(/act-code 91 +yes +2 +paid +PAID TWICE/)
    const line = JSON.parse(toJsonLine(score)) as { paidTwice: number; where: { fault: string }[] }
    expect(line.paidTwice).toBe(score.paidTwice)
    expect(line.where.map(({ fault }) => fault)).toEqual(expect.arrayContaining(twice))
  }, LONG_MS)

  it("Hundi's worker scores 0", async () => {
    const score = await scoreClient({ client: hundi, bankTimeoutMs: 1000, limitMs: LIMIT_MS })
    expect(printScore(score, "wrong")).not.toContain("TWICE")
    expect(score).toMatchObject(none)
    // Most of it was paid, and much of what went wrong on the way was found out: a client that stops at the first fault scores 0 too.
    expect(score.verdicts.filter(({ moneyMoved }) => moneyMoved).length).toBeGreaterThan(score.payouts / 2)
    expect(score.verdicts.filter(({ said }) => said === "paid").length).toBeGreaterThan(score.payouts / 3)
  }, LONG_MS)

  it("Hundi's worker scores 0 when it is killed in the middle and runs again", async () => {
    const said: string[] = []
    const score = await scoreClient({
      client: hundi,
      bankTimeoutMs: 1000,
      limitMs: LIMIT_MS,
      crash: true,
      say: (line) => void said.push(line)
    })
    expect(said).toContainEqual(expect.stringMatching(/^killed after [1-9]/))
    expect(score).toMatchObject(none)
  }, LONG_MS)

  it.skipIf(python === undefined)("a careful client that shares nothing with the project scores 0, killed in the middle too", async () => {
    const score = await scoreClient({
      client: `${python} '${clients}python/careful_client.py'`,
      bankTimeoutMs: 1000,
      limitMs: LIMIT_MS,
      crash: true
    })
    expect(score).toMatchObject(none)
  }, LONG_MS)

  it.skipIf(php === undefined)("the guide's client, which writes nothing down, pays again what it had paid before it was killed", async () => {
    const score = await scoreClient({ client: `${php} '${clients}php/guide-client.php'`, bankTimeoutMs: 1000, limitMs: LIMIT_MS, crash: true })
    expect(score.verdicts.filter(({ fault, debits }) => fault === "none" && debits === 2)).toHaveLength(3)
  }, LONG_MS)
})
