import { readPayoutBody, rfc3339 } from "@hundi/operations/http"
import { noSuchRoute, readJsonText } from "../http/answer.ts"
import type { HomeSettings } from "../settings.ts"
import { answerUnreached, callHome } from "./call-home.ts"
import type { HintBook } from "./hint-book.ts"

/**
 * A shard that keeps nothing: an order goes home, and only home's answer, given when the intent is durable there, becomes the caller's
 * 202. The hint says for a day that an order came by, for callers who ask while home is away.
 */
export const answerFromHome = async (request: Request, settings: HomeSettings, hints: HintBook, now: number): Promise<Response> => {
  if (request.method === "POST") return order(request, settings, hints, now)
  if (request.method === "GET") return read(request, settings, hints)
  return noSuchRoute()
}

const order = async (request: Request, settings: HomeSettings, hints: HintBook, now: number): Promise<Response> => {
  const text = await readJsonText(request)
  if (text instanceof Response) return text
  const { payoutId } = readPayoutBody(text, request.headers.get("idempotency-key") ?? undefined)
  const digest = await digestOf(payoutId, settings.homeToken)
  await hints.note(digest, hints.find(digest)?.state ?? "asked", now)
  const answer = await callHome(request, text, settings)
  if (answer.kind === "unreached") return answerUnreached("maybe")
  const { status } = answer.response
  if (status !== 200 && status !== 202) return answer.response
  if (!(await saysTaken(answer.response, payoutId))) return answerUnreached("maybe")
  await hints.note(digest, "taken", now)
  return answer.response
}

/** A page that somebody on the way puts up answers 200 too: only the order's own id is home's word. */
const saysTaken = async (response: Response, payoutId: string): Promise<boolean> => {
  const said = (await response.clone().json().catch(() => undefined)) as { readonly id?: unknown } | undefined
  return said?.id === payoutId
}

const read = async (request: Request, settings: HomeSettings, hints: HintBook): Promise<Response> => {
  const answer = await callHome(request, null, settings)
  if (answer.kind === "answer") return answer.response
  const payoutId = decodeURIComponent(new URL(request.url).pathname.split("/")[3] ?? "")
  const hint = hints.find(await digestOf(payoutId, settings.homeToken))
  if (hint === undefined) return answerUnreached("maybe")
  const what = hint.state === "taken" ? "an order of this id was taken on" : "an order of this id was handed on, and home's answer never came"
  return answerUnreached("maybe", `${what}; it first came at ${rfc3339(hint.at)}`)
}

/** Keyed, so that ids cannot be guessed from what is stored. */
const digestOf = async (payoutId: string, secret: string): Promise<string> => {
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"])
  const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(payoutId)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}
