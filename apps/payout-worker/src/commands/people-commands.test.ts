import { createPublicKey, generateKeyPairSync } from "node:crypto"
import { existsSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { istDate } from "@hundi/catalog/calendar"
import { Sensitive } from "@hundi/core"
import { openSqliteJournal } from "@hundi/journal/sqlite"
import { createControls, parsePolicy } from "@hundi/operations/controls"
import { openDossier, verifyReport } from "@hundi/operations/evidence"
import { formatWebhookSecret } from "@hundi/operations/outbox"
import { openOperationsSql } from "@hundi/operations/sqlite"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { type Command, parseCommand } from "../cli/parse-command.ts"
import { makeKeys, newStateFolder, writeFile } from "../doctor/testing.ts"
import { approve, pending, reject } from "./approval-commands.ts"
import { advice, approvalsReport, dossier } from "./evidence-commands.ts"
import { verifyAudit } from "./journal-commands.ts"
import { policyCheck } from "./policy-check.ts"
import { retention } from "./retention.ts"
import { webhooks } from "./webhook-commands.ts"

const NOW = Date.now()
const rules = { approvals: [{ fromPaise: "0", people: 1 }], newBeneficiary: null, duplicates: null, velocity: [] }
let folder: ReturnType<typeof newStateFolder>

/** One payout that waits for an approval (W1), and one that was paid (S1). */
beforeEach(async () => {
  folder = newStateFolder()
  vi.stubEnv("HUNDI_STATE", folder.root)
  vi.stubEnv("HUNDI_SENDER_NAME", "ASHA STORES")
  vi.stubEnv("HUNDI_POLICY_FILE", writeFile(folder, "policy.json", JSON.stringify(rules)))
  const [journal, sql] = [openSqliteJournal(folder.journal), openOperationsSql(folder.journal)]
  const controls = createControls({ sql, journal, owner: "01", now: () => NOW, policy: parsePolicy(rules) })
  const beneficiary = { name: new Sensitive("Uma Nair", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
  for (const payoutId of ["W1", "S1"]) {
    await controls.made({ payoutId, by: "asha" })
    const order = { tenant: "default", payoutId, idempotencyKey: payoutId, amountPaise: 10_050n, remark: "", operation: "composite.imps.pay", rail: "imps" as const, beneficiary }
    await journal.accept([{ id: `default/${payoutId}`, order, fingerprint: `f-${payoutId}`, beneficiaryHash: payoutId, scope: "s", dueAt: NOW }], NOW)
  }
  const [waits, pays] = [await claim("W1"), await claim("S1")]
  const admission = await controls.gate.admit(waits, NOW)
  if (admission.kind === "hold") await journal.hold({ payoutId: waits.payout.id, epoch: waits.epoch, at: NOW, ...admission.hold })
  const holder = { payoutId: "default/S1", reference: "T012AY00000000A", epoch: pays.epoch, at: NOW }
  await journal.reserve({ ...holder, fingerprint: "f-S1", businessDate: istDate(NOW) })
  await journal.markSending(holder, "digest")
  const event = { kind: "settled", detail: { code: "0" } }
  await journal.record(holder, { attempt: { state: "settled", rrn: "600000000001" }, payout: { status: "settled", dueAt: null }, event })
  sql.close()
  await journal.close()

  async function claim(payoutId: string) {
    const work = await journal.claim(`default/${payoutId}`, { owner: "01", now: NOW, leaseMs: 1000 })
    if (work === undefined) throw new Error("busy")
    return work
  }
})
afterEach(() => vi.unstubAllEnvs())

const commands = { pending, approve, reject, policy: policyCheck, advice, dossier, "approvals-report": approvalsReport, webhooks, retention, "verify-audit": verifyAudit } as const

/** Runs a command in this process; what it prints is kept. */
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
const word = ["--by", "ravi", "--reason", "invoice 17"]

describe("approvals", () => {
  it("pending shows what waits, why, and who may do what; approve lets it go", async () => {
    const { out } = await run("pending")
    expect(out).toContain("W1: Rs 100.50 over IMPS, made by asha\n  Rs 100.50 needs the approval of 1 person; nobody has approved")
    expect(out).toContain("  approve, not by asha: hundi-worker approve W1 --by NAME --reason TEXT\n  reject: hundi-worker reject W1 --by NAME --reason TEXT")
    expect(JSON.parse((await run("pending", "--json")).out)).toMatchObject({ data: [{ id: "W1", makers: ["asha"] }] })
    await expect(run("approve", "W1", "--by", "Asha", "--reason", "mine")).rejects.toThrow("maker and checker are different people")
    await expect(run("approve", "none", ...word)).rejects.toThrow("there is no payout of that id")
    expect((await run("approve", "W1", ...word)).out).toContain("ravi's word is written down. The payout goes as soon as limits and balance let it.")
    expect((await run("pending")).out).toContain("reject")
    await expect(run("approve", "W1", ...word, "--action", "release")).rejects.toThrow("no callback of the bank keeps this payout back")
  })
  it("reject ends it", async () => {
    expect((await run("reject", "W1", ...word)).out).toContain("ravi has rejected the payout; it is cancelled, and nothing of it was sent.")
    expect((await run("pending")).out).toBe("nothing waits\n")
    await expect(run("reject", "S1", ...word)).rejects.toThrow("this payout is settled: there is nothing to approve or reject any more")
  })
  it("without a policy say what to set", async () => {
    vi.stubEnv("HUNDI_POLICY_FILE", "")
    await expect(run("pending")).rejects.toThrow("HUNDI_POLICY_FILE is not set")
  })
  it("stand in a log that verify-audit checks", async () => {
    await run("approve", "W1", ...word)
    expect(await run("verify-audit", "--json")).toMatchObject({ code: 0, out: expect.stringContaining('"alteredApprovals":[]') })
    const sql = openOperationsSql(folder.journal)
    sql.all("DROP TRIGGER controls_log_no_update")
    sql.all("UPDATE controls_log SET by = 'meera' WHERE kind = 'approve'")
    sql.close()
    expect(await run("verify-audit")).toMatchObject({ code: 1, out: expect.stringContaining("ALTERED: the log of approvals was changed or cut, at line 3") })
  })
})

it("policy check says what a file of rules does, or names every field that is wrong", async () => {
  const { out } = await run("policy", "check", process.env["HUNDI_POLICY_FILE"] ?? "")
  for (const text of ["from Rs 0.00: 1 person beside the maker", "above Rs 5,00,000.00 a payout: two people", "«a day, in all», in all: Rs 50,00,000.00 a day", "new beneficiaries are paid like others", "penny drops: 1 approvals"]) {
    expect(out).toContain(text)
  }
  expect(JSON.parse((await run("policy", "check", process.env["HUNDI_POLICY_FILE"] ?? "", "--json")).out)).toMatchObject({ perPayoutMaxPaise: "50000000" })
  await expect(run("policy", "check", writeFile(folder, "bad.json", '{"allowList": 1, "limit": []}'))).rejects.toThrow(/policy: limit: there is no such field.*allowList: true or false/)
})

describe("evidence", () => {
  it("advice tells of what is proved, in three forms, and of nothing else", async () => {
    expect((await run("advice", "S1")).out).toMatch(/ASHA STORES[\s\S]*₹ 100\.50[\s\S]*600000000001/)
    expect(JSON.parse((await run("advice", "S1", "--json")).out)).toMatchObject({ standing: "paid", account: "XXXXXXXX6789" })
    expect((await run("advice", "S1", "--html")).out).toContain("<!doctype html>")
    await expect(run("advice", "W1")).rejects.toThrow("no advice for W1 of Rs 100.50: it has not been sent yet")
  })

  it("a dossier is sealed, stands in the history before it is written, and replaces no file", async () => {
    const { privateKeyPem, certificatePem } = await makeKeys(30)
    const [to, out] = [writeFile(folder, "bank.pem", certificatePem), join(folder.root, "S1.jwe")]
    const flags = ["--to", to, "--out", out, "--by", "ravi"]
    await expect(run("dossier", "S1", ...flags, "--reason", "short")).rejects.toThrow("10 to 300 characters")
    await expect(run("dossier", "S1", ...flags, "--reason", "for Uma Nair's account")).rejects.toThrow("without the beneficiary's name")
    await expect(run("dossier", "none", ...flags, "--reason", "bank ticket SR123")).rejects.toThrow("there is no payout of that id")
    expect(existsSync(out)).toBe(false)
    const { code, out: said } = await run("dossier", "S1", ...flags, "--reason", "bank ticket SR123")
    expect([code, statSync(out).mode & 0o777]).toEqual([0, 0o600])
    expect(said).toMatch(/sealed to the key \S+ \(compare it with the recipient by telephone\), SHA-256 [0-9a-f]{64}/)
    const text = readFileSync(out, "utf8").trim()
    expect(text).not.toContain("000123456789")
    expect(await openDossier(text, privateKeyPem)).toMatchObject({ payout: { beneficiary: { accountNumber: "000123456789" } }, verification: { chain: "holds" } })
    const journal = openSqliteJournal(folder.journal)
    expect((await journal.get("default/S1"))?.events.at(-1)).toMatchObject({ kind: "dossier-exported", detail: { by: "ravi", reason: "bank ticket SR123" } })
    await journal.close()
    await expect(run("dossier", "S1", ...flags, "--reason", "bank ticket SR123")).rejects.toThrow("no dossier replaces another")
  })

  it("the report of approvals is signed, and anybody with the public key can check it", async () => {
    await run("approve", "W1", ...word)
    const { privateKey, publicKey } = generateKeyPairSync("ed25519")
    const key = writeFile(folder, "sign.pem", privateKey.export({ format: "pem", type: "pkcs8" }))
    const day = istDate(Date.now())
    const { out } = await run("approvals-report", "--from", day, "--to", day, "--key", key)
    const jwk = createPublicKey(publicKey.export({ format: "pem", type: "spki" })).export({ format: "jwk" })
    const ed25519 = await globalThis.crypto.subtle.importKey("jwk", jwk, "Ed25519", true, ["verify"])
    expect(await verifyReport(out, { ed25519 })).toMatchObject({ valid: true, report: { count: 1, rows: [{ payoutId: "W1", maker: "asha", approvals: [{ by: "ravi", action: "approve" }] }] } })
    const file = join(folder.root, "report.json")
    expect((await run("approvals-report", "--from", day, "--to", day, "--key", key, "--out", file)).out).toContain("signature holds")
    expect(existsSync(file)).toBe(true)
    const { privateKeyPem } = await makeKeys(30)
    await expect(run("approvals-report", "--from", day, "--to", day, "--key", writeFile(folder, "rsa.pem", privateKeyPem))).rejects.toThrow("an Ed25519 private key in PEM")
  })

  it("the plan of retention keeps what is open and what the books need", async () => {
    const { lines } = JSON.parse((await run("retention", "plan", "--json")).out) as { readonly lines: readonly { readonly kind: string }[] }
    expect(lines).toContainEqual(expect.objectContaining({ kind: "payout", decision: "keep", rule: "not-final", count: 1 }))
    expect(lines).toContainEqual(expect.objectContaining({ kind: "payout", decision: "keep", rule: "books-8-financial-years", count: 1 }))
    expect((await run("retention", "plan")).out).toContain("Nothing was deleted.")
  })
})

describe("webhooks", () => {
  const set = (): void => {
    vi.stubEnv("HUNDI_WEBHOOK_URL", "http://127.0.0.1:9/hook")
    vi.stubEnv("HUNDI_WEBHOOK_SECRET_FILE", writeFile(folder, "secrets", formatWebhookSecret(new Uint8Array(32).fill(5))))
  }
  it("say what to set, and refuse a set-up that would leak", async () => {
    await expect(run("webhooks", "dead")).rejects.toThrow("HUNDI_WEBHOOK_URL and HUNDI_WEBHOOK_SECRET_FILE are not set")
    set()
    vi.stubEnv("HUNDI_WEBHOOK_URL", "http://erp.example/hook")
    await expect(run("webhooks", "dead")).rejects.toThrow("its url must be https")
  })
  it("are listed when they were given up, sent again, and enabled", async () => {
    set()
    const sql = openOperationsSql(folder.journal)
    expect((await run("webhooks", "dead")).out).toBe("no webhook was given up\n")
    sql.all("INSERT INTO outbox_events (id, payout_id, seq, type, at, body, collected_at) VALUES ('e1', 'default/S1', 4, 'payout.settled', ?1, '{}', ?1)", NOW)
    sql.all("INSERT INTO outbox_deliveries (endpoint, event, payout_id, seq, state, tries, ended_at, last_fault) VALUES ('default', 'e1', 'default/S1', 4, 'dead', 12, ?1, 'HTTP 500')", NOW)
    expect((await run("webhooks", "dead")).out).toMatch(/payout\.settled +default\/S1 +12 +HTTP 500/)
    expect((await run("webhooks", "replay", "--from", new Date(NOW - 1000).toISOString(), "--payout", "S1")).out).toContain("1 events are sent again, under their old ids")
    expect((await run("webhooks", "dead", "--json")).out).toBe('{"data":[]}\n')
    expect((await run("webhooks", "enable")).out).toContain("the address is called again")
    sql.close()
  })
})
