import type { PayoutInput } from "@hundi/core"
import { invalidField, ProblemError } from "./problem.ts"

const rails = ["imps", "upi", "neft", "rtgs"] as const
const isRail = (value: unknown): value is (typeof rails)[number] => (rails as readonly unknown[]).includes(value)

type Json = Readonly<Record<string, unknown>>

const known = new Set(["payoutId", "amountPaise", "currency", "beneficiary", "rail", "remark", "scheduledFor"])

/** Reads the body of `POST /v1/payouts`. The rules of each value are core's own. @throws ProblemError naming field and rule */
export const readPayoutBody = (text: string, idempotencyKey: string | undefined): PayoutInput => {
  if (idempotencyKey === undefined || idempotencyKey === "") {
    throw new ProblemError({ status: 422, code: "INVALID_REQUEST", title: "The request is not valid", field: "Idempotency-Key", rule: "this header is required" })
  }
  const body = parseObject(text)
  for (const field of Object.keys(body)) if (!known.has(field)) throw invalidField(field, `unknown field; the fields are ${[...known].join(", ")}`)
  if (body["scheduledFor"] !== undefined) throw invalidField("scheduledFor", "scheduled payouts are not supported yet by this worker: leave it out")
  if (body["currency"] !== "INR") throw invalidField("currency", 'must be "INR"')
  const rail = body["rail"]
  if (rail !== undefined && !isRail(rail)) throw invalidField("rail", `one of ${rails.join(", ")}`)
  const amount = body["amountPaise"]
  if (typeof amount !== "string" || !/^\d{1,16}$/.test(amount)) throw invalidField("amountPaise", 'a decimal string of paise, such as "10050"')
  return {
    payoutId: optionalText(body, "payoutId") ?? idempotencyKey,
    idempotencyKey,
    amountPaise: BigInt(amount),
    beneficiary: readBeneficiary(body["beneficiary"]),
    ...(rail === undefined ? {} : { rail }),
    remark: optionalText(body, "remark") ?? ""
  }
}

const readBeneficiary = (value: unknown): PayoutInput["beneficiary"] => {
  if (!isObject(value)) throw invalidField("beneficiary", "an object with name, accountNumber and ifsc")
  const fields = value["vpa"] === undefined ? ["name", "accountNumber", "ifsc"] : ["name", "vpa"]
  for (const field of Object.keys(value)) {
    if (!fields.includes(field)) throw invalidField(`beneficiary.${field}`, `unknown field; the fields are ${fields.join(", ")}`)
  }
  if (value["vpa"] !== undefined) return { name: text(value, "name"), vpa: text(value, "vpa") }
  return { name: text(value, "name"), accountNumber: text(value, "accountNumber"), ifsc: text(value, "ifsc") }
}

const text = (object: Json, field: string): string => {
  const value = object[field]
  if (typeof value !== "string") throw invalidField(`beneficiary.${field}`, "a text is required")
  return value
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
