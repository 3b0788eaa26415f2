/** Stable codes; each has a heading in docs/ERRORS.md. */
export type HundiErrorCode =
  | "INVALID_REQUEST"
  | "IDEMPOTENCY_CONFLICT"
  | "LIVE_ATTEMPT"
  | "HELD"
  | "FENCED"
  | "REFERENCE_TAKEN"
  | "NOT_FOUND"
  | "ILLEGAL_TRANSITION"
  | "JOURNAL_UNAVAILABLE"
  | "CONTROL_UNAVAILABLE"
  | "ENCODE_FAILED"
  | "SEAL_FAILED"
  | "CALL_FAILED"
  | "CONFIGURATION"

/** What went wrong, in parts a program can read. `field` and `rule` are set for bad input. */
export interface HundiReason {
  readonly _tag: string
  readonly field?: string
  readonly rule?: string
  readonly detail?: string
}

/**
 * The one error of Hundi. Outcomes of payments are values, never errors; this is for bad input, broken ports and wrong set-up.
 * `sent` says whether a byte of a money request may have left: with `"maybe"`, ask, never send again.
 */
export class HundiError extends Error {
  override readonly name = "HundiError"
  readonly _tag = "HundiError"
  readonly code: HundiErrorCode
  readonly reason: HundiReason
  readonly sent: "no" | "maybe"

  constructor(code: HundiErrorCode, message: string, options: { reason?: HundiReason; sent?: "no" | "maybe"; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: withoutWords(options.cause) })
    this.code = code
    this.reason = options.reason ?? { _tag: code }
    this.sent = options.sent ?? "no"
  }

  /** Where the code is explained. */
  get docs(): string {
    return `docs/ERRORS.md#${this.code.toLowerCase().replaceAll("_", "-")}`
  }
}

/** A refusal of bad input: names the field and the rule. */
export const invalid = (field: string, rule: string): HundiError =>
  new HundiError("INVALID_REQUEST", `${field}: ${rule}`, { reason: { _tag: "InvalidField", field, rule } })

/** Any thrown value as a HundiError, so that callers handle one type. */
export const asHundiError = (cause: unknown, code: HundiErrorCode, what: string): HundiError =>
  cause instanceof HundiError
    ? cause
    : new HundiError(code, `${what}: ${faultName(cause)}`, { cause })

/** A fault's name and code, where they are names; its message may hold a row, a body or a key, and is nobody's to print (L10). */
const faultName = (cause: unknown): string => {
  const { name, code } = (typeof cause === "object" && cause !== null ? cause : {}) as { readonly name?: unknown; readonly code?: unknown }
  const words = [name, code].filter((word): word is string => typeof word === "string" && /^[A-Za-z][A-Za-z0-9_]{1,39}$/.test(word))
  return words.length === 0 ? "unknown fault" : words.join(" ")
}

/** Where a fault came from, without what it said: the frames of its stack stay. */
const withoutWords = (cause: unknown): unknown => {
  if (cause instanceof HundiError) return cause
  const plain = new Error(faultName(cause))
  const frames = cause instanceof Error ? (cause.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : []
  plain.stack = [`Error: ${plain.message}`, ...frames].join("\n")
  return plain
}
