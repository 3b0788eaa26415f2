import { type ReviewAction, reviewActions, type ReviewOrder } from "../review.ts"
import { invalidField } from "./problem.ts"
import type { RetryOrder } from "@hundi/core"
import { isRail, parseObject, rails } from "./read-payout-body.ts"

/** Reads the body of `POST /v1/payouts/:id/cancel`. @throws ProblemError naming field and rule */
export const readCancelBody = (actor: string, body: string): { readonly by: string; readonly reason: string } => {
  const fields = readTexts(body, ["by", "reason"])
  return { by: samePerson(actor, fields.by), reason: fields.reason ?? "" }
}

/** Reads the body of `POST /v1/payouts/:id/retry`, which may be empty. @throws ProblemError naming field and rule */
export const readRetryBody = (body: string): RetryOrder => {
  if (body.trim() === "") return {}
  const { rail } = readTexts(body, ["rail"])
  if (rail === undefined) return {}
  if (!isRail(rail)) throw invalidField("rail", `one of ${rails.join(", ")}`)
  return { rail }
}

/** Reads the body of `POST /v1/review/:id/:action`; the values are judged by operations. @throws ProblemError naming field and rule */
export const readReviewBody = (actor: string, payoutId: string, action: string, body: string): ReviewOrder => {
  if (!isAction(action)) throw invalidField("action", `one of ${reviewActions.join(", ")}`)
  const { by, reason = "", amountPaise, ...evidence } = readTexts(body, ["by", "reason", "rrn", "amountPaise", "statementFrom", "statementTo"])
  if (amountPaise !== undefined && !/^\d{1,16}$/.test(amountPaise)) throw invalidField("amountPaise", 'a decimal string of paise, such as "10050"')
  const amount = amountPaise === undefined ? {} : { amountPaise: BigInt(amountPaise) }
  return { payoutId, action, by: samePerson(actor, by), reason, ...evidence, ...amount }
}

const isAction = (action: string): action is ReviewAction => (reviewActions as readonly string[]).includes(action)

/** A body may repeat who says so; it may not name somebody else. */
const samePerson = (actor: string, by: string | undefined): string => {
  if (by !== undefined && by.trim() !== actor) throw invalidField("by", "the person of the header X-Hundi-Actor: leave it out")
  return actor
}

/** An object of texts. @throws ProblemError naming field and rule */
export const readTexts = <K extends string>(body: string, known: readonly K[]): { readonly [P in K]?: string } => {
  const fields = parseObject(body)
  for (const [field, value] of Object.entries(fields)) {
    if (!(known as readonly string[]).includes(field)) throw invalidField(field, `unknown field; the fields are ${known.join(", ")}`)
    if (typeof value !== "string") throw invalidField(field, "must be a text")
  }
  return fields as { readonly [P in K]?: string }
}
