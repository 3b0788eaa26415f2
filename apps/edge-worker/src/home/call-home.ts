import type { Problem } from "@hundi/operations/http"
import { answerProblem } from "../http/answer.ts"
import type { HomeSettings } from "../settings.ts"

const HOME_TIMEOUT_MS = 30_000
/** What of a call goes on, and what of an answer comes back. */
const ASKED = ["accept", "content-type", "idempotency-key", "x-hundi-actor"]
const ANSWERED = ["content-type", "cache-control", "retry-after"]

/** What home answered; `unreached` when nobody knows what became of the call there. */
export type HomeAnswer = { readonly kind: "answer"; readonly response: Response } | { readonly kind: "unreached" }

/**
 * Hands one call on to the worker in India, once, and its answer back. Nothing is kept here. Redirects are answers, never followed, so
 * that neither the token nor a payout can be led elsewhere.
 */
export const callHome = async (request: Request, body: BodyInit | null, { homeUrl, homeToken }: HomeSettings): Promise<HomeAnswer> => {
  const { pathname, search } = new URL(request.url)
  const headers = new Headers({ authorization: `Bearer ${homeToken}` })
  for (const name of ASKED) {
    const value = request.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  return send(new URL(`${pathname}${search}`, homeUrl), { method: request.method, headers, body })
}

/** Hands a callback of the bank on, sealed as it came. It is not opened here, and not kept. */
export const callHomeBack = (request: Request, body: Uint8Array<ArrayBuffer>, callbackUrl: URL): Promise<HomeAnswer> => {
  const headers = { "content-type": request.headers.get("content-type") ?? "text/plain" }
  return send(new URL(new URL(request.url).pathname, callbackUrl), { method: "POST", headers, body })
}

const send = async (url: URL, init: RequestInit): Promise<HomeAnswer> => {
  try {
    const answer = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(HOME_TIMEOUT_MS) })
    const text = await answer.text()
    // A proxy's word is not home's.
    if (answer.status >= 500 || answer.status < 200 || (answer.status >= 300 && answer.status < 400)) return { kind: "unreached" }
    const headers = new Headers()
    for (const name of ANSWERED) {
      const value = answer.headers.get(name)
      if (value !== null) headers.set(name, value)
    }
    return { kind: "answer", response: new Response(text, { status: answer.status, headers }) }
  } catch {
    return { kind: "unreached" }
  }
}

/** Nobody here knows whether the order is taken on. */
export const answerUnreached = (sent: NonNullable<Problem["sent"]>, detail?: string): Response =>
  answerProblem(
    {
      ...{ status: 503, code: "HOME_UNREACHABLE", title: "The payout worker that keeps the journal did not answer", sent },
      rule: "come again, with the same Idempotency-Key: an order is taken on once however often it comes",
      ...(detail === undefined ? {} : { detail })
    },
    { "retry-after": "5" }
  )
