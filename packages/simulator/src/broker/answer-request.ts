import type { Broker } from "./broker.ts"
import { isBrokerPath } from "./broker.ts"
import { isFields } from "./wire.ts"

/**
 * Answers a request that is for the broker, or for its part of the control plane; undefined for every other.
 *
 * @param body - the body when the Request cannot carry it: the successor's GET and DELETE calls have one, which Fetch forbids for GET
 */
export const answerBrokerRequest = async (broker: Broker, request: Request, path: string, body?: string): Promise<Response | undefined> => {
  if (path === "/_sim/idirect/apps") return registerApp(broker, request)
  if (!isBrokerPath(path)) return undefined
  const header = (name: string): string => request.headers.get(name) ?? ""
  const text = body ?? (await request.text())
  const reply = broker.handle({ method: request.method, path, contentType: header("content-type"), header, body: text })
  return json(reply.body, reply.status)
}

const registerApp = async (broker: Broker, request: Request): Promise<Response> => {
  if (request.method !== "POST") return json({ error: "Use POST" }, 405)
  const body = await request.json().catch(() => undefined) as unknown
  const name = isFields(body) ? body["name"] : undefined
  if (typeof name !== "string" || name.trim() === "") return json({ error: "name must be a text" }, 400)
  const { appKey, secretKey, userId, apiSession } = broker.registerApp({ name })
  return json({ appKey, secretKey, userId, apiSession }, 201)
}

const json = (value: unknown, status: number): Response =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json;charset=utf-8" } })
