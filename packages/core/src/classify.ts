import type { AnyDeclaration, AnyMoney, Evidence, Finding } from "@hundi/catalog"
import { type CodeClass, lookUp } from "@hundi/error-codes"
import { differingField } from "./binding.ts"
import type { Attempt, Outcome, Payout, UnknownReason } from "./domain.ts"

/** A reply that was opened and decoded. */
export interface Reading {
  readonly evidence: Evidence
  /** Of the call that was answered: its codes mean what that call says. */
  readonly codes: AnyDeclaration["codes"]
  readonly from: "pay" | "enquiry"
  /** False: the bank sent plain JSON, which it does only to refuse a call. */
  readonly sealed: boolean
  readonly httpStatus: number
  readonly now: number
}

/**
 * One reading of a reply: evidence in, outcome out, and everything that is not proof is Unknown (L4, L5, L9).
 * Pure; the clock comes in with the reading.
 */
export const classify = (reading: Reading, money: AnyMoney, attempt: Attempt, payout: Payout): Outcome => {
  const { evidence } = reading
  const entry = evidence.code === undefined ? undefined : lookUp(reading.codes.family, reading.codes.call, evidence.code)
  const shown = evidence.code === undefined ? undefined : printable(evidence.code, entry?.listed !== false)
  // A server's fault is a fault of the answer; whatever its body says, the payment may have run.
  if (reading.httpStatus >= 500 || (reading.httpStatus >= 300 && reading.httpStatus < 400)) return unknown("no-bank-body")
  if (evidence.code !== undefined && evidence.gatewayCode !== undefined) return unknown("contradiction", shown)
  if (evidence.gatewayCode !== undefined) return classifyRefusal(reading, evidence.gatewayCode)
  if (evidence.code === undefined && evidence.finding === undefined) return unknown("no-bank-body")
  // Outcomes of payments come sealed; a plain one is a proxy's, or somebody else's.
  if (!reading.sealed) return unknown("no-bank-body", shown)
  if (differingField(evidence, attempt, payout) !== undefined) return unknown("evidence-mismatch", shown)
  const verdict = evidence.finding ?? entry?.class ?? "unknown"
  return conclusions[verdict]({
    reading,
    money,
    attempt,
    code: shown ?? verdict,
    meaning: entry?.meaning ?? verdict,
    listed: entry?.listed !== false
  })
}

interface Clue {
  readonly reading: Reading
  readonly money: AnyMoney
  readonly attempt: Attempt
  readonly code: string
  readonly meaning: string
  readonly listed: boolean
}

const conclusions: Readonly<Record<CodeClass | Finding, (clue: Clue) => Outcome>> = {
  success: ({ code, money, reading: { evidence } }) => {
    if (evidence.success === false) return unknown("contradiction", code)
    const proof = { code, ...(isNumber(evidence.rrn) ? { rrn: evidence.rrn } : {}) }
    return money.successMeans === "settled" || evidence.credited === true ? { kind: "Settled", ...proof } : { kind: "Accepted", ...proof }
  },
  pending: ({ code }) => ({ kind: "Pending", on: "bank-queue", code }),
  rejected: ({ code, meaning }) => ({ kind: "Rejected", code, meaning, configuration: false }),
  configuration: ({ code, meaning }) => ({ kind: "Rejected", code, meaning, configuration: true }),
  technical: (clue) =>
    repeatsTechnical(clue)
      ? { kind: "Rejected", code: clue.code, meaning: clue.meaning, configuration: false }
      : unknown("technical-decline", clue.code, clue.meaning),
  returned: ({ reading: { evidence } }) =>
    // Proved only when the return states the amount and the RRN (MONEY.md, States); the amount was compared above.
    ({
      kind: "Reversed",
      proved: evidence.amountPaise !== undefined && isNumber(evidence.rrn),
      ...(isNumber(evidence.rrn) ? { rrn: evidence.rrn } : {})
    }),
  duplicate: ({ code, meaning }) => unknown("duplicate", code, meaning),
  "not-found": ({ code, meaning }) => unknown("not-found", code, meaning),
  unknown: ({ code, meaning, listed }) => unknown(listed ? "unknown-code" : "unlisted-code", code, meaning)
}

/** A technical decline is proof only when an enquiry at least 180 s later repeats it (MONEY.md, Classes). */
const repeatsTechnical = ({ reading, money, attempt, code }: Clue): boolean =>
  reading.from === "enquiry"
  && attempt.technicalCode === code
  && attempt.technicalAt !== null
  && reading.now - attempt.technicalAt >= money.ladder.technicalRepeatAfterMs

/** A gateway's refusal: of the payment when it answers the payment; of the question, and so no news, when it answers an enquiry. */
const classifyRefusal = (reading: Reading, given: string): Outcome => {
  const entry = lookUp("gateway", reading.from === "pay" ? "pay" : "status", given)
  const gatewayCode = printable(given, entry.listed !== false)
  if (reading.from === "enquiry") return unknown("no-bank-body", gatewayCode, entry.meaning)
  if (entry.class === "rejected" || entry.class === "configuration") {
    return { kind: "Rejected", code: gatewayCode, meaning: entry.meaning, configuration: entry.class === "configuration" }
  }
  return unknown(entry.listed === false ? "unlisted-code" : "unknown-code", gatewayCode, entry.meaning)
}

/** Unknown, with what is known about it. */
export const unknown = (reason: UnknownReason, code?: string, meaning?: string): Outcome => ({
  kind: "Unknown",
  reason,
  ...(code === undefined ? {} : { code }),
  ...(meaning === undefined ? {} : { meaning: meaning.slice(0, LONGEST_MEANING) })
})

const LONGEST_MEANING = 200

/** A code that is listed is kept as it came. Other text may be a reply with somebody's name in it, unless it looks like a code (L10). */
const printable = (code: string, isListed: boolean): string => (isListed || CODE_LIKE.test(code) ? code : "unreadable")
const CODE_LIKE = /^(?=[A-Z]*\d)[A-Z0-9]{1,6}$|^[A-Z]{1,3}$/

/** An RRN, a UTR or a host reference, and nothing else, is kept as the bank's number (L10). */
const isNumber = (rrn: string | undefined): rrn is string => rrn !== undefined && /^(\d{9}|\d{12}|[A-Z]{4}[A-Z0-9]{9,18})$/.test(rrn)
