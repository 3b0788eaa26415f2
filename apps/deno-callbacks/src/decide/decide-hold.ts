import { signWebhook } from "@hundi/operations/outbox"
import { applyRules, type Held, type Rule } from "./read-rules.ts"

/** What the app says to a message hold, and whose word it is. */
export interface HoldDecision {
  readonly decision: "accept" | "reject"
  readonly decidedBy: "rule" | "webhook" | "default"
}

/** Your own system, asked for each hold that no rule decides. */
export interface DecisionWebhook {
  readonly url: string
  readonly secrets: readonly string[]
}

/** How holds are decided. */
export interface DecideOptions {
  readonly rules: readonly Rule[]
  readonly webhook: DecisionWebhook | undefined
  /** What was agreed with the bank at onboarding for silence: the app says the same, so that it knows what was done. */
  readonly agreed: "accept" | "reject"
  readonly send: typeof fetch
  readonly now: () => number
}

/** Sealing, writing and the way back need a part of the bank's time. */
const MARGIN_MS = 1500

/** Decides one hold. `leftMs` is what is left of the bank's time. Never rejects: without a word in time the agreed default is the word. */
export type DecideHold = (utr: string, event: Held & Readonly<Record<string, unknown>>, leftMs: number) => Promise<HoldDecision>

/**
 * Rules first, then the webhook, then what was agreed at onboarding (fact file upi-collections-and-others, rule "e-collection decision").
 * @example
 * const decide = decideHolds({ rules, webhook: undefined, agreed: "reject", send: fetch, now: Date.now })
 */
export const decideHolds = ({ rules, webhook, agreed, send, now }: DecideOptions): DecideHold => {
  return async (utr, event, leftMs) => {
    const ruled = applyRules(rules, event)
    if (ruled !== undefined) return { decision: ruled, decidedBy: "rule" }
    const budgetMs = Math.floor(leftMs - MARGIN_MS)
    const question = { utr, event, budgetMs, send, now }
    const told = webhook === undefined || budgetMs <= 0 ? undefined : await ask(webhook, question).catch(() => undefined)
    return told === undefined ? { decision: agreed, decidedBy: "default" } : { decision: told, decidedBy: "webhook" }
  }
}

interface Question {
  readonly utr: string
  readonly event: Readonly<Record<string, unknown>>
  readonly budgetMs: number
  readonly send: typeof fetch
  readonly now: () => number
}

/** Signed as every webhook here is (Standard Webhooks). The same hold has the same id, whenever it is asked about. */
const ask = async ({ url, secrets }: DecisionWebhook, question: Question): Promise<"accept" | "reject" | undefined> => {
  const { utr, event, budgetMs, send, now } = question
  const id = `hold_${utr}`.replace(/[^0-9A-Za-z_-]/g, "_")
  const timestampS = Math.floor(now() / 1000)
  const body = JSON.stringify({ type: "collection.hold", version: 1, data: { utr, event } }, writeBigint)
  const headers = {
    "content-type": "application/json",
    "user-agent": "hundi-webhooks/1",
    "webhook-id": id,
    "webhook-timestamp": String(timestampS),
    "webhook-signature": signWebhook({ id, timestampS, body }, secrets)
  }
  const signal = AbortSignal.timeout(budgetMs)
  const call = async (): Promise<"accept" | "reject" | undefined> => {
    const reply = await send(url, { method: "POST", headers, body, redirect: "manual", signal })
    const { decision } = (await reply.json()) as { readonly decision?: unknown }
    return reply.status === 200 && (decision === "accept" || decision === "reject") ? decision : undefined
  }
  // For a `send` that does not heed its signal.
  const late = new Promise<undefined>((resolve) => signal.addEventListener("abort", () => resolve(undefined), { once: true }))
  return Promise.race([call().catch(() => undefined), late])
}

/** Money is a decimal string of paise. */
const writeBigint = (_: string, value: unknown): unknown => (typeof value === "bigint" ? value.toString() : value)
