import { expect, it } from "vitest"
import { type EdgeEnv, OBJECT_JOURNAL, readSettings } from "./settings.ts"

const env = (texts: Readonly<Record<string, string>>): EdgeEnv => ({ SHARDS: { getByName: () => { throw new Error("no object") } }, HUNDI_TOKEN: "token", ...texts })

const home = { HUNDI_HOME_URL: "https://pay.example", HUNDI_HOME_TOKEN: "home-token" }

const object = {
  HUNDI_EDGE_JOURNAL: OBJECT_JOURNAL,
  HUNDI_BANK_URL: "https://bank.example",
  HUNDI_API_KEY: "<key>",
  HUNDI_BC_ID: "IBCTST00000",
  HUNDI_PASSCODE: "<secret>",
  HUNDI_PRIVATE_KEY: "<pem>",
  HUNDI_BANK_CERT: "<pem>",
  HUNDI_SENDER_NAME: "TEST SENDER",
  HUNDI_MOBILE: "9999900000",
  HUNDI_RETAILER_CODE: "rcode",
  HUNDI_FINGERPRINT_KEY: btoa("k".repeat(32))
}

it("keeps payments at home unless the long word says otherwise", () => {
  expect(readSettings(env(home))).toMatchObject({ mode: "home", callbackUrl: undefined })
  expect(readSettings(env({ ...home, ...object, HUNDI_EDGE_JOURNAL: "" }))).toMatchObject({ mode: "home" })
  expect(readSettings(env(object))).toMatchObject({ mode: "object", bankTimeoutMs: 120_000, followsSimulator: false })
  for (const word of ["object", "true", "1", "durable-object"]) expect(() => readSettings(env({ ...object, HUNDI_EDGE_JOURNAL: word }))).toThrow(OBJECT_JOURNAL)
})

it("names what is missing and what it is for, and no value", () => {
  expect(() => readSettings(env({}))).toThrow(/HUNDI_HOME_URL: .*HUNDI_HOME_TOKEN/)
  expect(() => readSettings(env({ ...home, HUNDI_TOKEN: "" }))).toThrow("HUNDI_TOKEN")
  for (const name of Object.keys(object).filter((name) => name !== "HUNDI_EDGE_JOURNAL")) expect(() => readSettings(env({ ...object, [name]: "" })), name).toThrow(name)
  expect(() => readSettings(env({ ...object, HUNDI_CORP_ID: "C" }))).toThrow("HUNDI_USER_ID")
  expect(() => readSettings(env({ ...object, HUNDI_FINGERPRINT_KEY: btoa("short") }))).toThrow(/HUNDI_FINGERPRINT_KEY must be at least 32 bytes/)
})

it("sends no secret in the clear, and shifts no clock at a real bank", () => {
  expect(() => readSettings(env({ ...home, HUNDI_HOME_URL: "http://pay.example" }))).toThrow("HUNDI_HOME_URL must be https")
  expect(() => readSettings(env({ ...object, HUNDI_BANK_URL: "http://bank.example" }))).toThrow("HUNDI_BANK_URL must be https")
  expect(() => readSettings(env({ ...object, HUNDI_CLOCK: "follow-sim" }))).toThrow("HUNDI_CLOCK")
  expect(readSettings(env({ ...object, HUNDI_BANK_URL: "http://127.0.0.1:4200", HUNDI_CLOCK: "follow-sim" }))).toMatchObject({ followsSimulator: true })
})
