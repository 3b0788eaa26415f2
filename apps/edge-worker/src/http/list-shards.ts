import { invalidField, openApi } from "@hundi/operations/http"
import { SHARDS } from "../shard-of.ts"
import { answerJson } from "./answer.ts"

/** One page of a shard, as its object answers it. */
interface Page {
  readonly data: readonly unknown[]
  readonly nextCursor: string | null
}

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 500

const statuses: readonly string[] = openApi.components.schemas.Status.enum

/**
 * `GET /v1/payouts` over all shards: one shard after the other, each newest first, since nobody keeps an order among them. A cursor names
 * the shard and the place in it. `status` overrules the query's.
 * @throws ProblemError for a query that breaks a rule
 */
export const listShards = async (query: URLSearchParams, ask: (shard: number, path: string) => Promise<Response>, status = query.get("status")): Promise<Response> => {
  if (status !== null && !statuses.includes(status)) throw invalidField("status", `one of ${statuses.join(", ")}`)
  const limit = readLimit(query.get("limit"))
  let [shard, cursor] = readCursor(query.get("cursor"))
  const data: unknown[] = []
  for (; shard < SHARDS && data.length < limit; shard++, cursor = "") {
    const asked = new URLSearchParams({ limit: String(limit - data.length) })
    if (status !== null) asked.set("status", status)
    if (cursor !== "") asked.set("cursor", cursor)
    const answer = await ask(shard, `/v1/payouts?${asked.toString()}`)
    if (!answer.ok) return answer
    const page = (await answer.json()) as Page
    data.push(...page.data)
    if (page.nextCursor !== null) return answerJson({ data, nextCursor: `${shard}.${page.nextCursor}` })
  }
  return answerJson({ data, nextCursor: shard < SHARDS ? `${shard}.` : null })
}

const readLimit = (text: string | null): number => {
  const limit = text === null ? DEFAULT_LIMIT : Number(text)
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) throw invalidField("limit", `a whole number from 1 to ${MAX_LIMIT}`)
  return limit
}

const readCursor = (text: string | null): [shard: number, cursor: string] => {
  if (text === null) return [0, ""]
  const [, shard, cursor] = /^(\d{1,2})\.(\d{0,15})$/.exec(text) ?? []
  if (shard === undefined || Number(shard) >= SHARDS) throw invalidField("cursor", "the nextCursor of an earlier answer")
  return [Number(shard), cursor ?? ""]
}
