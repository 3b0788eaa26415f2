import type { ListQuery, PayoutStatus } from "@hundi/core"
import {
  ACTOR_HEADER, checkScheduledFor, findPayout, invalidField, payoutDetail, payoutRow, ProblemError, readActorHeader, readCancelBody,
  readPayoutBody, readRetryBody, readReviewBody, requireActorHeader, shortAnswer
} from "@hundi/operations/http"
import type { ObjectFacts } from "../journal/object-facts.ts"
import type { Desk } from "../pay/open-desk.ts"
import { answerJson, noSuchRoute, readJsonText } from "./answer.ts"

/** What a shard answers from. */
export interface ShardParts {
  readonly desk: Desk
  readonly facts: ObjectFacts
}

/** The calls about the payouts of one shard (CONTRACTS.md, HTTP API); the front has looked at the token and found the shard. */
export const answerShard = async (request: Request, parts: ShardParts): Promise<Response> => {
  const { pathname, searchParams } = new URL(request.url)
  const [, , area, name, action, ...more] = pathname.split("/").map(decodeURIComponent)
  const { desk } = parts
  await desk.lookAtClock()
  if (more.length > 0) return noSuchRoute()
  if (request.method === "GET" && area === "payouts") {
    return name === undefined ? answerJson(await list(desk, searchParams)) : answerJson(await detail(desk, name))
  }
  if (request.method === "GET" && area === "pauses") return answerJson(await desk.journal.pauses())
  if (request.method !== "POST") return noSuchRoute()
  if (area === "payouts" && name === undefined) return order(request, parts)
  if (name === undefined) return noSuchRoute()
  if (area === "payouts" && action === "retry") return retry(request, desk, name)
  if (area === "payouts" && action === "cancel") return cancel(request, desk, name)
  if (area === "review" && action !== undefined) return review(request, desk, name, action)
  if (area === "rails" && action === "resume") return resume(request, desk, name)
  return noSuchRoute()
}

const order = async (request: Request, { desk, facts }: ShardParts): Promise<Response> => {
  const text = await readJsonText(request)
  if (text instanceof Response) return text
  const input = readPayoutBody(text, request.headers.get("idempotency-key") ?? undefined)
  if ((await desk.payouts.get(input.payoutId)) === undefined) checkScheduledFor(input.scheduledFor, desk.now())
  const key = input.idempotencyKey ?? input.payoutId
  // A key that is no id of its own was bound by the front, in the key's shard.
  if (key === input.payoutId) checkKey(facts.bindKey(input.rail ?? "imps", key, input.payoutId), input.payoutId)
  const [intake] = await desk.payouts.accept([input])
  if (intake === undefined || intake.kind === "invalid") throw intake?.error ?? invalidField("body", "no order")
  if (intake.kind === "created") desk.wake()
  const view = await findPayout(desk.payouts, intake.view.payoutId)
  const suspects = intake.suspectedDuplicates
  return answerJson({ ...shortAnswer(view), ...(suspects.length === 0 ? {} : { suspectedDuplicates: suspects }) }, intake.kind === "created" ? 202 : 200)
}

/** @throws ProblemError 409 when the key belongs to another payout */
export const checkKey = (boundTo: string, payoutId: string): void => {
  if (boundTo === payoutId) return
  throw new ProblemError({
    ...{ status: 409, code: "IDEMPOTENCY_CONFLICT", title: "This key or id belongs to a payout with another body" },
    ...{ field: "payoutId", rule: "the idempotency_key is taken by a payout with another payout_id" }
  })
}

const detail = async ({ payouts, journal }: Desk, payoutId: string) => {
  const pausedRails = new Set((await journal.pauses()).map(({ rail }) => rail))
  return payoutDetail(await findPayout(payouts, payoutId), { pausedRails })
}

const retry = async (request: Request, desk: Desk, payoutId: string): Promise<Response> => {
  const actor = readActorHeader(request.headers.get(ACTOR_HEADER))
  const view = await desk.payouts.retry(payoutId, readRetryBody(await request.text()))
  if (actor !== undefined) await desk.journal.note(view.payout.id, { kind: "retry-ordered", detail: { by: actor } }, desk.now())
  desk.wake()
  return answerJson(shortAnswer(view), 202)
}

const cancel = async (request: Request, { payouts }: Desk, payoutId: string): Promise<Response> => {
  const text = await readJsonText(request)
  if (text instanceof Response) return text
  return answerJson(shortAnswer(await payouts.cancel(payoutId, readCancelBody(actorOf(request), text))))
}

const review = async (request: Request, desk: Desk, payoutId: string, action: string): Promise<Response> => {
  const text = await readJsonText(request)
  if (text instanceof Response) return text
  const { decided, view } = await desk.review.act(readReviewBody(actorOf(request), payoutId, action, text))
  desk.wake()
  return answerJson({ decided, ...shortAnswer(view) }, decided ? 200 : 202)
}

/** The Node worker has a command line for this. */
const resume = async (request: Request, desk: Desk, rail: string): Promise<Response> => {
  actorOf(request)
  await desk.journal.resume(rail)
  desk.clock.arm()
  desk.wake()
  return answerJson({ rail, resumed: true })
}

const actorOf = (request: Request): string => requireActorHeader(request.headers.get(ACTOR_HEADER))

const list = async ({ payouts }: Desk, query: URLSearchParams) => {
  const status = query.get("status")
  const cursor = query.get("cursor")
  const asked: Partial<ListQuery> = {
    limit: Number(query.get("limit")),
    ...(status === null ? {} : { status: status as PayoutStatus }),
    ...(cursor === null ? {} : { cursor })
  }
  const { data, nextCursor } = await payouts.list(asked)
  const standings = new Map((await payouts.standings(data.map(({ payoutId }) => payoutId))).map((standing) => [standing.id, standing]))
  return { data: data.map((payout) => payoutRow(payout, standings.get(payout.id))), nextCursor }
}
