import { toProblem } from "@hundi/operations/http"
import { Hono } from "hono"
import type { Worker } from "../worker/open-worker.ts"
import { addAdviceRoute } from "./advice-route.ts"
import { answerProblem } from "./answer-problem.ts"
import { addApprovalRoutes } from "./approval-routes.ts"
import { addBatchRoute } from "./batch-route.ts"
import { addBeneficiaryRoutes } from "./beneficiary-routes.ts"
import { addCallbackRoute, createLimiter, type Limiter } from "./callback-route.ts"
import { addEventsRoute } from "./events-route.ts"
import { guard } from "./guard.ts"
import { addHealthRoutes } from "./health-routes.ts"
import { addPageRoutes } from "./page-routes.ts"
import { addPayoutRoutes } from "./payout-routes.ts"

/** What the API works on. */
export interface AppParts {
  readonly worker: Omit<Worker, "stop">
  /** When given, every call under `/v1` must carry it. */
  readonly token: string | undefined
}

/** The HTTP API and the page (CONTRACTS, HTTP API), as a handler of `Request`s. */
export const createApp = (parts: AppParts): Hono => {
  const app = new Hono()
  // Before the guard: the bank has no token.
  addCallbackRoute(app, { worker: parts.worker, fromHereOnly: true, limiter: createLimiter() })
  app.use("*", guard(parts.token))
  addPayoutRoutes(app, parts)
  addApprovalRoutes(app, parts)
  addBatchRoute(app, parts)
  addBeneficiaryRoutes(app, parts)
  addAdviceRoute(app, parts)
  addEventsRoute(app, parts)
  addHealthRoutes(app, parts)
  addPageRoutes(app)
  return answerTheRest(app)
}

/** Callbacks and nothing else: what may be open to other machines. */
export const createCallbackApp = ({ worker }: Pick<AppParts, "worker">, limiter: Limiter = createLimiter()): Hono => {
  const app = new Hono()
  addCallbackRoute(app, { worker, fromHereOnly: false, limiter })
  return answerTheRest(app)
}

const answerTheRest = (app: Hono): Hono => {
  app.notFound((c) => answerProblem(c, { status: 404, code: "NO_SUCH_ROUTE", title: "There is nothing at this address", rule: "see /openapi.json" }))
  app.onError((error, c) => answerProblem(c, toProblem(error)))
  return app
}
