import { controlCalls } from "./control/control-calls.ts"
import type { ControlCall, ControlPlaneParts, Fields } from "./control/control-calls.ts"
import { refuseValue } from "./control/check-value.ts"
import { openApiOf } from "./control/open-api.ts"

export type { ControlPlaneParts } from "./control/control-calls.ts"

/** Answers `/_sim/*`: the way in for tests and people, which the real bank does not have. */
export const createControlPlane = (parts: ControlPlaneParts): ((request: Request, url: URL) => Promise<Response>) => {
  const { bank } = parts
  const callsNow = (): Readonly<Record<string, ControlCall>> => {
    const calls: Record<string, ControlCall> = { ...controlCalls, ...productCallsOf(bank.controls()) }
    calls["GET /_sim/openapi.json"] = { summary: "This document", status: 200, answers: "OpenAPI 3.1", run: () => openApiOf(calls) }
    return calls
  }
  return async (request, url) => {
    const calls = callsNow()
    const path = url.pathname === "/_sim" ? "/_sim/" : url.pathname
    const method = request.method === "HEAD" ? "GET" : request.method
    const call = Object.hasOwn(calls, `${method} ${path}`) ? calls[`${method} ${path}`] : undefined
    if (call?.run === undefined) return refuseCall(calls, path)
    try {
      return respond(call, await call.run(await readFields(call, request, url), parts))
    } catch (error) {
      if (error instanceof RangeError) return json({ error: error.message }, 400)
      throw error
    }
  }
}

/** The calls that the products bring; their bodies are theirs to check. */
const productCallsOf = (controls: ReturnType<ControlPlaneParts["bank"]["controls"]>): Record<string, ControlCall> =>
  Object.fromEntries(Object.entries(controls).map(([name, act]): [string, ControlCall] => {
    const isPost = name.startsWith("POST ")
    const summary = `People at the bank's counters: ${name.replace(/^[A-Z]+ \/_sim\//, "").replaceAll("/", " ")}`
    return [name, {
      summary, status: isPost ? 201 : 200, answers: "what came of it", run: act, ...(isPost ? { body: { type: "object" as const } } : {})
    }]
  }))

const refuseCall = (calls: Readonly<Record<string, ControlCall>>, path: string): Response => {
  const methods = Object.keys(calls).filter((name) => name.endsWith(` ${path}`)).map((name) => name.split(" ", 1)[0] ?? "")
  if (methods.length === 0) return json({ error: "There is no such call here", calls: Object.keys(calls) }, 404)
  return json({ error: `Use ${methods.join(" or ")}` }, 405, { allow: methods.join(", ") })
}

/** The fields of the request, checked: a RangeError names the one that is wrong. */
const readFields = async (call: ControlCall, request: Request, url: URL): Promise<Fields> => {
  const query = readQuery(url)
  if (call.query !== undefined) demand(refuseValue({ type: "object", properties: call.query, additionalProperties: false }, query, "The query"))
  if (request.method !== "POST") return query
  const body = parseJson(await request.text())
  demand(refuseValue(call.body ?? { type: "object" }, body))
  return { ...query, ...(body as Fields) }
}

const readQuery = (url: URL): Record<string, string> => {
  const query: Record<string, string> = {}
  for (const [name, value] of url.searchParams) {
    if (Object.hasOwn(query, name)) throw new RangeError(`${name.slice(0, 50)} is given twice`)
    query[name] = value
  }
  return query
}

const demand = (refusal: string | undefined): void => {
  if (refusal !== undefined) throw new RangeError(refusal)
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new RangeError("The body must be JSON")
  }
}

const respond = ({ type, status }: ControlCall, answer: unknown): Response => {
  if (answer instanceof Response) return answer
  return type === undefined ? json(answer, status) : new Response(String(answer), { status, headers: { "content-type": `${type};charset=utf-8` } })
}

const json = (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json;charset=utf-8", ...headers } })
