import type { Rail } from "@hundi/catalog"
import { HundiError } from "@hundi/core"
import { checkFallbackPolicy, type FallbackPolicy } from "./plan-fallback.ts"

const RAILS: readonly string[] = ["upi", "imps", "neft", "rtgs", "internal"] satisfies readonly Rail[]
const FIELDS = ["order", "after", "afterNotSent", "maxAttempts"]

/**
 * A fallback policy from plain data, e.g. a parsed JSON file. A field of another name is a fault: what is misspelt here would move money
 * that nobody allowed to move, or none at all.
 *
 * @throws HundiError INVALID_REQUEST naming the field and the rule, CONFIGURATION for a code that proves nothing
 * @example
 * parseFallbackPolicy(JSON.parse('{"order": ["neft"], "after": {"imps": ["12"]}}'))
 */
export const parseFallbackPolicy = (input: unknown): FallbackPolicy => {
  const { order, after = {}, afterNotSent, maxAttempts, ...others } = recordOf(input, "policy")
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw refuse(unknown, `not a field; there are ${FIELDS.join(", ")}`)
  if (afterNotSent !== undefined && typeof afterNotSent !== "boolean") throw refuse("afterNotSent", "true or false")
  if (maxAttempts !== undefined && typeof maxAttempts !== "number") throw refuse("maxAttempts", "a whole number, 1 or more")
  const policy: FallbackPolicy = {
    order: listOf(order, "order").map((rail) => railOf(rail, "order")),
    after: Object.fromEntries(Object.entries(recordOf(after, "after")).map(([rail, codes]) => [railOf(rail, "after"), listOf(codes, `after.${rail}`)])),
    ...(afterNotSent === undefined ? {} : { afterNotSent }),
    ...(maxAttempts === undefined ? {} : { maxAttempts })
  }
  if (policy.order.length === 0) throw refuse("order", "at least one rail")
  checkFallbackPolicy(policy)
  return Object.freeze(policy)
}

const refuse = (field: string, rule: string): HundiError =>
  new HundiError("INVALID_REQUEST", `${field}: ${rule}`, { reason: { _tag: "InvalidField", field, rule } })

const recordOf = (value: unknown, field: string): Readonly<Record<string, unknown>> => {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>
  throw refuse(field, "an object")
}

const listOf = (value: unknown, field: string): readonly string[] => {
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value
  throw refuse(field, "a list of texts")
}

const railOf = (text: string, field: string): Rail => {
  if (RAILS.includes(text)) return text as Rail
  throw refuse(field, `a rail: one of ${RAILS.join(", ")}`)
}
