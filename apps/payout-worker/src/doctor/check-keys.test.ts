import { chmodSync } from "node:fs"
import { beforeAll, describe, expect, it } from "vitest"
import { checkBankCertificate } from "./check-bank-certificate.ts"
import { checkOwnKeys } from "./check-own-keys.ts"
import type { Finding } from "./finding.ts"
import { judgeDates } from "./judge-certificate.ts"
import { showPath } from "./show-path.ts"
import { makeKeys, newStateFolder, writeFile } from "./testing.ts"

const NOW = Date.now()
const DAY_MS = 86_400_000
let ours: Awaited<ReturnType<typeof makeKeys>>
let theirs: typeof ours
beforeAll(async () => {
  ours = await makeKeys(365)
  theirs = await makeKeys(365)
})
const resultsOf = (findings: readonly Finding[]) => Object.fromEntries(findings.map(({ name, result }) => [name, result]))

const setUp = (certificate = ours.certificatePem) => {
  const folder = newStateFolder()
  const env = {
    HUNDI_PRIVATE_KEY_FILE: writeFile(folder, "own.key", ours.privateKeyPem),
    HUNDI_CERT_FILE: writeFile(folder, "own.pem", certificate)
  }
  return { folder, env }
}

describe("our own keys", () => {
  it("are a pair, and young enough", async () => {
    const { folder, env } = setUp()
    expect(resultsOf(await checkOwnKeys(env, folder, NOW))).toEqual({ "private key": "ok", "key pair": "ok", "own certificate": "ok", "own certificate, size": "note" })
  })
  it("are no pair: says what happens then, and what to do", async () => {
    const { folder, env } = setUp(theirs.certificatePem)
    const findings = await checkOwnKeys(env, folder, NOW)
    expect(findings.find(({ name }) => name === "key pair")).toMatchObject({ result: "fail", detail: expect.stringContaining("cannot be opened"), todo: expect.stringContaining("give the bank") })
    expect(JSON.stringify(findings)).not.toContain(ours.privateKeyPem.split("\n")[1]!)
  })
  it.each([
    [40, "ok"],
    [29, "warn"],
    [6, "fail"],
    [-1, "fail"]
  ])("with %s days left is %s", (days, result) => {
    const notAfter = new Date(NOW + days * DAY_MS + 60_000).toISOString()
    expect(judgeDates("c", { notBefore: new Date(NOW - DAY_MS).toISOString(), notAfter }, NOW, "x", "renew").result).toBe(result)
  })
  it("not valid yet is a failure, and dates that cannot be read are too", () => {
    const later = new Date(NOW + DAY_MS).toISOString()
    expect(judgeDates("c", { notBefore: later, notAfter: new Date(NOW + 90 * DAY_MS).toISOString() }, NOW, "x", "renew")).toMatchObject({ result: "fail", detail: expect.stringContaining("not valid before") })
    expect(judgeDates("c", { notBefore: "", notAfter: "never" }, NOW, "x", "renew").result).toBe("fail")
  })
  it("readable by others, missing, without a certificate, or no key at all", async () => {
    const { folder, env } = setUp()
    chmodSync(env.HUNDI_PRIVATE_KEY_FILE, 0o644)
    expect(resultsOf(await checkOwnKeys(env, folder, NOW))["private key"]).toBe("warn")
    expect(resultsOf(await checkOwnKeys({ ...env, HUNDI_PRIVATE_KEY_FILE: "/nowhere" }, folder, NOW))).toEqual({ "private key": "fail" })
    expect(resultsOf(await checkOwnKeys({ HUNDI_PRIVATE_KEY_FILE: env.HUNDI_PRIVATE_KEY_FILE }, folder, NOW))["own certificate"]).toBe("note")
    expect(resultsOf(await checkOwnKeys({ ...env, HUNDI_PRIVATE_KEY_FILE: writeFile(folder, "x", "no key") }, folder, NOW))["key pair"]).toBe("fail")
    expect(resultsOf(await checkOwnKeys({}, folder, NOW))["private key"]).toBe("note")
  })
  it("the fingerprint key belongs to the journal", async () => {
    const { folder, env } = setUp()
    writeFile(folder, "journal.sqlite", "")
    expect(resultsOf(await checkOwnKeys(env, folder, NOW))["fingerprint key"]).toBe("fail")
    writeFile(folder, "keys/fingerprint.key", new Uint8Array(31))
    expect(resultsOf(await checkOwnKeys(env, folder, NOW))["fingerprint key"]).toBe("fail")
    writeFile(folder, "keys/fingerprint.key", new Uint8Array(32))
    expect(resultsOf(await checkOwnKeys(env, folder, NOW))["fingerprint key"]).toBe("ok")
  })
})

it("a path is shown, and never a key that was set in its place", () => {
  expect(showPath("/etc/hundi/own.key")).toBe("/etc/hundi/own.key")
  expect(showPath("keys/own.pem")).toBe("keys/own.pem")
  const secrets = [ours.privateKeyPem, ours.privateKeyPem.replaceAll("\n", " "), "s3cretwithoutanydot"]
  for (const secret of secrets) expect(showPath(secret)).toContain("not hold a path")
})

describe("the bank's certificate", () => {
  const check = (content: string, more = {}) => {
    const folder = newStateFolder()
    return checkBankCertificate({ HUNDI_BANK_CERT_FILE: writeFile(folder, "bank.pem", content), ...more }, NOW)
  }
  it("is read, dated and sized", async () => {
    expect(resultsOf(await check(theirs.certificatePem))).toEqual({ "bank's certificate": "ok", "bank's certificate, size": "note" })
    expect(await checkBankCertificate({}, NOW)).toEqual([])
    expect(resultsOf(await checkBankCertificate({ HUNDI_BANK_CERT_FILE: "/nowhere" }, NOW))).toEqual({ "bank's certificate": "fail" })
    expect(resultsOf(await check("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))).toEqual({ "bank's certificate": "fail" })
  })
  it("that is our own is found out: the bank could open nothing", async () => {
    const { env } = setUp()
    expect(await check(ours.certificatePem, env)).toContainEqual(expect.objectContaining({ result: "fail", detail: expect.stringContaining("your own key") }))
  })
})
