import { ACTOR_HEADER, invalidField, type Problem, readPayoutBody, requireActorHeader } from "@hundi/operations/http"
import { answerUnreached, callHome } from "../home/call-home.ts"
import { type EdgeEnv, type EdgeSettings, OBJECT_JOURNAL, readSettings } from "../settings.ts"
import { nameOfShard, SHARD_HEADER, SHARDS, shardOf } from "../shard-of.ts"
import { answerError, answerJson, answerProblem, noSuchRoute, readBytes, readJsonText } from "./answer.ts"
import { answerCallback } from "./callback-route.ts"
import { checkToken } from "./check-token.ts"
import { edgeOpenApi } from "./edge-open-api.ts"
import { listShards } from "./list-shards.ts"
import { checkKey } from "./shard-routes.ts"

/** The front: who may call, and which object answers. It holds nothing. */
export const routeRequest = async (request: Request, env: EdgeEnv): Promise<Response> => {
  try {
    const { pathname } = new URL(request.url)
    if (pathname === "/healthz") return answerJson(health(env))
    if (pathname === "/openapi.json") return answerJson(edgeOpenApi)
    const settings = readSettings(env)
    const ask = askShard(env)
    if (pathname === "/readyz") return await ready(settings, ask)
    if (!pathname.startsWith("/v1/")) return noSuchRoute()
    const [, , area, name] = pathname.split("/")
    if (area === "callbacks" && request.method === "POST") return await answerCallback(request, name ?? "", settings, ask)
    const refusal = await checkToken(request, settings.token)
    if (refusal !== undefined) return refusal
    return settings.mode === "home" ? await routeHome(request, settings, ask) : await routeShards(request, ask)
  } catch (error) {
    return answerError(error)
  }
}

type Ask = (shard: number, path: string, init: RequestInit) => Promise<Response>

const askShard = ({ SHARDS: objects }: EdgeEnv): Ask => {
  return async (shard, path, init) => {
    const headers = new Headers(init.headers)
    headers.set(SHARD_HEADER, String(shard))
    try {
      const answer = await objects.getByName(nameOfShard(shard)).fetch(new Request(`https://shard.internal${path}`, { ...init, headers }))
      // Read here, so that an object lost in the middle of its answer is told as well.
      return new Response(await answer.arrayBuffer(), answer)
    } catch {
      return answerProblem(shardLost, { "retry-after": "1" })
    }
  }
}

/** The object went away over this call, moved or restarted: an order may be taken on all the same, and then it is being paid. */
const shardLost: Problem = {
  ...{ status: 503, code: "SHARD_UNAVAILABLE", title: "The object that keeps this payout did not answer", sent: "maybe" },
  rule: "come again, with the same Idempotency-Key: an order is taken on once however often it comes"
}

/** The same call, with its body read. */
const repeat = (request: Request, body: BodyInit | null): RequestInit => ({ method: request.method, headers: request.headers, body })

const routeHome = async (request: Request, settings: Extract<EdgeSettings, { readonly mode: "home" }>, ask: Ask): Promise<Response> => {
  const { pathname, search } = new URL(request.url)
  const [, , area, name, action] = pathname.split("/")
  const isOrder = request.method === "POST" && area === "payouts" && name === undefined
  if (isOrder) return order(request, ask)
  if (request.method === "GET" && area === "payouts" && name !== undefined && action === undefined) {
    return ask(shardOf(decodeURIComponent(name)), `${pathname}${search}`, repeat(request, null))
  }
  const body = request.method === "GET" ? null : await readBytes(request)
  if (body instanceof Response) return body
  const answer = await callHome(request, body, settings)
  return answer.kind === "answer" ? answer.response : answerUnreached("maybe")
}

const routeShards = async (request: Request, ask: Ask): Promise<Response> => {
  const { pathname, search, searchParams } = new URL(request.url)
  const [, , area, name, action] = pathname.split("/")
  if (area === "payouts" && name === undefined && request.method === "POST") return order(request, ask, true)
  if (area === "payouts" && name === undefined) return list(request, searchParams, ask)
  if (area === "review" && name === undefined) return list(request, searchParams, ask, "review")
  if (area === "rails" && name !== undefined && action === "resume" && request.method === "POST") return resume(request, pathname, ask)
  if ((area !== "payouts" && area !== "review") || name === undefined) return noSuchRoute()
  const body = request.method === "GET" ? null : await readBytes(request)
  if (body instanceof Response) return body
  return ask(shardOf(decodeURIComponent(name)), `${pathname}${search}`, repeat(request, body))
}

/** To the shard of the payout's id. A key that is not the id is bound first, in the key's own shard: so it names one payout over all. */
const order = async (request: Request, ask: Ask, bindsKey = false): Promise<Response> => {
  const text = await readJsonText(request)
  if (text instanceof Response) return text
  const { payoutId, idempotencyKey: key = payoutId, rail = "imps" } = readPayoutBody(text, request.headers.get("idempotency-key") ?? "")
  if (payoutId === "" || payoutId.length > 200 || key.length > 200) throw invalidField("payoutId", "1 to 200 characters, as the Idempotency-Key")
  if (bindsKey && key !== payoutId) {
    const bound = await ask(shardOf(key), "/internal/keys", { method: "POST", body: JSON.stringify({ rail, key, payoutId }) })
    if (!bound.ok) return bound
    checkKey(((await bound.json()) as { readonly payoutId: string }).payoutId, payoutId)
  }
  return ask(shardOf(payoutId), "/v1/payouts", repeat(request, text))
}

const list = async (request: Request, query: URLSearchParams, ask: Ask, status?: string): Promise<Response> =>
  request.method === "GET" ? listShards(query, (shard, path) => ask(shard, path, { method: "GET" }), status) : noSuchRoute()

const resume = async (request: Request, path: string, ask: Ask): Promise<Response> => {
  requireActorHeader(request.headers.get(ACTOR_HEADER))
  const answers = await eachShard((shard) => ask(shard, path, { method: "POST", headers: request.headers }))
  return answers.find((answer) => !answer.ok) ?? answers[0] ?? noSuchRoute()
}

const eachShard = <A>(work: (shard: number) => Promise<A>): Promise<readonly A[]> =>
  Promise.all(Array.from({ length: SHARDS }, (_, shard) => work(shard)))

/** Alive, and where payments are kept: who looks must not have to guess. */
const health = (env: EdgeEnv) => {
  const isObject = env.HUNDI_EDGE_JOURNAL === OBJECT_JOURNAL
  return {
    ok: true,
    now: new Date().toISOString(),
    journal: isObject ? OBJECT_JOURNAL : "home",
    says: isObject
      ? "Payments are kept in Durable Objects, which cannot be held in India: for the simulator and for data that no rule keeps there."
      : "Payments are kept by the worker in India alone; here a digest of each order is kept for at most a day."
  }
}

const ready = async (settings: EdgeSettings, ask: Ask): Promise<Response> => {
  if (settings.mode === "home") {
    const answer = await callHome(new Request("https://shard.internal/readyz"), null, settings)
    return answer.kind === "answer" ? answer.response : answerProblem({ status: 503, code: "HOME_UNREACHABLE", title: "The payout worker that keeps the journal did not answer" })
  }
  const answers = await eachShard((shard) => ask(shard, "/v1/pauses", { method: "GET" }))
  const broken = answers.find((answer) => !answer.ok)
  if (broken !== undefined) return broken
  const pauses = (await Promise.all(answers.map((answer) => answer.json()))) as { readonly rail: string; readonly reason: string }[][]
  const pausedRails = [...new Map(pauses.flat().map(({ rail, reason }) => [rail, { rail, reason }])).values()]
  return answerJson({ ok: true, pausedRails })
}
