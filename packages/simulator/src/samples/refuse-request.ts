import type { AnyCodec } from "@hundi/catalog"
import * as Schema from "effect/Schema"

/** Why a request is no good: its field by the bank's name, and what is wrong with it. */
export interface Refusal {
  readonly field: string
  readonly isMissing: boolean
  readonly reason: string
}

/** Holds a decrypted body against a declaration's request. Undefined when it fits. The reason names no value: it may be personal data. */
export const refuseRequest = (request: AnyCodec, body: Readonly<Record<string, unknown>>): Refusal | undefined => {
  const result = Schema.toStandardSchemaV1(request)["~standard"].validate(body)
  if (result instanceof Promise || result.issues === undefined) return undefined
  const [issue] = result.issues
  const path = wirePath(request, (issue?.path ?? []).map((part) => (typeof part === "object" ? part.key : part)))
  return {
    field: path.join(".") || "the body",
    isMissing: path.length > 0 && (lookUp(body, path) ?? "") === "",
    reason: /^Expected (?!.*, got)/.test(issue?.message ?? "") ? (issue?.message ?? "") : "not as documented"
  }
}

/** The two sides of a schema made with `Schema.encodeKeys`: the bank's fields and ours, in the same order. */
interface Sides {
  readonly from?: { readonly fields?: object }
  readonly to?: { readonly fields?: object }
}

/** A rule about several fields speaks of ours: then the bank's name of the first is looked up. */
const wirePath = (request: AnyCodec, [first, ...rest]: readonly PropertyKey[]): readonly PropertyKey[] => {
  if (first === undefined) return []
  const { from, to } = request as Sides
  const theirs = Object.keys(from?.fields ?? {})
  const place = theirs.includes(String(first)) ? -1 : Object.keys(to?.fields ?? {}).indexOf(String(first))
  return [theirs[place] ?? first, ...rest]
}

const lookUp = (value: unknown, [first, ...rest]: readonly PropertyKey[]): unknown => {
  if (first === undefined) return value
  return typeof value === "object" && value !== null ? lookUp((value as Record<PropertyKey, unknown>)[first], rest) : undefined
}
