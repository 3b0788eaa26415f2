import { generateKeyPairSync } from "node:crypto"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { istDate } from "@hundi/catalog/calendar"
import { compositeRailsOf } from "@hundi/catalog/composite/rails"
import { openSqliteJournal } from "@hundi/journal/sqlite"
import { createControls, parsePolicy } from "@hundi/operations/controls"
import { openOperationsSql } from "@hundi/operations/sqlite"
import { beforeEach, afterEach, describe, expect, it, vi } from "vitest"
import { type Command, parseCommand } from "../cli/parse-command.ts"
import { newStateFolder, writeFile } from "../doctor/testing.ts"
import { readFingerprintKey } from "../setup/state-folder.ts"
import { createForesee } from "../worker/foresee.ts"
import { approve, maker, pending } from "./approval-commands.ts"
import { beneficiary } from "./beneficiary-commands.ts"
import { approvalsReport } from "./evidence-commands.ts"
import { review } from "./review-commands.ts"
import { verifyReport } from "./verify-report.ts"

const NOW = Date.now()
const DAY_MS = 86_400_000
const rules = {
  approvals: [{ fromPaise: "0", people: 1 }],
  newBeneficiary: { approvals: 1, coolingOffMs: 0, firstPaymentMaxPaise: "1000000" },
  duplicates: null,
  velocity: []
}
const account = { name: "Uma Nair", accountNumber: "000123456789", ifsc: "TEST0000001" }
const partner = { bcId: "B", passCode: "p", senderName: "US", mobile: "9999900000", retailerCode: "r" }
let folder: ReturnType<typeof newStateFolder>
let hash = ""

/** One payout (W1) to an account that nobody has added, and nobody is on record as its maker. */
beforeEach(async () => {
  folder = newStateFolder()
  vi.stubEnv("HUNDI_STATE", folder.root)
  vi.stubEnv("HUNDI_POLICY_FILE", writeFile(folder, "policy.json", JSON.stringify(rules)))
  const settings = { environment: "T", instance: "01", owner: "01", partner, apiKey: "k", fingerprintKey: readFingerprintKey(folder), bankTimeoutMs: 1000 }
  const foresee = createForesee({ families: { composite: compositeRailsOf(partner) }, settings })
  const [foreseen] = await foresee([{ payoutId: "W1", amountPaise: 10_050n, beneficiary: account }])
  if (foreseen?.kind !== "order") throw new Error("refused")
  hash = foreseen.payout.beneficiaryHash
  const [journal, sql] = [openSqliteJournal(folder.journal), openOperationsSql(folder.journal)]
  await journal.accept([foreseen.payout], NOW)
  await ask(journal, sql)
  sql.close()
  await journal.close()
})
afterEach(() => vi.unstubAllEnvs())

/** What a worker does before a send. */
const ask = async (journal: ReturnType<typeof openSqliteJournal>, sql: ReturnType<typeof openOperationsSql>) => {
  const controls = createControls({ sql, journal, owner: "01", now: Date.now, policy: parsePolicy(rules) })
  const work = await journal.claim("default/W1", { owner: "01", now: Date.now(), leaseMs: 1000 })
  if (work === undefined) throw new Error("busy")
  const admission = await controls.gate.admit(work, Date.now())
  if (admission.kind === "hold") await journal.hold({ payoutId: work.payout.id, epoch: work.epoch, at: Date.now(), ...admission.hold })
  else await journal.release(work.payout.id, work.epoch, Date.now())
  return admission
}
const askAgain = async () => {
  const [journal, sql] = [openSqliteJournal(folder.journal), openOperationsSql(folder.journal)]
  try {
    return await ask(journal, sql)
  } finally {
    sql.close()
    await journal.close()
  }
}

const commands = { pending, approve, beneficiary, maker, review, report: verifyReport, "approvals-report": approvalsReport } as const

const run = async (...args: readonly string[]) => {
  const said: string[] = []
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0)
  try {
    const command = parseCommand(args)
    const work = commands[command.name as keyof typeof commands] as (command: Command) => Promise<number>
    return { code: await work(command), out: said.join("") }
  } finally {
    spy.mockRestore()
  }
}

describe("beneficiary", () => {
  it("pending names the command for each step, and the commands let the payout go", async () => {
    expect((await run("pending")).out).toContain("add-beneficiary: hundi-worker beneficiary add --payout W1 --by NAME")
    const added = await run("beneficiary", "add", "--payout", "W1", "--by", "meera", "--label", "vendor 12")
    expect(added.out).toContain("vendor 12: waits for approval, version 1, added or changed by meera")
    expect(added.out).toContain(`next, not by meera: hundi-worker beneficiary approve --hash ${hash} --version 1 --by NAME`)
    expect((await run("pending")).out).toContain("approve-beneficiary, not by meera: hundi-worker beneficiary approve --payout W1 --by NAME")
    await expect(run("beneficiary", "approve", "--payout", "W1", "--by", "Meera")).rejects.toThrow("whoever adds a beneficiary and who approves it are different people")
    await expect(run("beneficiary", "approve", "--hash", hash, "--version", "7", "--by", "ravi")).rejects.toThrow("meera has changed this beneficiary since it was shown")
    expect((await run("beneficiary", "approve", "--hash", hash, "--version", "1", "--by", "ravi", "--reason", "called them")).out).toContain("ravi's approval is written down.")
    expect((await run("pending")).out).toContain("record-maker: hundi-worker maker W1 --by NAME")
    expect((await run("maker", "W1", "--by", "asha")).out).toContain("on record as having made W1: asha")
    await expect(run("approve", "W1", "--by", "meera", "--reason", "owed")).rejects.toThrow("whoever added the beneficiary and the checker are different people")
    expect((await run("approve", "W1", "--by", "ravi", "--reason", "owed")).code).toBe(0)
    expect(await askAgain()).toEqual({ kind: "go" })
    const listed = await run("beneficiary", "list", "--json")
    expect(JSON.parse(listed.out)).toMatchObject({ data: [{ hash, state: "approved", label: "vendor 12", by: "meera", approvedBy: ["ravi"] }] })
    expect(listed.out + added.out).not.toMatch(/000123456789|Uma/)
    expect((await run("beneficiary", "remove", "--hash", hash, "--by", "ravi", "--reason", "closed")).out).toContain("removed by ravi")
    expect((await run("beneficiary", "list")).out).toContain("vendor 12: removed, version 5, removed by ravi")
    expect(await askAgain()).toMatchObject({ kind: "hold", hold: { reason: expect.stringContaining("ravi removed this beneficiary") } })
  })
  it("an account comes from a file, never from the command line; what is in it is not repeated", async () => {
    const file = writeFile(folder, "account.json", JSON.stringify(account))
    expect(JSON.parse((await run("beneficiary", "add", "--account-file", file, "--by", "meera", "--json")).out)).toMatchObject({ hash, state: "waits-for-approval" })
    await expect(run("beneficiary", "add", "--account-file", file, "--by", "asha")).rejects.toThrow("meera has added or changed this beneficiary already: to change it, use change")
    const other = writeFile(folder, "other.json", JSON.stringify({ ...account, accountNumber: "000123456780" }))
    const changed = await run("beneficiary", "change", "--account-file", other, "--was", hash, "--by", "asha", "--reason", "new account")
    expect(changed.out).toContain("approvals, cooling-off and cap begin again")
    const { data } = JSON.parse((await run("beneficiary", "list", "--json")).out) as { data: unknown }
    expect(data).toMatchObject([{ hash, state: "removed" }, { state: "waits-for-approval", by: "asha" }])
    const upi = writeFile(folder, "upi.json", '{"name": "Uma Nair", "vpa": "uma@okbank"}')
    expect((await run("beneficiary", "add", "--account-file", upi, "--by", "asha")).code).toBe(0)
    for (const [text, message] of [["{", "must hold"], ['{"name": "Uma Nair", "account": "000123456789"}', "and nothing else"], [JSON.stringify({ ...account, ifsc: "X1" }), "ifsc"]] as const) {
      const fault = run("beneficiary", "add", "--account-file", writeFile(folder, "bad.json", text), "--by", "asha")
      await expect(fault).rejects.toThrow(message)
      await expect(fault).rejects.not.toThrow(/Uma|000123456789/)
    }
  })
  it("says what is missing or wrong", async () => {
    await expect(run("beneficiary", "add", "--by", "asha")).rejects.toThrow("name the beneficiary by one of --payout ID")
    await expect(run("beneficiary", "add", "--payout", "W1", "--hash", hash, "--by", "asha")).rejects.toThrow("by one of --payout ID")
    await expect(run("beneficiary", "add", "--payout", "W1")).rejects.toThrow("--by is needed")
    await expect(run("beneficiary", "add", "--payout", "none", "--by", "asha")).rejects.toThrow("there is no payout of that id")
    await expect(run("beneficiary", "approve", "--payout", "W1", "--by", "asha")).rejects.toThrow("nobody has added this beneficiary")
    await expect(run("beneficiary", "change", "--payout", "W1", "--by", "asha")).rejects.toThrow("--reason is needed")
    await expect(run("beneficiary", "drop")).rejects.toThrow("knows five things")
    expect((await run("beneficiary", "list")).out).toBe("nobody has added a beneficiary\n")
    vi.stubEnv("HUNDI_POLICY_FILE", "")
    await expect(run("beneficiary", "list")).rejects.toThrow("HUNDI_POLICY_FILE is not set")
  })
})

it("report verify says in plain words whether a signed report holds", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519")
  const key = writeFile(folder, "sign.pem", privateKey.export({ format: "pem", type: "pkcs8" }))
  const pub = writeFile(folder, "sign.pub.pem", publicKey.export({ format: "pem", type: "spki" }))
  await run("beneficiary", "add", "--payout", "W1", "--by", "meera")
  await run("maker", "W1", "--by", "asha")
  await run("approve", "W1", "--by", "ravi", "--reason", "owed")
  const [day, file] = [istDate(Date.now()), join(folder.root, "report.json")]
  await run("approvals-report", "--from", day, "--to", day, "--key", key, "--out", file)
  const good = await run("report", "verify", file, "--key", pub)
  expect(good).toMatchObject({ code: 0, out: expect.stringMatching(/^IT HOLDS: nothing in this report was changed[^]*W1[^]*ravi approve/) })
  expect(JSON.parse((await run("report", "verify", file, "--key", pub, "--json")).out)).toMatchObject({ valid: true, report: { count: 1 } })
  writeFileSync(file, readFileSync(file, "utf8").replace('"by":"ravi"', '"by":"asha"'))
  expect(await run("report", "verify", file, "--key", pub)).toMatchObject({ code: 1, out: expect.stringMatching(/^IT DOES NOT HOLD: the signature does not fit.*Do not rely on it/) })
  expect(JSON.parse((await run("report", "verify", file, "--key", pub, "--json")).out)).toMatchObject({ valid: false })
  expect(await run("report", "verify", writeFile(folder, "no.json", "[]"), "--key", pub)).toMatchObject({ code: 1, out: expect.stringContaining("cannot be read as a signed report") })
  await expect(run("report", "verify", "/nowhere.json", "--key", pub)).rejects.toThrow("the report: the file cannot be read (ENOENT)")
  await expect(run("report", "verify", file, "--key", file)).rejects.toThrow("the signer's Ed25519 public key")
  await expect(run("report", "verify", file)).rejects.toThrow("--key is needed")
  await expect(run("report", "sign", file)).rejects.toThrow("knows one thing")
})

describe("review", () => {
  beforeEach(async () => {
    const journal = openSqliteJournal(folder.journal)
    const work = await journal.claim("default/W1", { owner: "01", now: NOW, leaseMs: 1000 })
    if (work === undefined) throw new Error("busy")
    const holder = { payoutId: "default/W1", reference: "T012AY00000000B", epoch: work.epoch, at: NOW - 9 * DAY_MS }
    await journal.reserve({ ...holder, fingerprint: work.payout.fingerprint, businessDate: istDate(NOW - 9 * DAY_MS) })
    await journal.markSending(holder, "digest")
    await journal.record(holder, { attempt: { state: "unknown" }, payout: { status: "review", dueAt: null, reviewReason: "no proof by the end of its ladder" }, event: { kind: "unknown", detail: { reason: "not-found" } } })
    await journal.close()
  })
  it("lists what waits with the commands, and takes two people's word", async () => {
    expect((await run("review", "list")).out).toMatch(/W1: Rs 100\.50 over IMPS: no proof by the end of its ladder\n {2}it was paid: hundi-worker review confirm-paid W1/)
    expect(JSON.parse((await run("review", "list", "--json")).out)).toMatchObject({ data: [{ id: "W1" }] })
    const word = ["--rrn", "600000000001", "--reason", "on the statement of the 31st"]
    expect((await run("review", "confirm-paid", "W1", ...word, "--by", "asha")).out).toContain("asha's word is written down: a second person must say the same")
    await expect(run("review", "confirm-paid", "W1", ...word, "--by", "asha")).rejects.toThrow("the second person must be another one")
    expect((await run("review", "confirm-paid", "W1", ...word, "--by", "ravi")).out).toBe("decided: W1 is settled\n")
    expect((await run("review", "list")).out).toBe("nothing is in review\n")
  })
  it("names what is wrong", async () => {
    await expect(run("review", "confirm-paid", "W1", "--by", "asha", "--reason", "on the statement")).rejects.toThrow("rrn")
    await expect(run("review", "confirm-returned", "W1", "--rrn", "600000000001", "--amount-paise", "x", "--by", "a", "--reason", "on the statement")).rejects.toThrow("--amount-paise must be paise")
    await expect(run("review", "close", "W1")).rejects.toThrow("knows list, ask-again")
    expect((await run("review", "ask-again", "W1", "--by", "asha", "--reason", "the bank called us")).out).toBe("W1 is asked about now\n")
  })
})
