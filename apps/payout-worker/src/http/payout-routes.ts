import type { ListQuery, PayoutInput, PayoutStatus } from "@hundi/core"
import { checkScheduledFor, findPayout, invalidField, ownIdRule, payoutDetail, payoutRow, readCancelBody, readPayoutBody, readRetryBody, readReviewBody, shortAnswer } from "@hundi/operations/http"
import { createReview } from "@hundi/operations/review"
import type { Context, Hono } from "hono"
import { readActor, requireActor } from "./actor.ts"
import type { AppParts } from "./create-app.ts"
import { limitBody, MAX_BODY_BYTES, requireType } from "./limits.ts"

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 500

type Parts = Pick<AppParts, "worker">

const statuses: readonly PayoutStatus[] = [
  "draft", "awaiting-approval", "scheduled", "queued", "in-flight", "unknown", "review", "settled", "failed", "cancelled", "reversed"
]

/** Ordering and reading payouts. */
export const addPayoutRoutes = (app: Hono, { worker }: Parts): void => {
  const { payouts, journal } = worker
  const list = async (query: Partial<ListQuery>) => {
    const { data, nextCursor } = await payouts.list(query)
    const standings = new Map((await payouts.standings(data.map(({ payoutId }) => payoutId))).map((standing) => [standing.id, standing]))
    return { data: data.map((payout) => payoutRow(payout, standings.get(payout.id))), nextCursor }
  }
  app.post("/v1/payouts", limitBody(MAX_BODY_BYTES), async (c) => {
    requireType(c, "application/json")
    const order = readPayoutBody(await c.req.text(), c.req.header("idempotency-key"))
    const actor = worker.operations.controls === undefined ? undefined : requireActor(c)
    await prepare(worker, order, actor)
    const [intake] = await payouts.accept([order])
    if (intake === undefined || intake.kind === "invalid") throw intake?.error ?? invalidField("body", "no order")
    if (intake.kind === "created") {
      worker.changes.tell(intake.view.payoutId)
      worker.wake()
    }
    const view = await findPayout(payouts, intake.view.payoutId)
    const suspects = intake.suspectedDuplicates
    return c.json({ ...shortAnswer(view), ...(suspects.length === 0 ? {} : { suspectedDuplicates: suspects }) }, intake.kind === "created" ? 202 : 200)
  })
  app.get("/v1/payouts", async (c) => c.json(await list(readQuery(c))))
  app.get("/v1/review", async (c) => c.json(await list({ ...readQuery(c), status: "review" })))
  app.get("/v1/payouts/:id", async (c) => {
    const pausedRails = new Set((await journal.pauses()).map(({ rail }) => rail))
    return c.json(payoutDetail(await findPayout(payouts, c.req.param("id")), { pausedRails }))
  })
  addOwnersRoutes(app, { worker })
}

/** What only a new order must keep, and who made it: written down before the order is taken on, and never for one that is known. */
const prepare = async ({ payouts, operations, foresee, now }: AppParts["worker"], order: PayoutInput, actor: string | undefined): Promise<void> => {
  if (actor === undefined && order.scheduledFor === undefined) return
  if ((await payouts.get(order.payoutId)) !== undefined) return
  checkScheduledFor(order.scheduledFor, now())
  if (actor === undefined || operations.controls === undefined) return
  const [foreseen] = await foresee([order])
  if (foreseen?.kind === "invalid") throw foreseen.error
  await operations.controls.made({ payoutId: order.payoutId, by: actor })
}

/** What a payout's owner may order about it, and what people decide in review. */
const addOwnersRoutes = (app: Hono, { worker }: Parts): void => {
  const { payouts, journal, operations } = worker
  app.post("/v1/payouts/:id/retry", limitBody(MAX_BODY_BYTES), async (c) => {
    const payoutId = c.req.param("id")
    if (ownIdRule(payoutId) !== undefined) throw invalidField("id", "a penny drop is not repeated by hand: check the beneficiary again")
    const actor = operations.controls === undefined ? readActor(c) : requireActor(c)
    const view = await payouts.retry(payoutId, readRetryBody(await c.req.text()))
    if (actor !== undefined) await journal.note(view.payout.id, { kind: "retry-ordered", detail: { by: actor } }, worker.now())
    worker.changes.tell(view.payout.payoutId)
    worker.wake()
    return c.json(shortAnswer(view), 202)
  })
  app.post("/v1/payouts/:id/cancel", limitBody(MAX_BODY_BYTES), async (c) => {
    requireType(c, "application/json")
    const view = await payouts.cancel(c.req.param("id"), readCancelBody(requireActor(c), await c.req.text()))
    worker.changes.tell(view.payout.payoutId)
    return c.json(shortAnswer(view))
  })
  const review = createReview({ journal, owner: worker.instance, now: worker.now })
  app.post("/v1/review/:id/:action", limitBody(MAX_BODY_BYTES), async (c) => {
    requireType(c, "application/json")
    const order = readReviewBody(requireActor(c), c.req.param("id"), c.req.param("action"), await c.req.text())
    const { decided, view } = await review.act(order)
    worker.changes.tell(view.payout.payoutId)
    worker.wake()
    return c.json({ decided, ...shortAnswer(view) }, decided ? 200 : 202)
  })
}

const readQuery = (c: Context): Partial<ListQuery> => {
  const { status, cursor, limit } = c.req.query()
  if (status !== undefined && !statuses.some((one) => one === status)) throw invalidField("status", `one of ${statuses.join(", ")}`)
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) throw invalidField("cursor", "the nextCursor of an earlier answer")
  const count = limit === undefined ? DEFAULT_LIMIT : Number(limit)
  if (!Number.isInteger(count) || count < 1 || count > MAX_LIMIT) throw invalidField("limit", `a whole number from 1 to ${MAX_LIMIT}`)
  return { limit: count, ...(status === undefined ? {} : { status: status as PayoutStatus }), ...(cursor === undefined ? {} : { cursor }) }
}
