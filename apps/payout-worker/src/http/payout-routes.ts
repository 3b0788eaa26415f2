import type { ListQuery, PayoutStatus, PayoutView } from "@hundi/core"
import type { Context, Hono } from "hono"
import { createReview } from "@hundi/operations/review"
import { bodyLimit } from "hono/body-limit"
import type { AppParts } from "./create-app.ts"
import { payoutDetail, payoutRow, rfc3339 } from "./payout-json.ts"
import { answerProblem, invalidField, ProblemError } from "./problem.ts"
import { readCancelBody, readReviewBody } from "./read-decision-body.ts"
import { readPayoutBody } from "./read-payout-body.ts"

const MAX_BODY_BYTES = 64 * 1024
const DEFAULT_LIMIT = 50
const MAX_LIMIT = 500

type Parts = Pick<AppParts, "worker">

const statuses: readonly PayoutStatus[] = [
  "draft", "awaiting-approval", "scheduled", "queued", "in-flight", "unknown", "review", "settled", "failed", "cancelled", "reversed"
]

/** Ordering, reading and retrying payouts. */
export const addPayoutRoutes = (app: Hono, { worker }: Parts): void => {
  const { payouts, journal } = worker
  const surroundings = async () => ({ pausedRails: new Set((await journal.pauses()).map(({ rail }) => rail)) })
  const found = async (payoutId: string): Promise<PayoutView> => {
    const view = await payouts.get(payoutId)
    if (view === undefined) throw new ProblemError({ status: 404, code: "NOT_FOUND", title: "There is no such payout" })
    return view
  }
  const list = async (query: Partial<ListQuery>) => {
    const { data, nextCursor } = await payouts.list(query)
    const standings = new Map((await payouts.standings(data.map(({ payoutId }) => payoutId))).map((standing) => [standing.id, standing]))
    return { data: data.map((payout) => payoutRow(payout, standings.get(payout.id))), nextCursor }
  }

  app.post("/v1/payouts", limitBody(MAX_BODY_BYTES), async (c) => {
    requireType(c, "application/json")
    const order = readPayoutBody(await c.req.text(), c.req.header("idempotency-key"))
    const [intake] = await payouts.accept([order])
    if (intake === undefined || intake.kind === "invalid") throw intake?.error ?? invalidField("body", "no order")
    if (intake.kind === "created") {
      worker.changes.tell(intake.view.payoutId)
      worker.wake()
    }
    const view = await found(intake.view.payoutId)
    const suspects = intake.suspectedDuplicates
    return c.json({ ...shortAnswer(view), ...(suspects.length === 0 ? {} : { suspectedDuplicates: suspects }) }, intake.kind === "created" ? 202 : 200)
  })
  app.get("/v1/payouts", async (c) => c.json(await list(readQuery(c))))
  app.get("/v1/review", async (c) => c.json(await list({ ...readQuery(c), status: "review" })))
  app.get("/v1/payouts/:id", async (c) => c.json(payoutDetail(await found(c.req.param("id")), await surroundings())))
  app.post("/v1/payouts/:id/retry", async (c) => {
    const view = await payouts.retry(c.req.param("id"))
    worker.changes.tell(view.payout.payoutId)
    worker.wake()
    return c.json(shortAnswer(view), 202)
  })
  app.post("/v1/payouts/:id/cancel", limitBody(MAX_BODY_BYTES), async (c) => {
    requireType(c, "application/json")
    const view = await payouts.cancel(c.req.param("id"), readCancelBody(await c.req.text()))
    worker.changes.tell(view.payout.payoutId)
    return c.json(shortAnswer(view))
  })
  const review = createReview({ journal, owner: worker.instance, now: worker.now })
  app.post("/v1/review/:id/:action", limitBody(MAX_BODY_BYTES), async (c) => {
    requireType(c, "application/json")
    const { decided, view } = await review.act(readReviewBody(c.req.param("id"), c.req.param("action"), await c.req.text()))
    worker.changes.tell(view.payout.payoutId)
    worker.wake()
    return c.json({ decided, ...shortAnswer(view) }, decided ? 200 : 202)
  })
  for (const path of ["/v1/payouts/:id/approve", "/v1/beneficiaries/verify"]) {
    app.post(path, (c) => answerProblem(c, { status: 501, code: "NOT_IMPLEMENTED", title: "This worker cannot do this yet", rule: "the call belongs to a later release" }))
  }
}

const shortAnswer = (view: PayoutView) => {
  const { id, status, outcome, reference, links } = payoutRow(view.payout, {
    state: view.attempts.at(-1)?.state ?? null,
    references: view.attempts.map((attempt) => attempt.reference)
  })
  return { id, status, outcome, reference, createdAt: rfc3339(view.payout.createdAt), links }
}

const readQuery = (c: Context): Partial<ListQuery> => {
  const { status, cursor, limit } = c.req.query()
  if (status !== undefined && !statuses.some((one) => one === status)) throw invalidField("status", `one of ${statuses.join(", ")}`)
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) throw invalidField("cursor", "the nextCursor of an earlier answer")
  const count = limit === undefined ? DEFAULT_LIMIT : Number(limit)
  if (!Number.isInteger(count) || count < 1 || count > MAX_LIMIT) throw invalidField("limit", `a whole number from 1 to ${MAX_LIMIT}`)
  return { limit: count, ...(status === undefined ? {} : { status: status as PayoutStatus }), ...(cursor === undefined ? {} : { cursor }) }
}

/** Refuses a body over `maxSize` bytes before it is read whole. */
export const limitBody = (maxSize: number) =>
  bodyLimit({ maxSize, onError: (c) => answerProblem(c, { status: 413, code: "TOO_LARGE", title: "The body is too large", rule: `at most ${maxSize} bytes` }) })

/** Refuses another content type. A browser sends neither of ours to another site without asking that site first. */
export const requireType = (c: Context, type: string): void => {
  const given = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase()
  if (given !== type) throw new ProblemError({ status: 415, code: "WRONG_CONTENT_TYPE", title: "The content type is not right", field: "Content-Type", rule: `must be ${type}` })
}
