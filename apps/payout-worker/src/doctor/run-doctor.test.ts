import { describe, expect, it } from "vitest"
import { checkSettings } from "./check-settings.ts"
import { exitCodeOf, fail, note, ok, warn } from "./finding.ts"
import { printFindings } from "./print-findings.ts"
import type { HostFacts } from "./probe-host.ts"
import { runDoctor } from "./run-doctor.ts"
import { makeKeys, newStateFolder, writeFile } from "./testing.ts"

const reachable = async (): Promise<HostFacts> => ({ addresses: ["127.0.0.1"], dnsMs: 1, tcpMs: 1, chain: [] })

const run = async (env: Record<string, string>, json = true) => {
  let out = ""
  const folder = newStateFolder()
  const patient = { env: { HUNDI_STATE: folder.root, ...env }, folder, now: Date.now, probe: reachable }
  const code = await runDoctor({ ...patient, json, write: (text) => (out += text) })
  return { code, out }
}

describe("the doctor's answer", () => {
  it("is 0 with nothing to do, 1 with warnings, 2 with failures", () => {
    expect(exitCodeOf([ok("a", ""), note("b", "")])).toBe(0)
    expect(exitCodeOf([ok("a", ""), warn("b", "", "")])).toBe(1)
    expect(exitCodeOf([warn("a", "", ""), fail("b", "", "")])).toBe(2)
  })
  it("as a table puts failures first in what to do, and breaks long lines", () => {
    const text = printFindings([warn("disk", "little", "free some"), fail("clock", "word ".repeat(40), "set it"), ok("rails", "none")])
    expect(text).toMatch(/WARN +disk +little\nFAIL +clock +word/)
    expect(text).toMatch(/What to do:\n1\. clock: set it\n2\. disk: free some$/)
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(130)
    expect(printFindings([ok("a", "fine")])).toContain("Nothing to do.")
  })
  it("without any settings asks for nothing", async () => {
    const { code, out } = await run({})
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ ok: true, exitCode: 0, checks: expect.arrayContaining([expect.objectContaining({ name: "settings", result: "note" })]) })
    expect((await run({}, false)).out).toMatch(/Result +Check +What was found/)
  })
  it("names what is missing, and prints no value", async () => {
    const secret = "qz7Vplanted-secret"
    const { code, out } = await run({ HUNDI_BANK_URL: "https://bank.invalid", HUNDI_API_KEY: `"${secret}"`, HUNDI_PASSCODE: `${secret}\n`, HUNDI_TOKEN: "qz7V" })
    expect(code).toBe(2)
    expect(out).toContain("HUNDI_BC_ID")
    expect(out).toMatch(/HUNDI_API_KEY is in quotes; HUNDI_PASSCODE has a space or a line break/)
    expect(out).toContain("can be guessed")
    expect(out).not.toContain("qz7V")
  })
})

describe("settings", () => {
  const full = async () => {
    const folder = newStateFolder()
    const { privateKeyPem, certificatePem } = await makeKeys(90)
    return {
      ...{ HUNDI_BANK_URL: "https://bank.example", HUNDI_API_KEY: "k3y", HUNDI_BC_ID: "BC", HUNDI_PASSCODE: "pass", HUNDI_SENDER_NAME: "US", HUNDI_MOBILE: "9999900000", HUNDI_RETAILER_CODE: "r" },
      ...{ HUNDI_PRIVATE_KEY_FILE: writeFile(folder, "k", privateKeyPem), HUNDI_BANK_CERT_FILE: writeFile(folder, "c", certificatePem) }
    }
  }
  it("that are complete say which rails stay closed", async () => {
    expect(checkSettings(await full())).toMatchObject([{ result: "ok" }, { name: "rails", detail: expect.stringContaining("NEFT, RTGS, UPI") }, { name: "headers", result: "ok" }, { name: "door", result: "ok" }])
  })
  it.each([
    [{ HUNDI_MOBILE: "123" }, "settings", "HUNDI_MOBILE must be ten digits"],
    [{ HUNDI_CORP_ID: "C" }, "settings", "NEFT and RTGS need HUNDI_USER_ID"],
    [{ HUNDI_BANK_URL: "http://bank.example" }, "settings", "must be https"],
    [{ HUNDI_API_KEY: "<api key>" }, "headers", "HUNDI_API_KEY is still a placeholder"],
    [{ HUNDI_API_KEY: "schlüssel" }, "headers", "cannot carry"],
    [{ HUNDI_HOST: "0.0.0.0" }, "door", "HUNDI_TOKEN is not set"],
    [{ HTTPS_PROXY: "http://proxy.example" }, "proxy", "HTTPS_PROXY is set, and is not used"]
  ])("%j", async (changes, name, text) => {
    const finding = { name, detail: expect.stringContaining(text) }
    expect(checkSettings({ ...(await full()), ...changes })).toContainEqual(expect.objectContaining(finding))
  })
})
