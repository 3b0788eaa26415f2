import { Hono } from "hono"
import type { Worker } from "../worker/open-worker.ts"
import { guard } from "./guard.ts"
import { addBatchRoute } from "./batch-route.ts"
import { addEventsRoute } from "./events-route.ts"
import { addHealthRoutes } from "./health-routes.ts"
import { addPageRoutes } from "./page-routes.ts"
import { addPayoutRoutes } from "./payout-routes.ts"
import { answerProblem, toProblem } from "./problem.ts"

/** What the API works on. */
export interface AppParts {
  readonly worker: Pick<Worker, "payouts" | "journal" | "changes" | "counters" | "instance" | "now" | "wake" | "inFlight">
  /** When given, every call under `/v1` must carry it. */
  readonly token: string | undefined
}

/** The HTTP API and the page (CONTRACTS, HTTP API), as a handler of `Request`s. */
export const createApp = (parts: AppParts): Hono => {
  const app = new Hono()
  app.use("*", guard(parts.token))
  addPayoutRoutes(app, parts)
  addBatchRoute(app, parts)
  addEventsRoute(app, parts)
  addHealthRoutes(app, parts)
  addPageRoutes(app)
  app.notFound((c) => answerProblem(c, { status: 404, code: "NO_SUCH_ROUTE", title: "There is nothing at this address", rule: "see /openapi.json" }))
  app.onError((error, c) => answerProblem(c, toProblem(error)))
  return app
}
