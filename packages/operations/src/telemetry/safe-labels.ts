import type { AttemptState, Change, Payout } from "@hundi/core"
import { type CodeClass, type CodeFamily, codeFamilies, lookUp } from "@hundi/error-codes"

/**
 * A label says one of a few words that we chose. What comes from the bank or from a user is looked up in a closed list, and is
 * `other` when it is not there: a reply that repeats somebody's account number as its "code" gets nowhere (L10).
 */
export const oneOf = <W extends string>(words: readonly W[], value: unknown): W | "other" => words.find((word) => word === value) ?? "other"

/** The closed lists. */
export const rails = ["imps", "upi", "neft", "rtgs", "internal"] as const
const outcomeKinds = ["NotSent", "Rejected", "Pending", "Accepted", "Unknown", "Settled", "Reversed"] as const
const unknownReasons = [
  "time-out", "connection-lost", "undecryptable", "undecodable", "no-bank-body", "unlisted-code", "unknown-code",
  "technical-decline", "duplicate", "not-found", "evidence-mismatch", "contradiction", "lease-lapsed"
] as const
const eventKinds = [
  "settled", "accepted", "pending", "rejected", "reversed", "not-sent", "not-sent-final", "unknown", "unknown-witness-wrong",
  "review", "late-money", "watched", "review-ask-again", "review-proposed", "review-decided"
] as const
export const holdKinds = ["approval", "duplicate", "beneficiary", "limit", "balance", "window", "rate", "circuit"] as const
export const errorCodes = [
  "INVALID_REQUEST", "IDEMPOTENCY_CONFLICT", "LIVE_ATTEMPT", "HELD", "FENCED", "REFERENCE_TAKEN", "NOT_FOUND", "ILLEGAL_TRANSITION",
  "JOURNAL_UNAVAILABLE", "CONTROL_UNAVAILABLE", "ENCODE_FAILED", "SEAL_FAILED", "CALL_FAILED", "CONFIGURATION"
] as const

const RUPEE = 100n
const bands: readonly (readonly [belowPaise: bigint, name: string])[] = [
  [1000n * RUPEE, "under 1,000"],
  [10_000n * RUPEE, "1,000 to 10,000"],
  [100_000n * RUPEE, "10,000 to 1 lakh"],
  [200_000n * RUPEE, "1 to 2 lakh"],
  [500_000n * RUPEE, "2 to 5 lakh"],
  [10_000_000n * RUPEE, "5 lakh to 1 crore"]
]

/**
 * The band of an amount in rupees, so that a trace tells a small payout from a large one and nobody's pay. The limits are those where
 * rails change: RTGS begins at 2 lakh, IMPS ends at 5 lakh.
 *
 * @param amountPaise - paise
 * @example
 * amountBand(10_050n) // "under 1,000"
 */
export const amountBand = (amountPaise: bigint): string => bands.find(([below]) => amountPaise < below)?.[1] ?? "1 crore and more"

/** Ids of declarations are ours: `composite.imps.pay`. Anything else is not shown. */
export const operationLabel = (operation: string): string => (/^[a-z][a-z0-9]*(?:[.-][a-z0-9]+){0,5}$/.test(operation) && !/\d{5}/.test(operation) ? operation : "other")

/** A path of the bank's: without query, and with long numbers blanked. */
export const pathLabel = (path: string): string => (path.split(/[?#]/)[0] ?? "").replace(/[^/]*\d{5}[^/]*/g, "*").slice(0, 80)

/** Our own 15 characters (MONEY.md, References). */
export const referenceLabel = (reference: string): string => (/^[0-9A-Z]{15}$/.test(reference) ? reference : "other")

/** What a change says about the bank's word, in closed words. The code itself is shown only where our tables list it. */
export const outcomeLabels = (payout: Payout, change: Change, call: "pay" | "enquiry") => {
  const { kind, detail } = change.event
  const code = typeof detail["code"] === "string" ? recordOf(payout.rail, call, detail["code"]) : undefined
  // A person's reason is a free text; only the bank's silence has closed ones.
  const isPerson = kind.startsWith("review-")
  const reason = !isPerson && typeof detail["reason"] === "string" ? oneOf(unknownReasons, detail["reason"]) : undefined
  return {
    "hundi.outcome": kind.startsWith("not-sent") ? ("NotSent" as const) : typeof detail["kind"] === "string" ? oneOf(outcomeKinds, detail["kind"]) : outcomeOfState[change.attempt.state],
    "hundi.event": oneOf(eventKinds, kind),
    "hundi.from": isPerson ? "people" : call,
    ...(code === undefined ? {} : { "hundi.code_class": code.class }),
    ...(code?.code === undefined ? {} : { "hundi.code": code.code }),
    ...(reason === undefined ? {} : { "hundi.reason": reason })
  }
}

const outcomeOfState: Readonly<Record<AttemptState, (typeof outcomeKinds)[number]>> = {
  reserved: "NotSent",
  sending: "Unknown",
  pending: "Pending",
  accepted: "Accepted",
  unknown: "Unknown",
  settled: "Settled",
  rejected: "Rejected",
  "not-sent": "NotSent",
  reversed: "Reversed"
}

/** NEFT, RTGS and transfers inside the bank answer with the codes of corporate banking; `lookUp` knows the gateway's for all. */
const familyOf = (rail: string): CodeFamily => codeFamilies.find((family) => family === rail) ?? "cib"

const recordOf = (rail: string, call: "pay" | "enquiry", code: string): { readonly class: CodeClass; readonly code?: string } => {
  const record = lookUp(familyOf(rail), call === "pay" ? "pay" : "status", code)
  return record.listed ? { class: record.class, code: record.code } : { class: "unknown" }
}
