import { describe, expect, it } from "vitest"
import { type Leak, makeCapture, type OutputKind } from "./capture.ts"
import { makeLeakFinder } from "./leak-finder.ts"
import { personalOf, plantPerson, plantSettings, secretsOf } from "./plant.ts"
import { makeRandom } from "./random.ts"
import { runLeaks } from "./run-leaks.ts"

const PEM = `-----BEGIN PRIVATE KEY-----\n${makeRandom(7).text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 64)}\n-----END PRIVATE KEY-----\n`
const settings = plantSettings(makeRandom(1))
const person = plantPerson(makeRandom(2))
const finder = makeLeakFinder()
finder.plant([...secretsOf(settings, PEM), ...personalOf(person)])
const kindsIn = (output: string) => [...new Set(finder.find(output).map(({ planted }) => planted.kind))]
const base64 = (text: string) => Buffer.from(text).toString("base64")
const hex = (text: string) => Buffer.from(text).toString("hex")

describe("the search itself: a leak on purpose is seen, in whatever form", () => {
  const { apiKey, token, passCode, fingerprintKey } = settings
  const { accountNumber, name, vpa } = person
  const swapCase = (text: string) => [...text].map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join("")
  it.each<[string, string]>([
    ["as it is", `apikey: ${apiKey}`],
    ["in the other case", `apikey: ${swapCase(apiKey)}`],
    ["base64", base64(`{"key":"${apiKey}"}`)],
    ["base64, one further", base64(`{"keys":"${apiKey}"}`)],
    ["base64, two further", base64(`{"keyss":"${apiKey}"}`)],
    ["hex", hex(`x${apiKey}x`)],
    ["HEX", hex(apiKey).toUpperCase()],
    ["its beginning", `key ${apiKey.slice(0, 8)}...`],
    ["its end", `key ...${apiKey.slice(-8)}`]
  ])("the API key %s", (_, output) => expect(kindsIn(output)).toEqual(["api key"]))
  it.each<[string, string, string]>([
    ["session token", "URL-encoded", `https://x.example/?token=${encodeURIComponent(token)}`],
    ["passcode", "in a stack", new Error(`bad ${passCode}`).stack ?? ""],
    ["private key", "a line of its PEM", `read ${PEM.split("\n")[1]}`],
    ["private key", "in JSON", JSON.stringify({ PEM })],
    ["fingerprint key", "hex", Buffer.from(fingerprintKey).toString("hex")],
    ["fingerprint key", "base64url", Buffer.from(fingerprintKey).toString("base64url")],
    ["fingerprint key", "as numbers", `Uint8Array(32) [ ${[...fingerprintKey].join(", ")} ]`],
    ["fingerprint key", "as JSON", JSON.stringify(fingerprintKey)],
    ["account number", "whole", `"${accountNumber}"`],
    ["account number", "five digits behind a mask", `XXXXXXX${accountNumber.slice(-5)} `],
    ["account number", "nine digits alone", `account ${accountNumber.slice(-9)}, please`],
    ["UPI address", "whole", vpa.toUpperCase()],
    ["UPI address", "its first half", `to ${vpa.split("@")[0]}@...`],
    ["name", "half of it", `Dear ${name.split(" ")[1]}`],
    ["name", "escaped", JSON.stringify(name).replace(/[\u0080-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`)],
    ["name", "URL-encoded", encodeURIComponent(name)],
    ["mobile", "whole", `+91${person.mobile}`],
    ["remark", "its word", person.remark.split(" ")[1] ?? ""]
  ])("%s: %s", (kind, _, output) => expect(kindsIn(output)).toContain(kind))
  it("what may show is no leak: four digits behind a mask, a time, a reference, nothing", () => {
    const harmless = [`XXXXXXXX${accountNumber.slice(-4)}`, `XXXX${vpa.slice(-4)}`, "2030-01-31T10:15:00.123Z", "T012AY00000000A", "", "x".repeat(1000)]
    for (const output of harmless) expect(finder.find(output)).toEqual([])
  })
  it("an error is looked at in all its prints, down its causes", () => {
    const leaks: Leak[] = []
    const counts = new Map<OutputKind, number>()
    const capture = makeCapture(finder, 1, counts, (leak) => leaks.push(leak))
    capture.sayError("somewhere", new Error("no news", { cause: Object.assign(new Error("deeper"), { row: { name: person.name } }) }))
    expect(capture.count()).toBe(10)
    expect(new Set(leaks.map(({ where }) => where))).toEqual(
      new Set(["somewhere, error as inspect", "somewhere, cause of error as JSON", "somewhere, cause of error as inspect"])
    )
  })
})

describe("logs, errors, traces, metrics, pages, problems, answers, events and commands", () => {
  it("show no planted secret and nothing personal in 20,000 outputs", async () => {
    const { outputs, byKind, leaks, examples } = await runLeaks({ seed: 11, outputs: 20_000 })
    expect(examples.map(({ planted, form, output, where, seed }) => `${planted.kind} (${form}) in ${output}, ${where}; world ${seed}`)).toEqual([])
    expect(leaks).toBe(0)
    expect(outputs).toBeGreaterThanOrEqual(20_000)
    // None of the kinds may dry up unseen.
    const least = { log: 200, error: 2000, trace: 1000, metric: 2000, page: 300, problem: 2000, api: 500, stream: 30, cli: 100 }
    for (const [kind, count] of Object.entries(least)) expect(byKind[kind as OutputKind] ?? 0, kind).toBeGreaterThan(count)
  }, 120_000)
})
