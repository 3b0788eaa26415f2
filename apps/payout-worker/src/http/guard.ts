import { createHash, timingSafeEqual } from "node:crypto"
import type { MiddlewareHandler } from "hono"
import { isLoopback } from "../setup/read-settings.ts"
import { answerProblem } from "./answer-problem.ts"

/**
 * Who may call. With a token: every call under `/v1` must carry it. Without one, the worker listens on this machine only,
 * and then the danger is a web page in a browser here: calls that another site makes, or that reach us by another name, are refused.
 */
export const guard =
  (token: string | undefined): MiddlewareHandler =>
  async (c, next) => {
    const url = new URL(c.req.url)
    const origin = c.req.header("origin")
    if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== url.host)) {
      return answerProblem(c, { status: 403, code: "FOREIGN_ORIGIN", title: "Calls from other sites are refused", rule: "Origin must be this server" })
    }
    if (token === undefined && !isLoopback(url.hostname)) {
      return answerProblem(c, { status: 403, code: "FOREIGN_HOST", title: "Call this worker by its loopback address", rule: "Host must be a loopback name" })
    }
    if (token !== undefined && url.pathname.startsWith("/v1/") && !carries(c.req.header("authorization"), token)) {
      c.header("www-authenticate", 'Bearer realm="hundi-worker"')
      return answerProblem(c, { status: 401, code: "UNAUTHORIZED", title: "A token is needed", field: "Authorization", rule: "Bearer, and the token of HUNDI_TOKEN" })
    }
    await next()
    return undefined
  }

/** Compared by digest, so that neither length nor content shows in the time it takes. */
const carries = (header: string | undefined, token: string): boolean => timingSafeEqual(digest(header ?? ""), digest(`Bearer ${token}`))

const digest = (text: string): Buffer => createHash("sha256").update(text).digest()
