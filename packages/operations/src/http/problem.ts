import { HundiError, type HundiErrorCode } from "@hundi/core"

/** What went wrong with a call, as RFC 9457 says it. `sent`: whether a byte of a money request may have left. */
export interface Problem {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503
  readonly code: string
  readonly title: string
  readonly field?: string
  readonly rule?: string
  /** In words, what happened and what to do, where the rule alone does not say it. */
  readonly detail?: string
  readonly sent?: "no" | "maybe"
  readonly line?: number
}

/** Thrown by a route to answer with a problem. */
export class ProblemError extends Error {
  override readonly name = "ProblemError"
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

/** A 422 that names a field of the request and the rule it breaks. */
export const invalidField = (field: string, rule: string): ProblemError =>
  new ProblemError({ status: 422, code: "INVALID_REQUEST", title: "The request is not valid", field, rule })

/** How a problem travels: never cached. */
export const problemHeaders = { "content-type": "application/problem+json", "cache-control": "no-store" } as const

/** The body of an answer with a problem. */
export const problemText = ({ status, sent = "no", ...rest }: Problem): string => JSON.stringify({ type: "about:blank", status, ...rest, sent })

/** Any thrown value as a problem. What is not ours is told to nobody: it may hold personal data. */
export const toProblem = (error: unknown): Problem => {
  if (error instanceof ProblemError) return error.problem
  if (!(error instanceof HundiError)) return { status: 500, code: "INTERNAL", title: "The worker failed at this call; the payouts are safe in the journal" }
  const { code, reason, sent } = error
  const field = reason.field === undefined ? undefined : (fieldNames[reason.field] ?? reason.field)
  return {
    status: statusOf[code] ?? 500,
    code,
    title: titles[code] ?? "The worker cannot do this",
    ...(field === undefined ? {} : { field }),
    rule: reason.rule ?? error.message,
    ...(reason._tag === "NotAllowed" ? { detail: error.message } : {}),
    sent
  }
}

const statusOf: { readonly [C in HundiErrorCode]?: Problem["status"] } = {
  INVALID_REQUEST: 422,
  IDEMPOTENCY_CONFLICT: 409,
  LIVE_ATTEMPT: 409,
  HELD: 409,
  FENCED: 409,
  ILLEGAL_TRANSITION: 409,
  NOT_FOUND: 404,
  JOURNAL_UNAVAILABLE: 503,
  CONTROL_UNAVAILABLE: 503
}

const titles: { readonly [C in HundiErrorCode]?: string } = {
  INVALID_REQUEST: "The request is not valid",
  IDEMPOTENCY_CONFLICT: "This key or id belongs to a payout with another body",
  LIVE_ATTEMPT: "The last try of this payout is not proved failed, so there is no other",
  HELD: "People are reviewing this payout",
  ILLEGAL_TRANSITION: "This is not allowed",
  NOT_FOUND: "There is no such thing",
  JOURNAL_UNAVAILABLE: "The journal cannot be written or read now"
}

/** Core names fields as the CSV does; this API has names of its own. */
const fieldNames: Readonly<Record<string, string>> = {
  payout_id: "payoutId",
  idempotency_key: "Idempotency-Key",
  amount: "amountPaise",
  beneficiary_name: "beneficiary.name",
  account_number: "beneficiary.accountNumber",
  vpa: "beneficiary.vpa",
  ifsc: "beneficiary.ifsc"
}
