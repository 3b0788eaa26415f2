import { declaredApis } from "@hundi/catalog/portal/declared"
import { describe, expect, it } from "vitest"
import { jsonSchemaOf, openApiOf } from "./open-api.ts"

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly "x-hundi-seal": unknown
  readonly "x-hundi-apis": readonly { readonly id: string }[]
}
type Item = Readonly<Record<string, Operation>> & { readonly parameters?: readonly { readonly name: string }[] }

const document = openApiOf(declaredApis) as unknown as {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Item>>
  readonly webhooks: Readonly<Record<string, Item>>
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}
const items = [...Object.values(document.paths), ...Object.values(document.webhooks)]
const operations = items.flatMap(({ parameters: _, ...methods }) => Object.values(methods))

describe("the OpenAPI document", () => {
  it("is 3.1 and has each declaration once", () => {
    expect(document.openapi).toBe("3.1.0")
    const ids = operations.flatMap((one) => one["x-hundi-apis"].map(({ id }) => id))
    expect(ids.sort()).toEqual(declaredApis.map(({ id }) => id).sort())
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  })

  it("refers to schemas that are there", () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? "")
    expect(refs.length).toBeGreaterThan(150)
    expect(refs.filter((name) => !(name in document.components.schemas))).toEqual([])
  })

  it("says which header tells calls of one path apart, and what stands in a path", () => {
    const pay = document.paths["/api/v1/composite-payment"]?.["post"]
    expect(pay?.["x-hundi-seal"]).toBe("hybrid")
    expect(pay?.parameters).toContainEqual({
      name: "x-priority", in: "header", required: true, schema: { type: "string", enum: expect.arrayContaining(["1000", "0100", "0010", "0001"]) }
    })
    for (const [path, item] of Object.entries(document.paths)) {
      const holes = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect((item.parameters ?? []).map(({ name }) => name)).toEqual(holes)
      expect(path).not.toContain("?")
    }
    expect(document.paths["/api/v1/pcms-chw"]?.["post"]?.parameters).toContainEqual({
      name: "service", in: "query", required: true, schema: { type: "string", const: "LinkedMobile" }
    })
  })
})

it("each declaration is a JSON Schema of its own, with its samples and its trust", () => {
  const [impsPay] = declaredApis.filter(({ id }) => id === "composite.imps.pay")
  expect(jsonSchemaOf(impsPay!)).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema", title: "composite.imps.pay", description: expect.stringMatching(/^Trust: printed/),
    $defs: { request: { required: expect.arrayContaining(["tranRefNo"]), examples: [impsPay!.samples.request] } }
  })
})
