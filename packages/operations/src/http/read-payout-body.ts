import type { PayoutInput } from "@hundi/core"
import { ownIdRule } from "./own-ids.ts"
import { invalidField, ProblemError } from "./problem.ts"

export const rails = ["imps", "upi", "neft", "rtgs"] as const
export const isRail = (value: unknown): value is (typeof rails)[number] => (rails as readonly unknown[]).includes(value)

type Json = Readonly<Record<string, unknown>>

const known = new Set(["payoutId", "amountPaise", "currency", "beneficiary", "rail", "remark", "details", "scheduledFor"])

/** Reads the body of `POST /v1/payouts`. The rules of each value are core's own. @throws ProblemError naming field and rule */
export const readPayoutBody = (text: string, idempotencyKey: string | undefined): PayoutInput => {
  if (idempotencyKey === undefined || idempotencyKey === "") {
    throw new ProblemError({ status: 422, code: "INVALID_REQUEST", title: "The request is not valid", field: "Idempotency-Key", rule: "this header is required" })
  }
  const body = parseObject(text)
  for (const field of Object.keys(body)) if (!known.has(field)) throw invalidField(field, `unknown field; the fields are ${[...known].join(", ")}`)
  if (body["currency"] !== "INR") throw invalidField("currency", 'must be "INR"')
  const rail = body["rail"]
  if (rail !== undefined && !isRail(rail)) throw invalidField("rail", `one of ${rails.join(", ")}`)
  const amount = body["amountPaise"]
  if (typeof amount !== "string" || !/^\d{1,16}$/.test(amount)) throw invalidField("amountPaise", 'a decimal string of paise, such as "10050"')
  const payoutId = optionalText(body, "payoutId") ?? idempotencyKey
  const rule = ownIdRule(payoutId)
  if (rule !== undefined) throw invalidField("payoutId", rule)
  const scheduledFor = readTime(body, "scheduledFor")
  const { details } = body
  if (details !== undefined && !isObject(details)) throw invalidField("details", "an object: what this rail needs beside the rest")
  return {
    payoutId,
    idempotencyKey,
    amountPaise: BigInt(amount),
    beneficiary: readBeneficiary(body["beneficiary"], (field) => `beneficiary.${field}`),
    ...(rail === undefined ? {} : { rail }),
    remark: optionalText(body, "remark") ?? "",
    ...(details === undefined ? {} : { details }),
    ...(scheduledFor === undefined ? {} : { scheduledFor })
  }
}

const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/

/** A time with its offset, as ms since 1970 (UTC). */
const readTime = (object: Json, field: string): number | undefined => {
  const value = optionalText(object, field)
  if (value === undefined) return undefined
  const ms = RFC3339.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(ms)) throw invalidField(field, 'a time as of RFC 3339, such as "2030-01-31T11:30:00+05:30"')
  return ms
}

const MOST_AHEAD_MS = 366 * 86_400_000

/** A new order's time lies ahead; for an order that is known already it may have passed. @throws ProblemError naming the field */
export const checkScheduledFor = (scheduledFor: number | undefined, now: number): void => {
  if (scheduledFor === undefined) return
  if (scheduledFor <= now) throw invalidField("scheduledFor", "a time in the future: leave it out to pay now")
  if (scheduledFor > now + MOST_AHEAD_MS) throw invalidField("scheduledFor", "at most 366 days ahead")
}

/** An account or a UPI address. `nameOf` gives a field's name as the caller knows it. @throws ProblemError */
export const readBeneficiary = (value: unknown, nameOf: (field: string) => string): PayoutInput["beneficiary"] => {
  if (!isObject(value)) throw invalidField("beneficiary", "an object with name, accountNumber and ifsc")
  const fields = value["vpa"] === undefined ? ["name", "accountNumber", "ifsc"] : ["name", "vpa"]
  for (const field of Object.keys(value)) {
    if (!fields.includes(field)) throw invalidField(nameOf(field), `unknown field; the fields are ${fields.join(", ")}`)
  }
  const text = (field: string): string => {
    const given = value[field]
    if (typeof given !== "string") throw invalidField(nameOf(field), "a text is required")
    return given
  }
  if (value["vpa"] !== undefined) return { name: text("name"), vpa: text("vpa") }
  return { name: text("name"), accountNumber: text("accountNumber"), ifsc: text("ifsc") }
}

const optionalText = (object: Json, field: string): string | undefined => {
  const value = object[field]
  if (value !== undefined && typeof value !== "string") throw invalidField(field, "must be a text")
  return value
}

/** A JSON object. @throws ProblemError 400 */
export const parseObject = (body: string): Json => {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw new ProblemError({ status: 400, code: "BAD_JSON", title: "The body is not JSON", rule: "the body must be a JSON object" })
  }
  if (!isObject(value)) throw new ProblemError({ status: 400, code: "BAD_JSON", title: "The body is not an object", rule: "the body must be a JSON object" })
  return value
}

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value)
