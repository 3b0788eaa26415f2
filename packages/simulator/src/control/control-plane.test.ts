import { beforeAll, describe, expect, it } from "vitest"
import type { BankKeys, Simulator } from "../index.ts"
import { createBankKeys, createSimulator, faultTable } from "../index.ts"
import { startMs } from "../testing/bench-bank.ts"
import { controlCalls } from "./control-calls.ts"

let keys: BankKeys
let simulator: Simulator
const base = "http://bank.test"

beforeAll(async () => {
  keys = await createBankKeys({ now: startMs, bits: 2048 })
  simulator = await createSimulator({ seed: 1, keys, now: () => startMs, sleep: async () => {} })
})

const ask = async (method: string, path: string, body?: unknown): Promise<{ status: number; value: Record<string, unknown> }> => {
  const init = body === undefined ? { method } : { method, body: typeof body === "string" ? body : JSON.stringify(body) }
  const response = await simulator.fetch(base + path, init)
  const text = await response.text()
  return { status: response.status, value: text.startsWith("{") ? JSON.parse(text) as Record<string, unknown> : { text } }
}

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly parameters?: readonly { name: string; in: string; schema: unknown }[]
  readonly requestBody?: { content: Record<string, { schema: { type: string } }> }
  readonly responses: Record<string, { description: string }>
}

const documentNow = async () =>
  (await ask("GET", "/_sim/openapi.json")).value as unknown as { openapi: string; info: { title: string; version: string }
    paths: Record<string, Record<string, Operation>> }

describe("the OpenAPI document", () => {
  it("is a valid one of version 3.1", async () => {
    const document = await documentNow()
    expect(document).toMatchObject({ openapi: "3.1.0", info: { title: expect.any(String), version: expect.any(String) } })
    const ids: string[] = []
    for (const [path, methods] of Object.entries(document.paths)) {
      expect(path).toMatch(/^\/_sim\/[a-z0-9./{}-]*$/i)
      for (const [method, operation] of Object.entries(methods)) {
        expect(method).toMatch(/^(get|post|put|delete)$/)
        expect(operation.operationId).toMatch(/^[a-z][A-Za-z0-9]*$/)
        ids.push(operation.operationId)
        expect(operation.summary.length).toBeGreaterThan(5)
        expect(Object.keys(operation.responses)).toEqual([expect.stringMatching(/^20[01]$/), "400"])
        for (const response of Object.values(operation.responses)) expect(response.description).not.toBe("")
        for (const parameter of operation.parameters ?? []) {
          expect(parameter).toMatchObject({ name: expect.any(String), in: "query" })
          checkSchema(parameter.schema)
        }
        const schema = operation.requestBody?.content["application/json"]?.schema
        expect(method === "post").toBe(schema !== undefined)
        if (schema !== undefined) checkSchema(schema)
      }
    }
    expect(new Set(ids).size).toBe(ids.length)
  })

  it("has every call of the table, of the products and of the broker, and the list of a 404 is the same", async () => {
    const { paths } = await documentNow()
    const listed = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    const { status, value } = await ask("GET", "/_sim/nothing")
    expect(status).toBe(404)
    expect([...listed].sort()).toEqual([...(value["calls"] as string[])].sort())
    for (const name of [...Object.keys(controlCalls), ...Object.keys(simulator.bank.controls()), "POST /_sim/idirect/apps"]) expect(listed).toContain(name)
  })

  it("lists no call that is not answered", async () => {
    const { paths } = await documentNow()
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods)) {
        const { status } = await ask(method.toUpperCase(), path, method === "get" ? undefined : "[]")
        expect(`${method} ${path} ${[404, 405, 500].includes(status)}`).toBe(`${method} ${path} false`)
      }
    }
  })

  it("names every fault and scenario", async () => {
    const text = JSON.stringify(await documentNow())
    for (const name of [...Object.keys(faultTable), "npci-outage"]) expect(text).toContain(`"${name}"`)
  })
})

/** JSON Schema, as far as it is used here: no keyword that nobody knows, and types of the right kind. */
const checkSchema = (schema: unknown): void => {
  const keywords = ["type", "properties", "required", "additionalProperties", "items", "enum", "minLength", "pattern", "minimum", "maximum", "description"]
  const fields = schema as { type: string; properties?: Record<string, unknown>; required?: string[]; items?: unknown; pattern?: string }
  expect(keywords).toEqual(expect.arrayContaining(Object.keys(fields)))
  for (const type of [fields.type].flat()) expect(["object", "array", "string", "integer", "number", "boolean"]).toContain(type)
  for (const name of fields.required ?? []) expect(Object.keys(fields.properties ?? {})).toContain(name)
  if (fields.pattern !== undefined) expect(() => new RegExp(fields.pattern ?? "", "v")).not.toThrow()
  for (const inner of Object.values(fields.properties ?? {})) checkSchema(inner)
  if (fields.items !== undefined) checkSchema(fields.items)
}

describe("a wrong request to the control plane", () => {
  it.each<[string, unknown, string]>([
    ["/_sim/partners", {}, "name is missing"],
    ["/_sim/partners", { name: " ", certificatePem: "x" }, "name must be a text that is not empty"],
    ["/_sim/partners", { name: "A", certificatePem: 1 }, "certificatePem must be a text"],
    ["/_sim/partners", { name: "A", certificatePem: "x", rails: ["imps", 2] }, "rails[1] must be a text"],
    ["/_sim/partners", { name: "A", certificatePem: "x" }, "certificatePem cannot be used"],
    ["/_sim/partners", { name: "A", certificatePem: "x", rail: [] }, "knows name, certificatePem, rails, formerCertificatePem, not rail"],
    ["/_sim/faults", {}, "fault or scenario is missing"],
    ["/_sim/faults", { fault: "nonsense" }, "fault must be one of drop-before-processing"],
    ["/_sim/faults", { fault: "delay", match: "all" }, "match must be an object"],
    ["/_sim/faults", { fault: "delay", match: { rail: 1 } }, "match.rail must be a text"],
    ["/_sim/faults", { fault: "delay", match: { reference: "A" } }, "match knows tranRefNo"],
    ["/_sim/faults", { fault: "delay", times: 0 }, "times must be a whole number from 1"],
    ["/_sim/faults", { fault: "delay", probability: "1" }, "probability must be a number from 0 to 1"],
    ["/_sim/faults", { fault: "delay", moneyMoved: "yes" }, "moneyMoved must be true or false"],
    ["/_sim/faults", { fault: "delay", forMs: 1.5 }, "forMs must be a whole number"],
    ["/_sim/faults", { fault: "act-code" }, "act-code needs actCode"],
    ["/_sim/faults", { scenario: "nonsense" }, "scenario must be one of npci-outage"],
    ["/_sim/faults", { scenario: "npci-outage", times: 2 }, "a scenario takes match and nothing else, not times"],
    ["/_sim/faults", { scenario: "npci-outage", fault: "delay" }, "not fault"],
    ["/_sim/clock", {}, "advanceMs is missing"],
    ["/_sim/clock", { advanceMs: 1.5 }, "advanceMs must be a whole number from 0"],
    ["/_sim/clock", [], "The body must be a JSON object"],
    ["/_sim/clock", "{", "The body must be JSON"],
    ["/_sim/clock", "", "The body must be JSON"]
  ])("POST %s %j is refused by name", async (path, body, reason) => {
    const { status, value } = await ask("POST", path, body)
    expect([status, value["error"]]).toEqual([400, expect.stringContaining(reason)])
  })

  it.each([
    ["/_sim/statement?from=yesterday", "from must have the form"],
    ["/_sim/statement?form=csv", "The query knows from, to, format, partner, charges, not form"],
    ["/_sim/statement?from=2030-01-31&from=2030-02-01", "from is given twice"],
    ["/_sim/statement?format=pdf", "format must be one of cib, csv"],
    ["/_sim/health?a=1&a=2", "a is given twice"]
  ])("GET %s is refused by name", async (path, reason) => {
    expect(await ask("GET", path)).toEqual({ status: 400, value: { error: expect.stringContaining(reason) } })
  })

  it("is told which method to use", async () => {
    const response = await simulator.fetch(`${base}/_sim/clock`, { method: "DELETE" })
    expect([response.status, response.headers.get("allow"), await response.json()]).toEqual([405, "GET, POST", { error: "Use GET or POST" }])
    expect((await simulator.fetch(`${base}/_sim/health`, { method: "HEAD" })).status).toBe(200)
    expect(await ask("GET", "/_sim/toString")).toMatchObject({ status: 404 })
  })
})

describe("faults and scenarios over the control plane", () => {
  it("starts a scenario and lists it beside those there are", async () => {
    const started = await ask("POST", "/_sim/faults", { scenario: "npci-outage", match: { partner: "Nobody" } })
    expect(started).toMatchObject({ status: 201, value: { scenario: "npci-outage" } })
    expect(started.value["faults"]).toHaveLength(6)
    const { value } = await ask("GET", "/_sim/faults")
    expect(value).toMatchObject({
      running: [{ name: "npci-outage", state: "running", hits: 0 }],
      scenarios: { "npci-outage": { text: expect.stringContaining("2 h") } },
      kinds: { deemed: { on: "pay", money: "moved", group: "code", text: expect.any(String) } }
    })
  })
})
