import type { AnyCodec, AnyDeclaration } from "@hundi/catalog"
import type * as JsonSchema from "effect/JsonSchema"
import { wireSchemaOf } from "./wire-schema.ts"

/**
 * One declaration as JSON Schema: `request` and `response` are definitions with the bank's names, before they are sealed and after they
 * are opened.
 */
export function jsonSchemaOf({ id, request, response, samples, source }: AnyDeclaration): JsonSchema.JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: id,
    description: `Trust: ${source.trust}. Source: ${source.doc.join("; ")}. Unofficial.`,
    $defs: {
      request: { ...wireSchemaOf(request as AnyCodec), examples: [samples.request] },
      response: { ...wireSchemaOf(response as AnyCodec), examples: [samples.response] }
    }
  }
}

/** A file name for an id. */
export const schemaFile = (id: string): string => `${id}.json`

/**
 * All declarations as OpenAPI 3.1. Paths have the bank's names in the plain body; `x-hundi-seal` says how it travels. Calls that share a
 * path and a method are one operation whose body is any of theirs. A declaration without a path stands among the webhooks: the bank is the
 * one who calls, or the path is not public.
 */
export function openApiOf(declarations: readonly AnyDeclaration[]): JsonSchema.JsonSchema {
  const withPath = declarations.filter(({ path }) => path !== "")
  const paths = groupBy(withPath, ({ path }) => templateOf(path))
  return {
    openapi: "3.1.0",
    info: {
      title: "ICICI Bank APIs, as Hundi declares them",
      version: "1",
      description:
        "Unofficial: not made, checked or endorsed by the bank. Bodies are shown before they are sealed and after they are opened; `x-hundi-trust` says how well each is known."
    },
    servers: [
      { url: "https://apibankingone.icicibank.com", description: "production (facts, hosts)" },
      { url: "https://apibankingonesandbox.icicibank.com", description: "sandbox (facts, hosts)" }
    ],
    security: [{ apikey: [] }],
    paths: Object.fromEntries([...paths].map(([path, here]) => [path, pathItem(path, here)])),
    webhooks: Object.fromEntries(declarations.filter(({ path }) => path === "").map((one) => [one.id, { post: operation([one]) }])),
    components: {
      securitySchemes: { apikey: { type: "apiKey", in: "header", name: "apikey" } },
      schemas: Object.fromEntries(
        declarations.flatMap(({ id, request, response }) => [
          [`${id}.request`, wireSchemaOf(request as AnyCodec)],
          [`${id}.response`, wireSchemaOf(response as AnyCodec)]
        ])
      )
    }
  }
}

function pathItem(path: string, here: readonly AnyDeclaration[]): JsonSchema.JsonSchema {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  const inPath = names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }))
  const methods = groupBy(here, ({ method }) => method.toLowerCase())
  return {
    ...(inPath.length === 0 ? {} : { parameters: inPath }),
    ...Object.fromEntries([...methods].map(([method, ones]) => [method, operation(ones)]))
  }
}

function operation(ones: readonly AnyDeclaration[]): JsonSchema.JsonSchema {
  const [first] = ones
  const about = ones.map(({ id, seal, source, moves, portalPaths }) => ({ id, seal, trust: source.trust, moves, portalPaths }))
  const seals = [...new Set(ones.map(({ seal }) => seal))]
  const parameters = [...headersOf(ones), ...queryOf(first?.path ?? "")]
  const asForm = first?.method === "GET" || first?.headers["Content-Type"] === "application/x-www-form-urlencoded"
  return {
    operationId: ones.map(({ id }) => id).join("+"),
    tags: [...new Set(ones.map(({ family }) => family))],
    "x-hundi-seal": seals.length === 1 ? seals[0] : seals,
    "x-hundi-apis": about,
    ...(parameters.length === 0 ? {} : { parameters }),
    requestBody: { required: true, content: { [asForm ? "application/x-www-form-urlencoded" : "application/json"]: bodyOf(ones, "request") } },
    responses: { 200: { description: "The opened reply", content: { "application/json": bodyOf(ones, "response") } } }
  }
}

function bodyOf(ones: readonly AnyDeclaration[], side: "request" | "response"): JsonSchema.JsonSchema {
  const refs = ones.map(({ id }) => ({ $ref: `#/components/schemas/${id}.${side}` }))
  const examples = Object.fromEntries(ones.map(({ id, samples }) => [id, { value: samples[side] as unknown }]))
  return { schema: refs.length === 1 ? refs[0] : { anyOf: refs }, examples }
}

/** A header that says which of several calls is meant, such as x-priority, has one value for each. */
function headersOf(ones: readonly AnyDeclaration[]): readonly JsonSchema.JsonSchema[] {
  const names = new Set(ones.flatMap(({ headers }) => Object.keys(headers)).filter((name) => !/^(?:content-type|accept)$/i.test(name)))
  return [...names].map((name) => {
    const values = ones.flatMap(({ headers }) => headers[name] ?? [])
    return { name, in: "header", required: values.length === ones.length, schema: { type: "string", enum: [...new Set(values)] } }
  })
}

const queryOf = (path: string): readonly JsonSchema.JsonSchema[] =>
  [...new URLSearchParams(path.split("?")[1] ?? "")].map(([name, value]) => ({
    name,
    in: "query",
    required: true,
    schema: value.startsWith("{") ? { type: "string" } : { type: "string", const: value }
  }))

/** OpenAPI keeps the query out of the path. */
const templateOf = (path: string): string => path.split("?")[0] ?? path

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}
