import { istDate, istMidnight } from "@hundi/catalog/calendar"
import { Sensitive } from "@hundi/core"
import { openSqliteJournal } from "@hundi/journal/sqlite"
import { createRestore } from "@hundi/operations/restore"
import { openOperationsSql } from "@hundi/operations/sqlite"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { type Command, parseCommand } from "../cli/parse-command.ts"
import { newStateFolder, writeFile } from "../doctor/testing.ts"
import { reject } from "./approval-commands.ts"
import { restore } from "./restore-commands.ts"

const DAY_MS = 86_400_000
/** Frozen so long ago that T+2 is over, and every day of the statement too. */
const FROZEN = Date.now() - 9 * DAY_MS
const [SINCE, TODAY] = [istDate(FROZEN - 40 * DAY_MS), istDate(Date.now())]
/** A reference of the day of the freeze. */
const LOST = `P01${(Math.round((istMidnight(istDate(FROZEN)) - istMidnight("2020-01-01")) / DAY_MS)).toString(36).toUpperCase().padStart(3, "0")}00000000A`
let folder: ReturnType<typeof newStateFolder>

/** A journal that was restored: P1 waits in it, and was paid after the backup. */
beforeEach(async () => {
  folder = newStateFolder()
  vi.stubEnv("HUNDI_STATE", folder.root)
  vi.stubEnv("HUNDI_POLICY_FILE", writeFile(folder, "policy.json", '{"newBeneficiary": null}'))
  const [journal, sql] = [openSqliteJournal(folder.journal), openOperationsSql(folder.journal)]
  const beneficiary = { name: new Sensitive("Uma Nair", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
  const order = { tenant: "default", payoutId: "P1", idempotencyKey: "P1", amountPaise: 10_050n, beneficiary, remark: "", operation: "composite.imps.pay", rail: "imps" as const }
  await journal.accept([{ id: "default/P1", order, fingerprint: "f", beneficiaryHash: "b", scope: "s", dueAt: FROZEN }], FROZEN)
  await createRestore({ sql, journal, owner: "01", now: () => FROZEN, environment: "P", rails: ["imps"] }).freeze("the journal is older than its anchors")
  sql.close()
  await journal.close()
})
afterEach(() => vi.unstubAllEnvs())

const run = async (...args: readonly string[]) => {
  const said: string[] = []
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0)
  try {
    const work = { restore, reject }[args[0] as "restore" | "reject"] as (command: Command) => Promise<number>
    return { code: await work(parseCommand(args)), out: said.join("") }
  } finally {
    spy.mockRestore()
  }
}
const statement = (...rows: readonly string[]): string => writeFile(folder, "statement.csv", ["day,amount,narration", ...rows].join("\n"))
const compare = (file: string) => run("restore", "compare", file, "--from", SINCE, "--to", TODAY)

describe("restore", () => {
  it("says what is missing, takes people's words, and lets payments go when nothing is missing", async () => {
    expect(await run("restore", "status")).toMatchObject({ code: 1, out: expect.stringMatching(/^SENDS ARE FROZEN[^]*missing: a complete statement from/) })
    await expect(run("reject", "P1", "--by", "ravi", "--reason", "not owed")).rejects.toThrow("it may have been paid after the backup")
    await expect(run("restore", "lift", "--by", "asha")).rejects.toThrow("sends stay frozen: a complete statement")
    const day = istDate(FROZEN)
    const file = statement(`${day},-100.50,MMT/IMPS/600000000001/${LOST}/UMA NAIR/TEST`, `${day},-7.5,MONTHLY CHARGES`, `${day},10,MMT/IMPS/600000000002/SOMEBODY`)
    const { out } = await compare(file)
    const [lost = ""] = new RegExp(`([0-9a-f]{16}): Rs 100\\.50 debited on ${day}, number 600000000001, our reference ${LOST}`).exec(out)?.slice(1) ?? []
    const [charge = ""] = /([0-9a-f]{16}): Rs 7\.50 debited/.exec(out)?.slice(1) ?? []
    expect(out).toContain(`hundi-worker restore assign ${lost} --payout ID --by NAME --reason TEXT`)
    const word = ["--reason", "so says the bank", "--by"]
    expect((await run("restore", "assign", lost, "--payout", "P1", ...word, "asha")).out).toContain("the bank is asked about it now, and its answer decides")
    expect((await run("restore", "dismiss", charge, ...word, "asha")).out).toContain("a second person must say the same")
    await expect(run("restore", "dismiss", charge, ...word, "asha")).rejects.toThrow("the second person must be another one")
    expect((await run("restore", "dismiss", charge, ...word, "ravi")).out).toContain("is no payment of this journal")
    expect((await compare(file)).out).toContain("missing: 1 payments are still being asked about")

    const journal = openSqliteJournal(folder.journal)
    const work = await journal.claim("default/P1", { owner: "01", now: Date.now(), leaseMs: 1000 })
    expect(work?.attempt).toMatchObject({ reference: LOST, state: "unknown" })
    const holder = { payoutId: "default/P1", reference: LOST, epoch: work?.epoch ?? 0, at: Date.now() }
    await journal.record(holder, { attempt: { state: "settled", rrn: "600000000001" }, payout: { status: "settled", dueAt: null }, event: { kind: "settled", detail: {} } })
    await journal.close()

    expect((await run("restore", "status")).out).toContain("nothing is missing. Two people: hundi-worker restore lift --by NAME")
    expect((await run("restore", "lift", "--by", "asha")).out).toContain("a second person must say the same")
    expect((await run("restore", "lift", "--by", "ravi")).out).toContain("asha and ravi have lifted the freeze: payouts go again.")
    expect(await run("restore", "status")).toMatchObject({ code: 0, out: expect.stringContaining("nothing is frozen") })
  })

  it.each([
    ["31-01-2030,-1.00,X", "line 2 of the statement, column day"],
    ["2030-01-31,1e3,X", "line 2 of the statement, column amount"],
    ['2030-01-31,"-1', "it must be CSV with the columns day, amount, narration"]
  ])("names what is wrong with a statement, and repeats nothing of it: %s", async (row, message) => {
    await expect(compare(statement(row))).rejects.toThrow(message)
  })

  it("names what is wrong with a command", async () => {
    await expect(compare("/nowhere.csv")).rejects.toThrow("the file cannot be read (ENOENT)")
    await expect(run("restore", "undo")).rejects.toThrow("restore knows status, compare, assign, dismiss, lift")
    await expect(run("restore", "compare", "f.csv", "--from", "2030-02-31x", "--to", TODAY)).rejects.toThrow("--from must be a date that exists")
    await expect(run("restore", "assign", "none", "--payout", "P1", "--by", "asha", "--reason", "x")).rejects.toThrow("there is no such line")
    expect(JSON.parse((await run("restore", "status", "--json")).out)).toMatchObject({ frozen: true, open: [], asking: [] })
  })
})
