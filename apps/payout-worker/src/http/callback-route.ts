import { createHash } from "node:crypto"
import type { Problem } from "@hundi/operations/http"
import type { CallbackSource } from "@hundi/operations/inbox"
import type { Context, Hono } from "hono"
import { isLoopback } from "../setup/read-settings.ts"
import { answerProblem } from "./answer-problem.ts"
import type { AppParts } from "./create-app.ts"
import { limitBody, MAX_BODY_BYTES } from "./limits.ts"

/** The parts of a worker that take callbacks. */
export interface CallbackParts {
  readonly worker: Pick<AppParts["worker"], "operations" | "openCallback" | "now" | "changes">
  /** Only from this machine. A listener of its own takes them from others, too. */
  readonly fromHereOnly: boolean
  readonly limiter: Limiter
}

/** Of the deadlines that the bank prints for its calls the shortest is 5 s (message hold of e-Collection); what is late is posted again. */
const DEADLINE_MS = 4000

/**
 * `POST /v1/callbacks/upi` and `/cib`. Nobody signs a callback, so no token is asked for: it is opened, kept as a hint, and answered. All
 * that it can do is to make our own enquiry due.
 */
export const addCallbackRoute = (app: Hono, { worker, fromHereOnly, limiter }: CallbackParts): void => {
  app.post("/v1/callbacks/:source", limitBody(MAX_BODY_BYTES), async (c) => {
    if (fromHereOnly && !isFromHere(c)) return answerProblem(c, notFromOutside)
    const source = c.req.param("source")
    if (!isSource(source)) return answerProblem(c, unknownSource)
    if (!limiter.take(Date.now())) return answerProblem(c, tooMany)
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const body = await worker.openCallback(new TextDecoder().decode(bytes)).catch(() => undefined)
    if (body === undefined) return answerProblem(c, notSealed)
    const digest = createHash("sha256").update(bytes).digest("hex")
    const receipt = worker.operations.inbox.receive({ source, body, digest, receivedAt: worker.now() })
    const isKept = await withinDeadline(receipt.then(({ acknowledge }) => acknowledge, () => false))
    return isKept ? c.body(acknowledgements[source].body, 200, { "content-type": acknowledgements[source].type }) : answerProblem(c, comeAgain)
  })
}

type Known = Exclude<CallbackSource, "collection">
const isSource = (source: string): source is Known => source === "upi" || source === "cib"

/**
 * UPI: as one merchant answers (facts/upi-collections-and-others.json, upi.callback, acknowledgement). Corporate banking: no source shows
 * a form, so any 200 has to do.
 */
const acknowledgements: Readonly<Record<Known, { readonly type: string; readonly body: string }>> = {
  upi: { type: "application/xml; charset=utf-8", body: "<Notification><Response>ACK</Response></Notification>" },
  cib: { type: "application/json", body: "{}" }
}

const withinDeadline = async (kept: Promise<boolean>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => void (timer = setTimeout(() => resolve(false), DEADLINE_MS)))
  return Promise.race([kept, late]).finally(() => clearTimeout(timer))
}

/** As the socket has it; a request without one was made in this process. */
const isFromHere = (c: Context): boolean => {
  const { incoming } = (c.env ?? {}) as { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } }
  const address = incoming?.socket?.remoteAddress
  return incoming === undefined || isLoopback((address ?? "").replace(/^::ffff:/, ""))
}

const notFromOutside: Problem = {
  status: 403, code: "FOREIGN_CALLER", title: "Callbacks are taken from this machine only", rule: "set HUNDI_CALLBACK_HOST for a listener that takes them from outside, and nothing else"
}
const unknownSource: Problem = {
  status: 404, code: "NO_SUCH_SOURCE", title: "This worker takes no callbacks of that kind", rule: "upi or cib; calls about money that comes in are not for a payout worker"
}
const tooMany: Problem = { status: 429, code: "TOO_MANY_CALLS", title: "Too many callbacks at once", rule: "come again in a minute" }
/** One answer for all that does not open, so that it tells nothing about our key. */
const notSealed: Problem = { status: 400, code: "NOT_OPENED", title: "The body was not opened", rule: "sealed to our certificate, by RSA alone or in the envelope" }
const comeAgain: Problem = { status: 503, code: "COME_AGAIN", title: "The callback could not be kept now", rule: "come again: receiving it twice is safe" }

/** So many at once, and so many a second in the long run: each costs an RSA operation. */
export interface Limiter {
  /** True: it may be worked on. @param at ms since 1970 (UTC) */
  readonly take: (at: number) => boolean
}

/** A bucket of tokens in memory. */
export const createLimiter = (perSecond = 50, burst = 200): Limiter => {
  let [tokens, last] = [burst, 0]
  return {
    take: (at) => {
      tokens = Math.min(burst, tokens + (Math.max(0, at - last) * perSecond) / 1000)
      last = at
      if (tokens < 1) return false
      tokens--
      return true
    }
  }
}
