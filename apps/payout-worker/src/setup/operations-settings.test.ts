import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it } from "vitest"
import { noOperations, readOperationsSettings, readVaultKeys } from "./operations-settings.ts"

const folder = mkdtempSync(join(tmpdir(), "hundi-settings-"))
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

it("is off unless it is set", () => {
  expect(readOperationsSettings({})).toEqual(noOperations)
  expect(readOperationsSettings({ HUNDI_POLICY_FILE: "", HUNDI_WEBHOOK_URL: "" })).toEqual(noOperations)
  expect(readVaultKeys({})).toBeUndefined()
})

it("reads what is set", () => {
  const env = {
    ...{ HUNDI_POLICY_FILE: file("policy.json", '{"allowList": true}'), HUNDI_RATE_PER_SECOND: "0.5", HUNDI_RATE_BURST: "3" },
    ...{ HUNDI_WEBHOOK_URL: "https://erp.example/h", HUNDI_WEBHOOK_SECRET_FILE: file("secrets", "# newest first\nwhsec_b\n\nwhsec_a\n") },
    HUNDI_FALLBACK_FILE: file("fallback.json", '{"order": ["neft"], "after": {"imps": ["12"]}}'),
    ...{ HUNDI_DROP_DAY_PAISE: "10000", HUNDI_DROP_USER_DAY_PAISE: "1000", HUNDI_CALLBACK_HOST: "0.0.0.0" }
  }
  expect(readOperationsSettings(env)).toMatchObject({
    policy: { allowList: true, drops: { people: 1 } },
    fallback: { order: ["neft"], after: { imps: ["12"] } },
    rate: { perSecond: 0.5, burst: 3 },
    webhook: { url: "https://erp.example/h", secrets: ["whsec_b", "whsec_a"] },
    drops: { dayPaise: 10_000n, userDayPaise: 1_000n },
    callbacks: { host: "0.0.0.0", port: 4101 }
  })
})

it.each([
  [{ HUNDI_POLICY_FILE: "/nowhere.json" }, "HUNDI_POLICY_FILE: the file /nowhere.json cannot be read (ENOENT)"],
  [{ HUNDI_POLICY_FILE: file("bad.json", "{") }, "HUNDI_POLICY_FILE: the file is not JSON"],
  [{ HUNDI_POLICY_FILE: file("odd.json", '{"alowList": true, "perPayoutMaxPaise": "1,000"}') }, /HUNDI_POLICY_FILE: alowList: there is no such field.*; perPayoutMaxPaise: paise as a decimal text/],
  [{ HUNDI_FALLBACK_FILE: file("fallback-1.json", "[") }, "HUNDI_FALLBACK_FILE: the file is not JSON"],
  [{ HUNDI_FALLBACK_FILE: file("fallback-2.json", '{"order": ["wire"]}') }, "HUNDI_FALLBACK_FILE: order: a rail"],
  [{ HUNDI_FALLBACK_FILE: file("fallback-3.json", '{"order": ["neft"], "after": {"imps": ["30"]}}') }, "money may have moved"],
  [{ HUNDI_RATE_PER_SECOND: "fast" }, "HUNDI_RATE_PER_SECOND must be a number above 0"],
  [{ HUNDI_RATE_PER_SECOND: "5", HUNDI_RATE_BURST: "0" }, "HUNDI_RATE_BURST must be a whole number"],
  [{ HUNDI_RATE_BURST: "5" }, "needs HUNDI_RATE_PER_SECOND"],
  [{ HUNDI_WEBHOOK_URL: "https://erp.example" }, "needs HUNDI_WEBHOOK_SECRET_FILE"],
  [{ HUNDI_WEBHOOK_SECRET_FILE: file("s", "whsec_a") }, "needs HUNDI_WEBHOOK_URL"],
  [{ HUNDI_WEBHOOK_URL: "https://erp.example", HUNDI_WEBHOOK_SECRET_FILE: file("empty", "\n# none\n") }, "holds no secret"],
  [{ HUNDI_DROP_DAY_PAISE: "100" }, "HUNDI_DROP_USER_DAY_PAISE is needed too"],
  [{ HUNDI_DROP_USER_DAY_PAISE: "100" }, "HUNDI_DROP_DAY_PAISE is needed too"],
  [{ HUNDI_DROP_DAY_PAISE: "1.5", HUNDI_DROP_USER_DAY_PAISE: "1" }, "HUNDI_DROP_DAY_PAISE must be paise as a whole number"],
  [{ HUNDI_CALLBACK_PORT: "70000" }, "HUNDI_CALLBACK_PORT must be a whole number"]
])("%j is refused and says why", (env, message) => {
  expect(() => readOperationsSettings(env)).toThrow(message)
})

it("names the line of a vault key that is wrong, and never the key", () => {
  const path = file("vault.keys", "# keys\n2030a 2030-01-01 planted-secret-key\n")
  expect(() => readVaultKeys({ HUNDI_VAULT_KEYS_FILE: path })).toThrow(/HUNDI_VAULT_KEYS_FILE: vault keys, line 2/)
  expect(() => readVaultKeys({ HUNDI_VAULT_KEYS_FILE: path })).not.toThrow(/planted/)
  expect(() => readVaultKeys({ HUNDI_VAULT_KEYS_FILE: "planted-secret" })).toThrow("is it the key itself?")
})
