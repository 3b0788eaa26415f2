import type * as SchemaIssue from "effect/SchemaIssue"

/** What does not fit, and how it has to be. Never the value (L10). */
export interface NamedIssue {
  /** In Hundi's words, from the outside in: `ifsc`, `files.0.name`; `request` for the whole. */
  readonly field: string
  /** As a schema states it: `an IFSC such as HDFC0000001`. */
  readonly rule: string
}

/**
 * The first fault of a value that a schema refused, by field and rule. Only what schemas say of themselves is repeated: the text of an
 * issue as a whole may hold the value.
 */
export const nameIssue = (issue: SchemaIssue.Issue, path: readonly PropertyKey[] = []): NamedIssue => {
  switch (issue._tag) {
    case "Pointer":
      return nameIssue(issue.issue, [...path, ...issue.path])
    case "Encoding":
      return nameIssue(issue.issue, path)
    case "Composite":
      return nameIssue(issue.issues[0], path)
    case "Filter":
      return nameFilter(issue, path)
    default:
      return { field: path.length === 0 ? "request" : path.map(String).join("."), rule: ruleOf(issue) }
  }
}

/** A rule about several fields says itself which one it means; one about a single field is its check. */
const nameFilter = ({ filter, issue }: SchemaIssue.Filter, path: readonly PropertyKey[]): NamedIssue => {
  const inside = nameIssue(issue, path)
  const expected = filter.annotations?.["expected"]
  return inside.rule === UNSAID && typeof expected === "string" ? { ...inside, rule: expected } : inside
}

const UNSAID = "another form"

const ruleOf = (issue: SchemaIssue.Issue): string => {
  if (issue._tag === "MissingKey") return "needed"
  if (issue._tag === "UnexpectedKey") return "not a field of this call"
  if (issue._tag === "InvalidValue") {
    const { message, expected } = (issue.annotations ?? {}) as { readonly message?: unknown; readonly expected?: unknown }
    return typeof message === "string" ? message : typeof expected === "string" ? expected : UNSAID
  }
  return "ast" in issue ? kindOf(issue.ast) : UNSAID
}

/** The kind of value that a schema wants, as far as it can be told in a few words. */
const kindOf = (ast: Extract<SchemaIssue.Issue, { readonly _tag: "InvalidType" | "AnyOf" | "OneOf" }>["ast"]): string => {
  if (ast._tag === "Literal") return JSON.stringify(ast.literal)
  if (ast._tag === "Union") return `one of ${[...new Set(ast.types.map(kindOf))].join(", ")}`
  return kinds[ast._tag] ?? UNSAID
}

const kinds: Readonly<Record<string, string>> = {
  String: "a text", Number: "a number", BigInt: "paise as a bigint", Boolean: "true or false", Objects: "an object", Arrays: "a list", Null: "null",
  Undefined: "nothing"
}
