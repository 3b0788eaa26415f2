import type { Problem } from "@hundi/operations/http"
import { type CallbackSource, readCallback } from "@hundi/operations/inbox"
import { answerUnreached, callHomeBack } from "../home/call-home.ts"
import { makeCallbackOpener } from "../pay/make-sealer.ts"
import type { EdgeSettings, ObjectSettings } from "../settings.ts"
import { shardOfReference } from "../shard-of.ts"
import { answerProblem, readBytes } from "./answer.ts"

type Known = Exclude<CallbackSource, "collection">
type Ask = (shard: number, path: string, init: RequestInit) => Promise<Response>

/** The shortest deadline that the bank prints for its calls is 5 s; what is late is posted again. */
const DEADLINE_MS = 4000

/**
 * `POST /v1/callbacks/upi` and `/cib`: nobody signs them, so that all that one does is to make our own enquiry due (MONEY.md, last line of
 * Laws). Symbols 2 and 3 of the reference name the shard whose payout it is about.
 */
export const answerCallback = async (request: Request, source: string, settings: EdgeSettings, ask: Ask): Promise<Response> => {
  if (source !== "upi" && source !== "cib") return answerProblem(unknownSource)
  const bytes = await readBytes(request)
  if (bytes instanceof Response) return bytes
  if (settings.mode === "object") return withinDeadline(takeOn(bytes, source, settings, ask))
  if (settings.callbackUrl === undefined) return answerProblem(notHere)
  const answer = await withinDeadline(callHomeBack(request, bytes, settings.callbackUrl).then((one) => (one.kind === "answer" ? one.response : answerUnreached("no"))))
  return answer
}

const takeOn = async (bytes: Uint8Array<ArrayBuffer>, source: Known, settings: ObjectSettings, ask: Ask): Promise<Response> => {
  const opener = await makeCallbackOpener(settings)
  const opened = await opener.openAsymmetric(new TextDecoder().decode(bytes)).catch(() => undefined)
  // Anybody can write plain JSON; the bank always seals.
  if (opened === undefined || !opened.sealed) return answerProblem(notSealed)
  const reference = readCallback(source, opened.value)?.reference
  const shard = reference === undefined ? undefined : shardOfReference(reference)
  // Not about a payout of ours: the bank is told that it was heard, and nothing is kept.
  if (shard === undefined) return acknowledge(source)
  const digest = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)))
  const answer = await ask(shard, "/internal/callback", { method: "POST", body: JSON.stringify({ source, body: opened.value, digest }) })
  const isKept = answer.ok && ((await answer.json()) as { readonly acknowledge?: unknown }).acknowledge === true
  return isKept ? acknowledge(source) : answerProblem(comeAgain)
}

const withinDeadline = async (kept: Promise<Response>): Promise<Response> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Response>((resolve) => void (timer = setTimeout(() => resolve(answerProblem(comeAgain)), DEADLINE_MS)))
  return Promise.race([kept, late]).finally(() => clearTimeout(timer))
}

/** UPI: as one merchant answers (facts/upi-collections-and-others.json, upi.callback); for corporate banking any 200 has to do. */
const acknowledge = (source: Known): Response =>
  source === "upi"
    ? new Response("<Notification><Response>ACK</Response></Notification>", { headers: { "content-type": "application/xml; charset=utf-8" } })
    : new Response("{}", { headers: { "content-type": "application/json" } })

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")

const unknownSource: Problem = { status: 404, code: "NO_SUCH_SOURCE", title: "This worker takes no callbacks of that kind", rule: "upi or cib" }
const notHere: Problem = {
  ...{ status: 404, code: "NO_SUCH_ROUTE", title: "Callbacks are not taken here" },
  rule: "set HUNDI_HOME_CALLBACK_URL to the callback listener of the worker in India, or let the bank call it there"
}
/** One answer for all that does not open, so that it tells nothing about our key. */
const notSealed: Problem = { status: 400, code: "NOT_OPENED", title: "The body was not opened", rule: "sealed to our certificate, by RSA alone or in the envelope" }
const comeAgain: Problem = { status: 503, code: "COME_AGAIN", title: "The callback could not be kept now", rule: "come again: receiving it twice is safe" }
