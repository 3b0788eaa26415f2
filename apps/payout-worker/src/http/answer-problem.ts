import { type Problem, problemHeaders, problemText } from "@hundi/operations/http"
import type { Context } from "hono"

/** Answers with a problem: `application/problem+json`, never cached. */
export const answerProblem = (c: Context, problem: Problem): Response => c.body(problemText(problem), problem.status, problemHeaders)
