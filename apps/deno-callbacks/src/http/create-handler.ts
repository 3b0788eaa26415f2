import { createHash } from "node:crypto"
import { type KindFacts, kinds } from "../callbacks/kinds.ts"
import type { Call, Received } from "../callbacks/receive.ts"
import type { Metrics, Result } from "./create-metrics.ts"
import { answerProblem, type Problem, problems } from "./problem.ts"
import { readBody } from "./read-body.ts"

export interface HandlerOptions {
  readonly receive: (call: Call) => Promise<Received>
  readonly metrics: Metrics
  /** A monotonic clock, ms. */
  readonly clock: () => number
  /** For how long the process has been too busy to look at its sockets, ms: a call may have waited that long already. */
  readonly busyMs: () => number
  /** Where the bank calls from; empty: from everywhere. */
  readonly bankAddresses: readonly string[]
  readonly gauges: () => Readonly<Record<string, number>>
  readonly isStopping: () => boolean
}

/** Answers one HTTP request; `remote` is the address of the other side, as the socket has it. */
export type Handler = (request: Request, remote: string) => Promise<Response>

/** The doors: five addresses for the bank, `/healthz` for everybody, `/metrics` for this machine. */
export const createHandler = (options: HandlerOptions): Handler => {
  const { metrics, clock, bankAddresses } = options
  const byPath = new Map(kinds.map((facts) => [facts.path, facts]))
  return async (request, remote) => {
    const arrivedMs = clock() - options.busyMs()
    const { pathname } = new URL(request.url)
    if (pathname === "/healthz") return showHealth(options)
    if (pathname === "/metrics") return isFromHere(request, remote) ? showMetrics(options) : answerProblem(problems.notHere)
    const facts = byPath.get(pathname)
    const refuse = (problem: Problem): Response => {
      metrics.note(facts?.kind ?? "none", "refused", 0)
      return answerProblem(problem)
    }
    if (facts === undefined) return refuse(problems.noSuchPath)
    if (request.method !== "POST") return refuse(problems.notPost)
    if (bankAddresses.length > 0 && !bankAddresses.includes(plainAddress(remote))) return refuse(problems.notTheBank)
    if (options.isStopping()) return refuse(problems.stopping)
    const bytes = await readBody(request)
    if (typeof bytes === "string") return refuse(bytes === "too-large" ? problems.tooLarge : problems.tooSlow)
    return takeCall(facts, bytes, arrivedMs, options)
  }
}

const takeCall = async ({ kind }: KindFacts, bytes: Uint8Array, arrivedMs: number, options: HandlerOptions): Promise<Response> => {
  const { receive, metrics, clock } = options
  const digest = createHash("sha256").update(bytes).digest("hex")
  const received = await receive({ kind, body: new TextDecoder().decode(bytes), digest, arrivedMs })
  metrics.note(kind, resultOf(received), clock() - arrivedMs)
  switch (received.kind) {
    case "answered":
      return new Response(received.body, { status: 200, headers: { "content-type": received.type, "cache-control": "no-store" } })
    case "not-opened":
      return answerProblem(problems.notOpened)
    case "conflict":
      return answerProblem(problems.contradicts)
    case "busy":
      return answerProblem(problems.busy, { "retry-after": String(received.retryAfterS) })
    case "failed":
      return answerProblem(problems.comeAgain, { "retry-after": "5" })
  }
}

const resultOf = (received: Received): Result =>
  received.kind === "answered" ? (received.isRepeat ? "repeat" : "taken") : received.kind

const showHealth = ({ isStopping }: HandlerOptions): Response =>
  isStopping() ? answerProblem(problems.stopping) : Response.json({ ok: true }, { headers: { "cache-control": "no-store" } })

const showMetrics = ({ metrics, gauges }: HandlerOptions): Response =>
  new Response(metrics.write(gauges()), { headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" } })

/** A proxy on this machine calls from here for somebody else. */
const isFromHere = (request: Request, remote: string): boolean =>
  /^(127(\.\d{1,3}){3}|::1)$/.test(plainAddress(remote)) && !request.headers.has("x-forwarded-for") && !request.headers.has("forwarded")

const plainAddress = (remote: string): string => remote.replace(/^::ffff:/, "")
