import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { DAY, makeBooks } from "./testing/make-books.ts"
import { runCli } from "./testing/run-cli.ts"

const folder = mkdtempSync(join(tmpdir(), "hundi-recon-"))
let statement = ""
beforeAll(async () => {
  statement = await makeBooks(folder, { payouts: 40, extra: [["IMPS CHG/603100000001", 500n], ["ATM WDL 17", 7_700n]], without: [3], returned: [5] })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const cli = (...args: readonly string[]) => runCli(folder, ...args)
/** Long after every window has closed. */
const AS_OF = ["--as-of", "2030-02-08"]
const json = (text: string): Record<string, any> => JSON.parse(text.trim().split("\n").at(-1) ?? "") as Record<string, any>

describe("run", () => {
  it("says what agrees and what does not, in rupees; a rehearsal keeps nothing", () => {
    const { code, stdout, stderr } = cli("run", "--statement", statement, ...AS_OF, "--dry-run")
    expect([code, stderr]).toEqual([3, "\nA rehearsal: nothing was kept.\n"])
    expect(stdout).toContain("Account ..4321, 2030-01-31")
    expect(stdout).toMatch(/Matched +38 +Rs 3,854\.04/)
    expect(stdout).toMatch(/Sent, no debit, 2030-01-31: our payment of Rs 100\.21, the statement shows nothing\n +The journal/)
    expect(stdout).toContain("statement.csv line 44: debit Rs 77.00, ATM WDL 17")
    expect(stdout).not.toContain("000000004321")
    expect(existsSync(join(folder, "recon", "runs"))).toBe(false)
  })

  it("keeps a run under its digest: the same inputs are the same run", () => {
    const [one, other] = [cli("run", "--statement", statement, ...AS_OF, "--json"), cli("run", "--statement", statement, ...AS_OF, "--json")]
    expect(json(one.stdout)).toEqual(json(other.stdout))
    expect(json(one.stdout)).toMatchObject({ exitCode: 3, peopleFindings: 2, counts: { matched: { findings: 38 }, charge: { findings: 1, paise: "500" } } })
    expect(existsSync(join(folder, "recon", "runs", json(one.stdout)["digest"] as string, "run.json"))).toBe(true)
  })

  it("ends with 0 when everything agrees, and takes a ledger of one's own", async () => {
    const clean = mkdtempSync(join(tmpdir(), "hundi-clean-"))
    const path = await makeBooks(clean, { payouts: 3 })
    expect(runCli(clean, "run", "--statement", path, ...AS_OF)).toMatchObject({ code: 0, stdout: expect.stringContaining("Every rupee agrees") })
    const rows = [0, 1, 2].map((index) => `INV-${index},T012AV00000000${index},${(10_000 + index * 7) / 100},31/01/2030`)
    writeFileSync(join(clean, "erp.csv"), ["Voucher,Ref,Amount,Date", ...rows, ""].join("\n"))
    writeFileSync(join(clean, "erp.json"), JSON.stringify({
      kind: "ledger", dateFormat: "dd/mm/yyyy", defaults: { account: "000000004321", rail: "imps" },
      columns: { payoutId: "Voucher", reference: "Ref", amount: "Amount", businessDate: "Date" }
    }))
    expect(runCli(clean, "run", "--statement", path, ...AS_OF, "--ledger", join(clean, "erp.csv"), "--mapping", join(clean, "erp.json"))).toMatchObject({ code: 0 })
    rmSync(clean, { recursive: true, force: true })
  })

  it.each([
    [["--statement", "STATEMENT", "--as-of", "31/01/2030"], "--as-of must be a date"], [[], "--statement is needed"], [["--statement", "/nowhere.csv"], "there is no file /nowhere.csv"], [["--statement", "STATEMENT", "--save"], "--by is needed"],
    [["--statement", "STATEMENT", "--rules", "/nowhere"], "--rules: /nowhere cannot be read (ENOENT)"], [["--statement", "STATEMENT", "--journal", "/nowhere"], "there is no journal at /nowhere"],
    [["--statement", "STATEMENT", "--account", "12"], "6 to 18 digits"], [["--statement", "STATEMENT", "--memory", "1"], "--memory must be a whole number"], [["--statement", "STATEMENT", "--opening", "ten"], "--opening is in rupees"]
  ])("%j is refused with 1", (args, message) => {
    const { code, stderr } = cli("run", ...args.map((arg) => (arg === "STATEMENT" ? statement : arg)))
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)])
  })

  it("a rules file may change what counts as explained; a slip in it is named", () => {
    const rules = join(folder, "rules.json")
    writeFileSync(rules, JSON.stringify({ version: 1, ownAccounts: ["^ATM WDL"] }))
    expect(json(cli("run", "--statement", statement, ...AS_OF, "--rules", rules, "--dry-run", "--json").stdout)).toMatchObject({ peopleFindings: 1, counts: { "own-account": { findings: 1 } } })
    writeFileSync(rules, JSON.stringify({ version: 1, ownAcounts: [] }))
    expect(cli("run", "--statement", statement, "--rules", rules).stderr).toContain("ownAcounts")
  })
})

describe("after a run", () => {
  it("explains one payment by id, reference, number and finding", () => {
    const { stdout } = cli("explain", "INV-5")
    expect(stdout).toMatch(/Reversed, 2030-01-31: our payment of Rs 100\.35[^]*line 42: credit[^]*Payment INV-5: Rs 100\.35 by IMPS, paid[^]*reference fixed/)
    for (const query of ["T012AV000000005", "603100000005"]) expect(json(cli("explain", query, "--json").stdout)).toMatchObject({ findings: [{ outcome: "reversed" }], payments: [{ payoutId: "INV-5" }] })
    const id = (json(cli("explain", "INV-3", "--json").stdout)["findings"] as { id: string }[])[0]?.id ?? ""
    expect(cli("explain", id.slice(0, 10)).stdout).toContain("Sent, no debit")
    expect(cli("explain", "INV-999")).toMatchObject({ code: 1, stderr: expect.stringContaining("nor the journal knows it") })
  })

  it("the queue, from found to closed by two people; then the period closes and locks", () => {
    expect(cli("exceptions", "list").stderr).toContain("there are no books")
    expect(cli("run", "--statement", statement, ...AS_OF, "--save", "--by", "asha").code).toBe(3)
    const listed = json(cli("exceptions", "list", ...AS_OF, "--json").stdout)["exceptions"] as { id: string; age: string }[]
    expect(listed.map(({ age }) => age)).toEqual(["8 to 30 days", "8 to 30 days"])
    const period = ["--from", DAY, "--to", DAY, "--by", "asha"]
    expect(cli("close", ...period)).toMatchObject({ code: 1, stderr: expect.stringContaining("2 exceptions of account ..4321 still wait") })
    for (const { id } of listed) {
      expect(cli("exceptions", "assign", id.slice(0, 10), "--to", "ravi", "--by", "asha").stdout).toBe("Assigned to ravi.\n")
      expect(cli("exceptions", "close", id, "--reason", "bank letter of the 7th", "--by", "ravi").stdout).toContain("Proposed")
      expect(cli("exceptions", "close", id, "--reason", "once more", "--by", " Ravi ").stderr).toContain("another one")
      expect(cli("exceptions", "close", id, "--reason", "seen", "--by", "asha").stdout).toBe("Closed.\n")
    }
    expect(cli("exceptions", "list").stdout).toBe("Nothing waits for people.\n")
    expect(cli("exceptions", "show", listed[0]?.id ?? "").stdout).toMatch(/opened[^]*assigned[^]*proposed[^]*closed +asha +seen/)
    expect(cli("close", ...period).stdout).toMatch(/= closing balance +9,99,96,063\.96/)
    expect(cli("close", "--list").stdout).toMatch(/\.\.4321 +2030-01-31 +2030-01-31 .* asha +closed/)
    expect(cli("run", "--statement", statement, "--as-of", "2030-02-09", "--save", "--by", "asha").stderr).toContain("is closed: two people must reopen it")
    expect(cli("close", "--reopen", ...period, "--reason", "bank corrected it").stdout).toContain("Proposed")
    expect(cli("close", "--reopen", ...period.slice(0, 5), "ravi", "--reason", "agreed").stdout).toBe("Open again.\n")
  })

  it("exports; a file that is there is not written over", () => {
    for (const format of ["html", "csv", "json", "xlsx"]) {
      const out = join(folder, `day.${format}`)
      expect(cli("export", "--format", format, "--out", out)).toMatchObject({ code: 0, stdout: `${out}\n` })
      expect(cli("export", "--format", format, "--out", out).stderr).toContain("is there already")
    }
    expect(readFileSync(join(folder, "day.html"), "utf8")).toContain("2 differences are for people")
    expect(readFileSync(join(folder, "day.csv"), "utf8").trim().split("\r\n")).toHaveLength(43)
    expect(json(readFileSync(join(folder, "day.json"), "utf8").replaceAll("\n", ""))["findings"]).toHaveLength(42)
    expect(cli("export", "--format", "pdf", "--out", "x").stderr).toContain("--format is one of")
  })

  it("resolve with nothing unknown has nothing to ask", () => {
    expect(cli("resolve")).toMatchObject({ code: 0, stdout: "Nothing is unknown: every payment is proved either way.\n" })
  })

  it("merge refuses runs that share an input", () => {
    const digests = [["2030-02-08"], ["2030-02-10"]].map(([day]) => json(cli("run", "--statement", statement, "--as-of", day ?? "", "--json").stdout)["digest"] as string)
    expect(cli("merge", ...digests)).toMatchObject({ code: 1, stderr: expect.stringMatching(/is in two of the runs/) })
  })
})
