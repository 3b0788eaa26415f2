import { type Problem, problemHeaders, problemText, toProblem } from "@hundi/operations/http"
import { SettingsError } from "../settings.ts"

/** Of a call about one thing. */
const MAX_BODY_BYTES = 64 * 1024

/** JSON, never cached. */
export const answerJson = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json", "cache-control": "no-store" } })

/** RFC 9457. */
export const answerProblem = (problem: Problem, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(problemText(problem), { status: problem.status, headers: { ...problemHeaders, ...headers } })

/** Any thrown value as an answer. */
export const answerError = (error: unknown): Response =>
  error instanceof SettingsError
    ? answerProblem({ status: 503, code: "CONFIGURATION", title: "This worker is not set up", rule: error.message })
    : answerProblem(toProblem(error))

export const noSuchRoute = (): Response =>
  answerProblem({ status: 404, code: "NO_SUCH_ROUTE", title: "There is nothing at this address", rule: "see /openapi.json" })

/** Reads a JSON body of at most 64 KiB as text; a Response says why not. */
export const readJsonText = async (request: Request): Promise<string | Response> => {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase()
  if (type !== "application/json") {
    return answerProblem({ status: 415, code: "WRONG_CONTENT_TYPE", title: "The content type is not right", field: "Content-Type", rule: "must be application/json" })
  }
  const bytes = await readBytes(request)
  return bytes instanceof Response ? bytes : new TextDecoder().decode(bytes)
}

/** What a longer body may have and still be read to its end: only then does its sender read the answer. */
const MOST_READ_BYTES = 1024 * 1024

/** Reads a body of at most 64 KiB. */
export const readBytes = async (request: Request): Promise<Uint8Array<ArrayBuffer> | Response> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length <= MAX_BODY_BYTES) chunks.push(chunk)
    else if (length > MOST_READ_BYTES) break
  }
  if (length > MAX_BODY_BYTES) return answerProblem({ status: 413, code: "TOO_LARGE", title: "The body is too large", rule: `at most ${MAX_BODY_BYTES} bytes` })
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
