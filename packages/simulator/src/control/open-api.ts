import type { ControlCall } from "./control-calls.ts"
import type { Schema } from "./check-value.ts"

/** The OpenAPI 3.1 document of the control plane, from the very table that its dispatcher goes by. `version` of the document. */
export const openApiOf = (calls: Readonly<Record<string, Omit<ControlCall, "run">>>, version = "1"): Readonly<Record<string, unknown>> => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, call] of Object.entries(calls)) {
    const [method = "", path = ""] = name.split(" ")
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(method, path, call) }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Bank simulator, control plane", version,
      description: "The way in for tests and people. Unofficial; the real bank has none of these calls, and no money moves here."
    },
    paths
  }
}

const operationOf = (method: string, path: string, { summary, body, query = {}, status, answers, type }: Omit<ControlCall, "run">) => ({
  operationId: method.toLowerCase() + nameOf(path),
  summary,
  ...(Object.keys(query).length === 0 ? {} : { parameters: Object.entries(query).map(([name, schema]) => parameterOf(name, schema)) }),
  ...(body === undefined ? {} : { requestBody: { required: true, content: { "application/json": { schema: body } } } }),
  responses: {
    [status]: { description: answers, content: { [type ?? "application/json"]: {} } },
    400: { description: "what is wrong with the request, by the name of the field", content: { "application/json": { schema: errorSchema } } }
  }
})

/** /_sim/upi/payer as UpiPayer. */
const nameOf = (path: string): string => {
  const words = path.replace(/^\/_sim\//, "").split(/[^A-Za-z0-9]+/).filter((word) => word !== "")
  return words.length === 0 ? "Page" : words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("")
}

const parameterOf = (name: string, schema: Schema) => ({ name, in: "query", required: false, schema })

const errorSchema: Schema = { type: "object", properties: { error: { type: "string" } }, required: ["error"] }
