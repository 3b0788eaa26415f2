import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { csvColumns } from "./csv/read-payouts-csv.ts"

const mainPath = fileURLToPath(new URL("./main.ts", import.meta.url))
const folder = mkdtempSync(join(tmpdir(), "hundi-worker-"))
const state = join(folder, "state")
const file = join(folder, "payouts.csv")

/** Each magic account of the simulator once, and plain ones around them. */
const magic = ["010", "011", "012", "013", "014", "020", "021", "030", "031", "040", "041", "050", "052", "110", "091", "097"]
const plain = (id: string, changes: Partial<Record<(typeof csvColumns)[number], string>> = {}): string => {
  const row: Record<string, string> = { payout_id: id, amount: "10.50", beneficiary_name: "Asha", account_number: `00${id.padStart(10, "1")}`, ifsc: "TEST0000001", remark: "wages", ...changes }
  return csvColumns.map((column) => row[column]).join(",")
}
const rows = [
  ...Array.from({ length: 19 }, (_, n) => plain(String(n), { beneficiary_name: n % 2 === 0 ? "சென்னை" : "मेहता" })),
  ...magic.map((tail) => plain(`M${tail}`, { account_number: `999000000${tail}`, amount: "11.00" })),
  plain("0", { beneficiary_name: "சென்னை" }),
  plain("1", { amount: "99.00" }),
  plain("B1", { ifsc: "TEST1000001", account_number: "000000000001" }),
  plain("B2", { amount: "0.50", account_number: "000000000001" }),
  plain("B3", { amount: "1.234", account_number: "000000000001" })
]

const start = (args: readonly string[], env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, ["--conditions=hundi-source", mainPath, ...args], {
    env: { PATH: process.env["PATH"], HUNDI_STATE: state, HUNDI_PORT: "0", HUNDI_BANK_TIMEOUT_MS: "1000", ...env },
    stdio: ["ignore", "pipe", "pipe"]
  })
  let [out, err] = ["", ""]
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text))
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text))
  const ended = new Promise<{ code: number | null; out: string; err: string; last: () => Record<string, number> }>((resolve) =>
    child.once("close", (code) => resolve({ code, out, err, last: () => JSON.parse(out.trimEnd().split("\n").at(-1) ?? "") }))
  )
  /** Waits until the worker has said something; a worker that ended first will never say it. */
  const said = async (text: string): Promise<void> => {
    while (!err.includes(text)) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the worker ended without saying «${text}»: ${err}`)
      await sleep(20)
    }
  }
  return { child, ended, said, err: () => err }
}
const run = (args: readonly string[], env?: Record<string, string>) => start(args, env).ended

describe("usage and set-up errors end with code 2, and name what is wrong", () => {
  it.each([
    [["demo", "--jsom"], {}, "--jsom"],
    [["serve"], {}, "HUNDI_BANK_URL is not set"],
    [["serve", "--host", "0.0.0.0"], {}, "without HUNDI_TOKEN"],
    [["pay", "/nowhere/at/all.csv"], {}, "cannot be read: ENOENT"],
    [["pay", file], { HUNDI_BANK_URL: "https://bank.invalid", HUNDI_API_KEY: "made-up-secret" }, "HUNDI_BC_ID"],
    [["verify-audit"], { HUNDI_STATE: join(folder, "none") }, "there is no journal"]
  ])("%j", async (args, env, message) => {
    writeFileSync(file, [csvColumns.join(","), ...rows].map((row) => `${row}\n`).join(""))
    const { code, err } = await run(args, env)
    expect(code).toBe(2)
    expect(err).toContain(message)
    expect(err).not.toMatch(/made-up-secret|\n\s+at /)
  })
})

describe("a file of 40 rows with each magic account, against the simulator", () => {
  let first: Awaited<ReturnType<typeof run>>
  beforeAll(async () => {
    writeFileSync(file, [csvColumns.join(","), ...rows].map((row) => `${row}\n`).join(""))
    // Killed without warning as soon as payments run: the next run takes over what this one left.
    const killed = start(["demo", "--file", file, "--exit-when-done", "--json"])
    await killed.said("payouts taken on")
    await sleep(150)
    killed.child.kill("SIGKILL")
    await killed.ended
    first = await run(["demo", "--file", file, "--exit-when-done", "--json"])
  }, 150_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it("after a kill in its midst pays each payout once, and its summary adds up", () => {
    expect(first.err).not.toContain("fault ")
    expect(first.code).toBe(0)
    const summary = first.last()
    expect(Object.keys(summary)).toEqual([
      "payouts", "invalid", "settled", "accepted", "rejected", "pending", "unknown", "review", "reversed", "notSent", "doublePaid", "bankDebits", "elapsedMs"
    ])
    expect(summary).toMatchObject({ payouts: 35, invalid: 4, doublePaid: 0, rejected: 3, notSent: 0 })
    const outcomes = ["settled", "accepted", "rejected", "pending", "unknown", "review", "reversed", "notSent"]
    expect(outcomes.reduce((sum, name) => sum + (summary[name] ?? 0), 0)).toBe(summary["payouts"])
    // Of the open ones the bank debited 020 021 030 031 050 091; 011 never reached it, nor did what the kill cut off in time.
    // Sixteen sends at most were under way at the kill; on a busy machine none of them may have reached the bank.
    expect(summary["settled"]).toBeGreaterThanOrEqual(20 - 16)
    expect(summary["settled"]! + summary["unknown"]!).toBeGreaterThanOrEqual(30)
    expect(summary["bankDebits"]).toBeGreaterThanOrEqual(summary["settled"]!)
    expect(summary["bankDebits"]).toBeLessThanOrEqual(summary["settled"]! + summary["unknown"]!)
  })
  it("names each bad row by line, column and rule", () => {
    expect(first.err).toContain("line 38, column amount: the payout_id is taken by a payout with another amount")
    expect(first.err).toContain("line 39, column ifsc: ")
    expect(first.err).toContain("line 40, column amount: at least 1.00 rupee")
    expect(first.err).toContain("line 41, column amount: rupees have at most two decimals")
  })
  it("running it again pays nothing, and says so; the page serves meanwhile and stops on SIGTERM", async () => {
    const again = start(["demo", "--file", file, "--json"])
    await again.said("stays up at")
    const url = /stays up at (\S+);/.exec(again.err())?.[1] ?? ""
    const { data } = (await (await fetch(`${url}/v1/payouts?limit=100`)).json()) as { readonly data: readonly { readonly id: string }[] }
    expect(data).toHaveLength(35)
    again.child.kill("SIGTERM")
    const { code, last, err } = await again.ended
    expect(code).toBe(0)
    expect(err).toContain("all 35 payouts of this file were taken on before: nothing is paid again")
    expect(last()).toMatchObject({ payouts: 35, invalid: 4, doublePaid: 0, bankDebits: first.last()["bankDebits"] })
  }, 120_000)
  it("leaves a journal that verifies, files that only their owner reads, and a doctor who finds no problem", async () => {
    const audit = await run(["verify-audit", "--json"])
    expect(audit.code).toBe(0)
    // Anchored at each graceful stop.
    const whole = { ok: true, altered: [], brokenAnchors: [], contradictedAnchors: [], alteredApprovals: [] }
    expect(JSON.parse(audit.out)).toEqual({ ...whole, anchors: expect.any(Number) })
    expect((JSON.parse(audit.out) as { anchors: number }).anchors).toBeGreaterThan(0)
    const elsewhere = join(folder, "elsewhere.jsonl")
    writeFileSync(elsewhere, `${readFileSync(join(state, "anchors.jsonl"), "utf8")}{"no":999,"at":1,"payouts":1,"hash":"00"}\n`)
    expect(await run(["verify-audit", "--anchors", elsewhere])).toMatchObject({ code: 1, out: expect.stringContaining("does not have the anchors 999") })
    for (const path of ["partner.json", "journal.sqlite", "anchors.jsonl", "keys/partner.pem", "keys/fingerprint.key"]) expect(statSync(join(state, path)).mode & 0o077).toBe(0)
    const doctor = await run(["doctor", "--json"])
    expect(doctor.code).toBe(0)
    expect(JSON.parse(doctor.out)).toMatchObject({ ok: true })
    expect(doctor.out).not.toContain("PRIVATE")
    expect(await run(["migrate"])).toMatchObject({ code: 0 })
    expect((await run(["resume", "imps"])).out).toContain("was not paused")
    expect(await run(["pause", "imps", "--reason", "the bank called"])).toMatchObject({ code: 0, out: expect.stringContaining("imps is paused") })
    expect((await run(["resume", "imps"])).out).toContain("the bank called")
  })
  it("with a policy keeps a file back until another person approves, and then pays what was approved", async () => {
    const [policy, second] = [join(folder, "policy.json"), join(folder, "second.csv")]
    writeFileSync(policy, JSON.stringify({ approvals: [{ fromPaise: "0", people: 1 }], newBeneficiary: null, duplicates: null }))
    writeFileSync(second, [csvColumns.join(","), plain("A1", { account_number: "000000000111" }), plain("A2", { account_number: "000000000112" })].map((row) => `${row}\n`).join(""))
    const env = { HUNDI_POLICY_FILE: policy }
    const pay = ["demo", "--file", second, "--exit-when-done", "--json"]
    expect(await run(pay, env)).toMatchObject({ code: 2, err: expect.stringContaining("--by NAME or HUNDI_ACTOR") })
    const held = await run([...pay, "--by", "asha"], env)
    expect([held.code, held.err]).toEqual([0, expect.stringContaining("handed in by asha: 2 payouts, Rs 21.00")])
    expect(held.last()).toMatchObject({ payouts: 2, pending: 2, settled: 0, bankDebits: 0 })
    expect((await run(["pending"], env)).out).toContain("A1: Rs 10.50 over IMPS, made by asha, in file-")
    expect(await run(["approve", "A1", "--by", "asha", "--reason", "mine"], env)).toMatchObject({ code: 2, err: expect.stringContaining("maker and checker are different people") })
    expect(await run(["approve", "A1", "--by", "ravi", "--reason", "owed"], env)).toMatchObject({ code: 0 })
    const paid = await run([...pay, "--by", "ravi"], env)
    expect(paid.last()).toMatchObject({ payouts: 2, pending: 1, settled: 1, bankDebits: 1, doublePaid: 0 })
    expect(readFileSync(join(state, "approval-heads.jsonl"), "utf8").trim().split("\n").length).toBeGreaterThan(0)
    expect(statSync(join(state, "approval-heads.jsonl")).mode & 0o077).toBe(0)
    expect(await run(["verify-audit"])).toMatchObject({ code: 0 })
  }, 120_000)
  it("with a rule about the balance pays what the account can bear, by the bank's own word, and holds the rest", async () => {
    const [policy, third] = [join(folder, "balance.json"), join(folder, "third.csv")]
    // The account opened with Rs 10 crore: this leaves about Rs 9,000 to spend.
    const rules = { approvals: [{ fromPaise: "0", people: 0 }], newBeneficiary: null, duplicates: null, velocity: [], limits: [], perPayoutMaxPaise: null }
    writeFileSync(policy, JSON.stringify({ ...rules, balance: { keepPaise: "9999000000", maxAgeMs: 60_000 } }))
    const bodies = [plain("C1", { account_number: "000000000211", amount: "100.00" }), plain("C2", { account_number: "000000000212", amount: "100000.00" })]
    writeFileSync(third, [csvColumns.join(","), ...bodies].map((row) => `${row}\n`).join(""))
    const paid = await run(["demo", "--file", third, "--exit-when-done", "--json", "--by", "asha"], { HUNDI_POLICY_FILE: policy })
    expect([paid.code, paid.last()]).toEqual([0, expect.objectContaining({ payouts: 2, settled: 1, pending: 1, bankDebits: 1 })])
    const pending = await run(["pending"], { HUNDI_POLICY_FILE: policy })
    expect(pending.out).toMatch(/C2: Rs 1,00,000\.00[^]*The account held Rs 9999\d{4}\.\d\d at .*of which Rs 99990000\.00 stays there.*Add money/)
  }, 120_000)
})
