import { describe, expect, it } from "vitest"
import { followClock } from "../bank/follow-clock.ts"
import { checkHost } from "../http/start-server.ts"
import { isLoopback, readBankCredentials, readSettings } from "./read-settings.ts"

describe("settings", () => {
  it("have defaults, and an empty value counts as none", () => {
    expect(readSettings({ HUNDI_PORT: "", HUNDI_TOKEN: "" })).toEqual({ bankUrl: undefined, port: 4100, host: "127.0.0.1", token: undefined, bankTimeoutMs: undefined })
  })
  it.each([
    ["HUNDI_PORT", "70000", "HUNDI_PORT must be a whole number from 0 to 65535"],
    ["HUNDI_PORT", "12a", "HUNDI_PORT must be a whole number"],
    ["HUNDI_BANK_TIMEOUT_MS", "0", "HUNDI_BANK_TIMEOUT_MS must be a whole number from 100"],
    ["HUNDI_BANK_URL", "bank", "HUNDI_BANK_URL must be an http or https address"],
    ["HUNDI_BANK_URL", "http://bank.example", "HUNDI_BANK_URL must be https"]
  ])("%s=%s is refused by name", (name, value, message) => {
    expect(() => readSettings({ [name]: value })).toThrow(message)
  })
  it("names each missing setting of a real bank, and what it is for", () => {
    expect(() => readBankCredentials({ HUNDI_API_KEY: "made-up-key" })).toThrow(/HUNDI_BC_ID: the bcID[^]*HUNDI_PASSCODE: [^]*HUNDI_PRIVATE_KEY_FILE: [^]*HUNDI_BANK_CERT_FILE: /)
    expect(() => readBankCredentials({ HUNDI_API_KEY: "made-up-key" })).not.toThrow(/made-up-key|HUNDI_API_KEY/)
  })
  it.each([["127.0.0.1", true], ["127.8.9.1", true], ["localhost", true], ["[::1]", true], ["127.0.0.1.example.com", false], ["10.0.0.1", false], ["localhost.example", false]])("%s is loopback: %s", (host, yes) => {
    expect(isLoopback(host)).toBe(yes)
  })
  it("listens elsewhere only with a token, and follows a clock on this machine only", async () => {
    expect(() => checkHost("0.0.0.0", undefined)).toThrow("without HUNDI_TOKEN")
    expect(() => checkHost("0.0.0.0", "made-up")).not.toThrow()
    expect(() => checkHost("127.0.0.1", undefined)).not.toThrow()
    await expect(followClock(new URL("https://bank.example"))).rejects.toThrow("on this machine only")
  })
})
