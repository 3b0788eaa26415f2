import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { istDate } from "@hundi/catalog/calendar"
import { openSqliteJournal } from "@hundi/journal/sqlite"
import { createReview } from "@hundi/operations/review"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { makeFile } from "../make-file.ts"
import { type Home, runWorker } from "../run-worker.ts"
import { startBankSim } from "../start-bank-sim.ts"
import { type BankDays, bankDaysOf } from "./bank-days.ts"
import { type ReconAnswer, runRecon } from "./run-recon.ts"

/** What the test reads of `run --json`. */
interface RunJson {
  readonly digest: string
  readonly counts: Readonly<Record<string, { readonly findings: number; readonly paise: string }>>
  readonly totals: readonly { readonly balanced: boolean; readonly unexplainedPaise: string; readonly debitsPaise: string }[]
  readonly examples: readonly { readonly outcome: string; readonly journal: readonly { readonly payoutId: string }[] }[]
}

const found = ({ json }: ReconAnswer): Record<string, number> =>
  Object.fromEntries(
    Object.entries((json as unknown as RunJson).counts).flatMap(([outcome, { findings }]) => (findings === 0 ? [] : [[outcome, findings]]))
  )

/** One story in order: later steps rest on the earlier ones. */
describe("several days at the bank, closed", () => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-recon-e2e-"))
  const at = (name: string): string => join(folder, name)
  let sim: Awaited<ReturnType<typeof startBankSim>>
  let home: Home
  let bank: BankDays
  let [first, last] = ["", ""]
  let csv = ""
  const recon = (...args: readonly string[]): Promise<ReconAnswer> => runRecon(home, ...args)
  const statement = (format: string, charges = "0"): Promise<string> => bank.statement(at(`all.${format}`), { format, from: first, to: last, charges })

  beforeAll(async () => {
    sim = await startBankSim(at("bank"))
    bank = bankDaysOf(sim.url)
    home = { state: at("state"), bankUrl: sim.url, port: 4190, file: at("payouts.csv") }
    // Not in the last half hour of a day in India: the first day's payments are to be of one date.
    if (istDate((await bank.now()) + 1_800_000) !== istDate(await bank.now())) await bank.advance(1_800_000)
    first = istDate(await bank.now())
    writeFileSync(home.file, makeFile(60, "D").csv)
    expect((await runWorker(home)).code).toBe(0)
    await bank.advance(86_400_000)
    // The second day: connections break after the bank has paid.
    await bank.fault({ match: { rail: "imps" }, fault: "drop-after-processing", times: 3 })
    await bank.fault({ match: { rail: "imps" }, fault: "garbled-reply", times: 2 })
    writeFileSync(home.file, makeFile(50, "E").csv)
    expect((await runWorker(home)).summary.doublePaid).toBe(0)
    last = istDate(await bank.now())
    csv = await statement("csv", "1")
  }, 300_000)
  afterAll(async () => {
    await sim.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it("explains every rupee on the second day: exit 2, and nothing is for people", async () => {
    const answer = await recon("run", "--statement", csv, "--as-of", last)
    expect(answer).toMatchObject({ code: 2, json: { exitCode: 2, peopleFindings: 0 } })
    const { totals } = answer.json as unknown as RunJson
    expect(totals).toMatchObject([{ balanced: true, unexplainedPaise: "0" }])
    // What the bank says it debited, charges aside, is what its own ledger holds.
    const debits = (await bank.ledger()).reduce((sum, { amountPaise }) => sum + BigInt(amountPaise), 0n)
    const counts = (answer.json as unknown as RunJson).counts
    const fees = BigInt(counts["charge"]?.paise ?? 0) + BigInt(counts["gst"]?.paise ?? 0)
    const declined = BigInt(counts["declined-with-reversal"]?.paise ?? 0)
    expect(BigInt(totals[0]?.debitsPaise ?? 0) - fees).toBeGreaterThanOrEqual(debits)
    expect(BigInt(totals[0]?.debitsPaise ?? 0) - fees - declined).toBeLessThanOrEqual(debits)
    const again = await recon("run", "--statement", csv, "--as-of", last)
    expect((again.json as unknown as RunJson).digest).toBe((answer.json as unknown as RunJson).digest)
  })

  it("four forms of one statement lead to the same findings", async () => {
    const counts = []
    for (const format of ["csv", "cib", "mt940", "camt053"]) {
      const answer = await recon("run", "--statement", await statement(format), "--as-of", last, "--dry-run", "--from", first, "--to", last)
      expect([format, answer.code, answer.stderr]).toEqual([format, 2, ""])
      counts.push(found(answer))
    }
    expect(new Set(counts.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(counts[0]?.["matched"]).toBeGreaterThan(80)
  })

  it("refuses a statement that is cut, and one of another account, by file and rule", async () => {
    const lines = readFileSync(csv, "utf8").split("\r\n")
    writeFileSync(at("cut.csv"), `${lines.slice(0, -3).join("\r\n")}\r\n`)
    writeFileSync(at("hole.csv"), [...lines.slice(0, 20), ...lines.slice(21)].join("\r\n"))
    const cases = [
      ["cut.csv", /RECON_INPUT_(TRUNCATED|BALANCE)/, []],
      ["hole.csv", /RECON_INPUT_BALANCE/, []],
      ["all.mt940", /RECON_INPUT_ACCOUNT/, ["--account", "000000000001"]]
    ] as const
    for (const [file, code, args] of cases) {
      const answer = await recon("run", "--statement", at(file), "--as-of", last, ...args)
      expect(answer.code).toBe(1)
      const text = expect.any(String) as unknown
      expect(answer.json).toMatchObject({ error: { code: expect.stringMatching(code) as unknown, file, rule: text, fix: text } })
    }
  })

  it("resolve says what it would ask and touches nothing; with --apply it settles the unknowns, and never sends", async () => {
    const plan = await recon("resolve")
    const { wouldAsk } = plan.json as { wouldAsk: readonly { payout: string; status: string }[] }
    expect(plan.code).toBe(2)
    expect(wouldAsk.length).toBeGreaterThan(8)
    const debitsBefore = (await bank.ledger()).length

    await bank.advance(5 * 60_000)
    const asked = (await recon("resolve", "--apply", "--by", "asha")).json as { asked: readonly { before: string; after: string }[]; left: readonly unknown[] }
    expect(asked.asked.filter(({ after }) => after === "settled").length).toBeGreaterThan(1)
    last = await bank.advanceToBusinessDay(last, 2)
    // Past the time at which whoever is still unknown goes to people.
    await bank.advance(14 * 3_600_000)
    last = istDate(await bank.now())
    const rest = await recon("resolve", "--apply", "--by", "asha")
    const left = (rest.json as { left: readonly { payout: string; status: string }[] }).left
    // On each day: the one that the bank never got, and the one that it will not speak of.
    expect([rest.code, left.map(({ status }) => status)]).toEqual([2, ["review", "review", "review", "review"]])
    expect((await bank.ledger()).length).toBe(debitsBefore)
  })

  it("money that nobody can explain ends with 3, and waits for people; two people decide, and the month closes", async () => {
    csv = await statement("csv", "1")
    const open = await recon("run", "--statement", csv, "--as-of", last, "--save", "--by", "asha")
    expect(open.code).toBe(3)
    const { examples } = open.json as unknown as RunJson
    expect(examples.map(({ outcome }) => outcome)).toEqual(["sent-no-debit", "sent-no-debit"])
    const listed = (await recon("exceptions", "list", "--as-of", last)).json as { exceptions: readonly { id: string; payoutIds: readonly string[] }[] }
    expect(listed.exceptions).toHaveLength(2)
    const account = (JSON.parse(readFileSync(join(home.state, "partner.json"), "utf8")) as { debitAccount: string }).debitAccount
    expect((await recon("close", "--from", first, "--to", last, "--by", "asha")).json).toMatchObject({ error: { code: "NOT_PROVED" } })

    const journal = openSqliteJournal(join(home.state, "journal.sqlite"))
    const nowMs = await bank.now()
    const review = createReview({ journal, owner: "90", now: () => nowMs })
    for (const { payoutIds } of listed.exceptions) {
      const order = { payoutId: payoutIds[0] ?? "", action: "confirm-not-paid", reason: "not on the whole statement", statementFrom: first, statementTo: last } as const
      await review.act({ ...order, by: "asha" })
      expect((await review.act({ ...order, by: "ravi" })).decided).toBe(true)
    }
    expect(await journal.verify()).toEqual([])
    await journal.close()

    const closed = await recon("run", "--statement", csv, "--as-of", last, "--save", "--by", "asha")
    expect(closed).toMatchObject({ code: 2, json: { peopleFindings: 0 } })
    expect((await recon("exceptions", "list", "--as-of", last)).json).toMatchObject({ exceptions: [] })
    expect((await recon("close", "--from", first, "--to", last, "--by", "asha")).json).toMatchObject({ done: "closed", proof: { account: `..${account.slice(-4)}` } })
    expect((await recon("run", "--statement", await statement("csv"), "--as-of", last, "--save", "--by", "asha")).json).toMatchObject({ error: { code: "LOCKED" } })
  })

  it("exports a report without an account, and a ledger that sums to zero", async () => {
    expect((await recon("export", "--format", "html", "--out", at("day.html"))).code).toBe(0)
    const html = readFileSync(at("day.html"), "utf8")
    expect(html).toContain("Every rupee is explained")
    expect(html).not.toMatch(/\b\d{12}(?!\/)\b.*account|<script/)
    writeFileSync(at("gl.json"), (await recon("export", "--format", "gl", "--sample")).stdout)
    expect((await recon("export", "--format", "gl", "--mapping", at("gl.json"), "--out", at("gl.csv"))).code).toBe(0)
    const rows = readFileSync(at("gl.csv"), "utf8").trim().split("\r\n").slice(1).map((row) => row.split(","))
    const paise = (text: string | undefined): bigint => BigInt((text || "0.00").replace(".", ""))
    expect(rows.reduce((sum, row) => sum + paise(row[4]) - paise(row[5]), 0n)).toBe(0n)
    expect(rows.length).toBeGreaterThan(200)
  })
}, 600_000)
