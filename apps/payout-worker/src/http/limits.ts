import { ProblemError } from "@hundi/operations/http"
import type { Context } from "hono"
import { bodyLimit } from "hono/body-limit"
import { answerProblem } from "./answer-problem.ts"

/** Of a call about one thing. */
export const MAX_BODY_BYTES = 64 * 1024

/** Refuses a body over `maxSize` bytes before it is read whole. */
export const limitBody = (maxSize: number) =>
  bodyLimit({ maxSize, onError: (c) => answerProblem(c, { status: 413, code: "TOO_LARGE", title: "The body is too large", rule: `at most ${maxSize} bytes` }) })

/** Refuses another content type. A browser sends neither of ours to another site without asking that site first. */
export const requireType = (c: Context, type: string): void => {
  const given = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase()
  if (given !== type) throw new ProblemError({ status: 415, code: "WRONG_CONTENT_TYPE", title: "The content type is not right", field: "Content-Type", rule: `must be ${type}` })
}
