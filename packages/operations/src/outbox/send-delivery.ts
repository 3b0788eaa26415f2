import type { Endpoint } from "./check-endpoint.ts"
import type { Delivery, TryEnd } from "./delivery-store.ts"
import { retryAt } from "./retry-at.ts"
import { signWebhook } from "./sign-webhook.ts"

/** What a webhook's POST looks like. */
export interface WebhookRequest {
  readonly method: "POST"
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** A redirect would carry the event to an address that nobody has checked. */
  readonly redirect: "manual"
  readonly signal: AbortSignal
}

/** Makes one POST; `fetch` fits. */
export type SendWebhook = (
  url: string,
  request: WebhookRequest
) => Promise<{
  readonly status: number
  readonly headers?: { readonly get: (name: string) => string | null }
  readonly body?: { readonly cancel: () => Promise<void> } | null
}>

interface Parts {
  readonly send: SendWebhook
  readonly now: () => number
  readonly timeoutMs: number
}

/** Tries one delivery once. Never rejects. The receiver's words are not kept: they may hold anything. @internal */
export const sendDelivery = async (delivery: Delivery, endpoint: Endpoint, { send, now, timeoutMs }: Parts): Promise<TryEnd> => {
  const { eventId: id, body, tries, firstAt } = delivery
  const timestampS = Math.floor(now() / 1000)
  const headers = {
    "content-type": "application/json",
    "user-agent": "hundi-webhooks/1",
    "webhook-id": id,
    "webhook-timestamp": String(timestampS),
    "webhook-signature": signWebhook({ id, timestampS, body }, endpoint.secrets)
  }
  const fail = (fault: string, retryAfterMs?: number): TryEnd => {
    const at = retryAt({ tries, firstAt, now: now(), retryAfterMs })
    return at === undefined ? { kind: "dead", fault } : { kind: "again", at, fault }
  }
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const sent = send(endpoint.url, { method: "POST", headers, body, redirect: "manual", signal })
    const reply = await Promise.race([sent, lapseOf(signal)])
    // Unread bodies would keep connections open.
    void reply.body?.cancel().catch(() => {})
    if (reply.status >= 200 && reply.status < 300) return { kind: "delivered" }
    if (reply.status === 410) return { kind: "gone" }
    const isRedirect = reply.status === 0 || (reply.status >= 300 && reply.status < 400)
    return fail(isRedirect ? "a redirect, which is not followed: set the endpoint's new url" : `HTTP ${reply.status}`, retryAfterOf(reply.headers))
  } catch {
    return fail(signal.aborted ? `no answer within ${timeoutMs / 1000} s` : "no connection")
  }
}

/** For a `send` that does not heed its signal. */
const lapseOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("time-out")), { once: true })
  })

const retryAfterOf = (headers: { readonly get: (name: string) => string | null } | undefined): number | undefined => {
  const seconds = headers?.get("retry-after") ?? ""
  return /^\d{1,7}$/.test(seconds) ? Number(seconds) * 1000 : undefined
}
