import { describe, expect, it } from "vitest"
import { readSettings } from "./read-settings.ts"
import { SettingsError } from "./settings-error.ts"

const files: Readonly<Record<string, string>> = {
  ".hundi/keys/partner.key": "KEY", ".hundi/keys/bank.cer": "CERT", ".hundi/keys/vault.keys": "VAULT", "secret": "whsec_a\nwhsec_b\n", "rules": "[]"
}
const read = (env: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) =>
  readSettings({ env: (name) => env[name], readFile: (path) => ({ ...files, ...more })[path] })
const least = { HUNDI_HOLD_DEFAULT: "reject" }
const webhook = { HUNDI_WEBHOOK_URL: "https://erp.example/hook", HUNDI_WEBHOOK_SECRET_FILE: "secret" }
const bank = {
  ...{ HUNDI_BANK_URL: "https://bank.example", HUNDI_API_KEY: "made-up-key", HUNDI_AGGR_ID: "A", HUNDI_CORP_ID: "C", HUNDI_USER_ID: "U" },
  ...{ HUNDI_URN: "N", HUNDI_COLLECTION_ACCOUNT: "000000000000" }
}

describe("settings", () => {
  it("the least that is needed, and what holds without a word", () => {
    expect(read(least)).toMatchObject({
      ...{ host: "127.0.0.1", port: 4300, threads: 2, holdDefault: "reject", misWithoutHold: "people", databaseFile: ".hundi/state/callbacks.sqlite" },
      ...{ privateKey: "KEY", previousPrivateKey: undefined, webhook: undefined, bank: undefined, bankAddresses: [], rules: [] }
    })
  })

  it("the key before is found where it lies, or where it was named", () => {
    expect(read(least, { ".hundi/keys/previous.key": "OLD" }).previousPrivateKey).toBe("OLD")
    expect(read({ ...least, HUNDI_PREVIOUS_KEY_FILE: "old" }, { old: "OLD" }).previousPrivateKey).toBe("OLD")
  })

  it("with a bank to ask, an MIS without a hold is asked about", () => {
    expect(read({ ...least, ...bank })).toMatchObject({ misWithoutHold: "enquire", bank: { caller: { accountNumber: "000000000000" } } })
    expect(read({ ...least, ...bank, HUNDI_MIS_WITHOUT_HOLD: "people" }).misWithoutHold).toBe("people")
  })

  it("secrets, several while they are changed", () => {
    expect(read({ ...least, ...webhook }).webhook).toEqual({ url: webhook.HUNDI_WEBHOOK_URL, secrets: ["whsec_a", "whsec_b"] })
  })

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ["no agreed default", {}, /HUNDI_HOLD_DEFAULT is missing/],
    ["an odd default", { HUNDI_HOLD_DEFAULT: "yes" }, /HUNDI_HOLD_DEFAULT must be accept or reject/],
    ["a key that is not there", { ...least, HUNDI_PRIVATE_KEY_FILE: "nowhere" }, /HUNDI_PRIVATE_KEY_FILE: there is no file nowhere/],
    ["a key before that is not there", { ...least, HUNDI_PREVIOUS_KEY_FILE: "nowhere" }, /HUNDI_PREVIOUS_KEY_FILE/],
    ["nobody to ask", { ...least, HUNDI_MIS_WITHOUT_HOLD: "enquire" }, /needs HUNDI_BANK_URL/],
    ["half a bank", { ...least, HUNDI_BANK_URL: "https://bank.example" }, /HUNDI_API_KEY is missing/],
    ["a bank in clear", { ...least, ...bank, HUNDI_BANK_URL: "http://bank.example" }, /HUNDI_BANK_URL: https/],
    ["events without a secret", { ...least, HUNDI_WEBHOOK_URL: "https://erp.example/" }, /HUNDI_WEBHOOK_SECRET_FILE is missing/],
    ["questions in clear", { ...least, ...webhook, HUNDI_HOLD_URL: "http://erp.example/" }, /HUNDI_HOLD_URL: https/],
    ["questions that nobody signs", { ...least, HUNDI_HOLD_URL: "https://erp.example/" }, /HUNDI_HOLD_URL needs/],
    ["half of TLS", { ...least, HUNDI_TLS_CERT_FILE: "rules" }, /go together/],
    ["a port that is none", { ...least, HUNDI_CALLBACK_PORT: "70000" }, /HUNDI_CALLBACK_PORT must be a whole number/]
  ])("%s is refused by name, and no value of a key is repeated", (_, env, words) => {
    expect(() => read(env)).toThrow(SettingsError)
    expect(() => read(env)).toThrow(words)
    expect(() => read(env)).not.toThrow(/made-up-key|whsec_[ab]/)
  })
})
