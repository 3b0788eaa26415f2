import type { FaultRule, ReplyBody } from "./fault-rule.ts"
import { another, fieldNames, mapFields, mapKeys, without } from "./reply-fields.ts"

const isIn = (names: readonly string[], name: string): boolean => names.includes(name)
const mapCodes = (body: ReplyBody, change: (code: string) => unknown): ReplyBody =>
  mapFields(body, (name, value) => (isIn(fieldNames.code, name) && typeof value === "string" ? change(value) : value)) as ReplyBody
const mapTexts = (body: ReplyBody, names: readonly string[], change: (text: string) => string): ReplyBody =>
  mapFields(body, (name, value) => (isIn(names, name) && typeof value === "string" && value !== "" ? change(value) : value)) as ReplyBody

/** The other spelling of a key: STATUS and Status, ActCode and actCode (fact files, rules "CIB shapes" and "field spelling"). */
const otherSpelling = (key: string): string => {
  if (/^[A-Z]{2,}$/.test(key)) return key.slice(0, 1) + key.slice(1).toLowerCase()
  const first = key.slice(0, 1)
  return (first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase()) + key.slice(1)
}

/** The reply says other things than what happened, or says them otherwise; the payment went through all the same. */
export const replyFaults = {
  "key-case-drift": {
    group: "reply", on: "any", money: "moved",
    text: "every key of the reply in its other spelling: STATUS and Status, ActCode and actCode",
    edit: (body) => mapKeys(body, otherSpelling) as ReplyBody
  },
  "numeric-code": {
    group: "reply", on: "any", money: "moved",
    text: "codes are numbers instead of texts: ActCode 0",
    edit: (body) => mapCodes(body, (code) => (/^(0|[1-9]\d{0,8})$/.test(code) ? Number(code) : code))
  },
  "padded-code": {
    group: "reply", on: "any", money: "moved",
    text: "codes have leading zeros: 00 for 0, 0U30 for U30",
    edit: (body) => mapCodes(body, (code) => (code.length <= 3 ? `0${code}` : code))
  },
  "triple-zero-code": {
    group: "reply", on: "any", money: "moved",
    text: "the code of success is 000",
    edit: (body) => mapCodes(body, (code) => (code === "0" ? "000" : code))
  },
  "extra-fields": {
    group: "reply", on: "any", money: "moved",
    text: "the reply has fields that nobody has seen before, texts, null, lists and objects",
    edit: (body) => ({ channel: "API", ...body, additionalInfo: { node: "2", tags: [] }, remarks2: null })
  },
  "missing-code": {
    group: "reply", on: "any", money: "moved",
    text: "the reply has neither code nor success in it",
    edit: (body) => without(body, [...fieldNames.code, "success", "RESPONSE", "Response"])
  },
  "missing-number": {
    group: "reply", on: "any", money: "moved",
    text: "the reply has no RRN or UTR",
    edit: (body) => without(body, fieldNames.number)
  },
  "other-number": {
    group: "reply", on: "any", money: "moved",
    text: "the RRN or UTR in the reply is that of another payment",
    edit: (body) => mapTexts(body, fieldNames.number, another)
  },
  "other-reference": {
    group: "reply", on: "any", money: "moved",
    text: "the reply names another reference than the one that was asked about",
    edit: (body) => mapTexts(body, fieldNames.reference, another)
  },
  "other-amount": {
    group: "reply", on: "status", money: "untouched",
    text: "an enquiry, Recon360 too, names another amount",
    edit: (body) => mapTexts(body, fieldNames.amount, another)
  },
  "other-account": {
    group: "reply", on: "status", money: "untouched",
    text: "an enquiry, Recon360 too, names an account with another end",
    edit: (body) => mapTexts(body, fieldNames.account, another)
  },
  "other-ifsc": {
    group: "reply", on: "status", rails: ["imps"], money: "untouched",
    text: "an enquiry names another IFSC",
    edit: (body) => mapTexts(body, fieldNames.ifsc, another)
  },
  "wrapped-status": {
    group: "reply", on: "status", rails: ["imps"], money: "untouched",
    text: "an enquiry's fields stand inside ImpsResponse, as most clients read them",
    edit: (body) => ({ ImpsResponse: body })
  },
  "outer-success-only": {
    group: "reply", on: "status", rails: ["upi"], money: "untouched",
    text: "an enquiry says response 0 of itself, and nothing of the payment",
    edit: (body) => without(body, ["MobileAppData"])
  },
  "utr-without-status": {
    group: "reply", on: "any", rails: ["neft", "rtgs"], money: "moved",
    text: "the reply has a UTR, and neither STATUS nor RESPONSE",
    edit: (body) => without(body, ["STATUS", "RESPONSE", "Response"])
  },
  "success-true-on-decline": {
    group: "reply", on: "pay", rails: ["imps", "upi"], money: "not-moved",
    text: "declined (ActCode 52, UPI 1025) beside success true",
    plan: (nowMs, plans) => plans.refused(nowMs, plans.codes.invalidAccount),
    edit: (body) => ({ ...body, success: true })
  },
  "success-text-while-initiated": {
    group: "reply", on: "pay", rails: ["imps", "upi"], money: "moved",
    text: "code 92, initiated, beside success as the text \"true\"; settled after 3 min",
    plan: (nowMs, plans) => plans.unclearThenSettled(nowMs, "92"),
    edit: (body) => ({ ...body, success: "true" })
  }
} as const satisfies Readonly<Record<string, FaultRule>>
