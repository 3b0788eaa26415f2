import type { Ladder } from "@hundi/catalog"
import type { Holidays } from "@hundi/catalog/calendar"
import type { Attempt, Outcome, Payout } from "./domain.ts"
import type { Change } from "./journal.ts"
import { nextCreditAt, nextEnquiryAt, nextWatchAt, rungs } from "./ladder.ts"

/** What the conclusion rests on. Times are ms since 1970 (UTC). */
export interface Situation {
  readonly payout: Payout
  readonly attempt: Attempt
  readonly outcome: Outcome
  readonly from: "pay" | "enquiry"
  readonly now: number
  readonly rail: string
  readonly ladder: Ladder
  /** Attempts before this one, all proved failed. */
  readonly earlier?: readonly Attempt[]
  /** False: nobody can be asked about this rail, so unknowns go straight to people. */
  readonly enquirable: boolean
  readonly holidays?: Holidays | undefined
}

/** A witnessed not-sent may repeat for this long, under the same reference (L3). */
export const REPEAT_WINDOW_MS = 15 * 60_000
const REPEAT_GAPS_MS = [1000, 5000, 30_000, 120_000, 300_000] as const

/**
 * One outcome and what it changes: the attempt's state, the payout's status, the next look. Pure. Weaker evidence
 * never overwrites stronger (L4): what contradicts a proof goes to people and changes nothing else.
 */
export const conclude = (situation: Situation): Change => {
  const { attempt, outcome, from } = situation
  if (attempt.state === "settled") return afterSettled(situation)
  if (attempt.provedFailedAt !== null) return afterProvedFailed(situation)
  if (attempt.state === "accepted" && outcome.kind === "Rejected")
    return toReview(situation, "the debit was confirmed, now the bank says Rejected")
  const change =
    heldByPeople(situation.payout) && outcome.kind !== "Unknown"
      ? keepReview(situation)
      : conclusions[outcome.kind](situation, outcome as never)
  const asked = from === "enquiry" ? attempt.asked + 1 : attempt.asked
  return {
    ...change,
    attempt: { asked, ...("code" in outcome && outcome.code !== undefined ? { lastCode: outcome.code } : {}), ...change.attempt }
  }
}

type Of<K extends Outcome["kind"]> = Extract<Outcome, { kind: K }>

const conclusions: { readonly [K in Outcome["kind"]]: (situation: Situation, outcome: Of<K>) => Change } = {
  Settled: (situation, outcome) => ({
    attempt: { state: "settled", ...rrnOf(outcome) },
    payout: { status: "settled", dueAt: nextLookAtEarlier(situation), reviewReason: null },
    event: event("settled", outcome)
  }),
  Accepted: (situation, outcome) => ({
    attempt: { state: "accepted", ...rrnOf(outcome) },
    payout: waiting(situation, nextLook(situation, "accepted")),
    event: event("accepted", outcome)
  }),
  Pending: (situation, outcome) => {
    const state = situation.attempt.state === "accepted" ? "accepted" : "pending"
    return { attempt: { state }, payout: waiting(situation, nextLook(situation, state)), event: event("pending", outcome) }
  },
  Rejected: (situation, outcome) => ({
    attempt: { state: "rejected", provedFailedAt: situation.now },
    payout: {
      status: "failed",
      dueAt: nextWatchAt(situation.ladder, situation.attempt.businessDate, situation.now, situation.holidays),
      reviewReason: null
    },
    event: event("rejected", outcome),
    ...(outcome.configuration ? { pause: { rail: situation.rail, reason: `${outcome.code}: ${outcome.meaning}` } } : {})
  }),
  Reversed: (situation, outcome) =>
    outcome.proved
      ? {
          attempt: { state: "reversed", provedFailedAt: situation.now, ...rrnOf(outcome) },
          payout: { status: "reversed", dueAt: nextLookAtEarlier(situation), reviewReason: null },
          event: event("reversed", outcome)
        }
      : toReview(situation, "the bank says returned, without amount and RRN: see the credit on the statement first"),
  NotSent: (situation, outcome) => afterNotSent(situation, outcome),
  Unknown: (situation, outcome) => afterUnknown(situation, outcome)
}

/** No byte left: the same reference may go again for 15 minutes, after that the attempt ends (L3). */
const afterNotSent = (situation: Situation, { why, mayRepeat }: Of<"NotSent">): Change => {
  const { attempt, now } = situation
  const notSentCount = attempt.notSentCount + 1
  const retryAt = now + (REPEAT_GAPS_MS[notSentCount - 1] ?? REPEAT_GAPS_MS[REPEAT_GAPS_MS.length - 1] ?? 0)
  if (mayRepeat && retryAt < attempt.reservedAt + REPEAT_WINDOW_MS) {
    return {
      attempt: { state: "reserved", notSentCount },
      payout: { status: "queued", dueAt: retryAt },
      event: { kind: "not-sent", detail: { why, notSentCount } }
    }
  }
  return {
    attempt: { state: "not-sent", provedFailedAt: now, notSentCount },
    payout: { status: "failed", dueAt: nextLookAtEarlier(situation), reviewReason: null },
    event: { kind: "not-sent-final", detail: { why, notSentCount } }
  }
}

const afterUnknown = (situation: Situation, outcome: Of<"Unknown">): Change => {
  const { attempt, now } = situation
  // Accepted is stronger than not knowing.
  const state = attempt.state === "accepted" ? "accepted" : "unknown"
  const technical = outcome.reason === "technical-decline" && outcome.code !== undefined && outcome.code !== attempt.technicalCode
  const people = !situation.enquirable || hasEnded(situation)
  const reviewReason = reviewOf(situation, outcome, people)
  return {
    attempt: {
      state,
      ...(attempt.unknownSince === null ? { unknownSince: now } : {}),
      ...(technical ? { technicalCode: outcome.code, technicalAt: now } : {})
    },
    payout: {
      status: reviewReason === null ? (state === "accepted" ? "in-flight" : "unknown") : "review",
      dueAt: situation.enquirable ? nextLook(situation, state) : null,
      reviewReason
    },
    event: event(attempt.notSentCount > 0 && outcome.reason === "duplicate" ? "unknown-witness-wrong" : "unknown", outcome)
  }
}

/** Why a payout is with people, once its ladder has ended. A proof that comes later still ends the review. */
export const LADDER_ENDED = "no proof by the end of its ladder"

/** Has the time for asking alone run out (MONEY.md, Ladders)? */
const hasEnded = ({ ladder, attempt, now, holidays }: Situation): boolean => now >= rungs(ladder, attempt.businessDate, holidays).reviewAt

/** Under way. A debit without a word about its credit is with people in the end, like everything else that is not proved. */
const waiting = (situation: Situation, dueAt: number | null): Change["payout"] =>
  hasEnded(situation) ? { status: "review", dueAt, reviewReason: LADDER_ENDED } : { status: "in-flight", dueAt }

const reviewOf = ({ payout, enquirable }: Situation, outcome: Of<"Unknown">, people: boolean): string | null => {
  if (heldByPeople(payout)) return payout.reviewReason
  if (outcome.reason === "evidence-mismatch") return "the bank's answer names another reference, amount, account or IFSC"
  if (!enquirable) return "this rail has no enquiry: ask the bank"
  return people ? LADDER_ENDED : null
}

/** The watch over a proved failure: money that shows up after all is late money, and people hold the payout (MONEY.md, States). */
const afterProvedFailed = (situation: Situation): Change => {
  const { attempt, outcome, payout, now, ladder } = situation
  const late = isLateMoney(outcome)
  const dueAt = nextWatchAt(ladder, attempt.businessDate, now, situation.holidays)
  if (late) {
    return {
      attempt: { state: attempt.state, asked: attempt.asked + 1 },
      payout: { status: "review", dueAt, reviewReason: `late-money: proved failed, now the bank says ${outcome.kind}` },
      event: event("late-money", outcome)
    }
  }
  return {
    attempt: { state: attempt.state, asked: attempt.asked + 1 },
    payout: { status: payout.status, dueAt },
    event: event("watched", outcome)
  }
}

/** What the bank says of money it had proved not to have moved. */
export const isLateMoney = ({ kind }: Outcome): boolean => kind === "Settled" || kind === "Accepted" || kind === "Pending"

const afterSettled = (situation: Situation): Change => {
  const { attempt, outcome, payout, now } = situation
  if (outcome.kind === "Reversed" && outcome.proved) {
    return {
      attempt: { state: "reversed", provedFailedAt: now },
      payout: { status: "reversed", dueAt: nextLookAtEarlier(situation) },
      event: event("reversed", outcome)
    }
  }
  if (outcome.kind === "Rejected" || outcome.kind === "Reversed") return toReview(situation, `settled, now the bank says ${outcome.kind}`)
  return { attempt: { state: attempt.state }, payout: { status: payout.status, dueAt: nextLookAtEarlier(situation) }, event: event("watched", outcome) }
}

/** A failed attempt stays watched to T+7 though a later one has paid (MONEY.md, States): money that shows up for it is late money. */
export const nextLookAtEarlier = ({ earlier = [], enquirable, ladder, now, holidays }: Pick<Situation, "earlier" | "enquirable" | "ladder" | "now" | "holidays">): number | null => {
  if (!enquirable) return null
  const times = watchable(earlier).map(({ businessDate }) => nextWatchAt(ladder, businessDate, now, holidays))
  return times.reduce((first, at) => (at === null ? first : Math.min(at, first ?? at)), null)
}

/** Failed by the bank's word. Of an attempt that was not sent, no byte ever left. */
export const watchable = (attempts: readonly Attempt[]): readonly Attempt[] => attempts.filter(({ state }) => state === "rejected")

/** Once evidence has contradicted itself, later evidence is written down for people and decides nothing. */
const heldByPeople = ({ status, reviewReason }: Payout): boolean => status === "review" && reviewReason !== LADDER_ENDED

const keepReview = (situation: Situation): Change => toReview(situation, situation.payout.reviewReason ?? "")

const toReview = ({ attempt, outcome, ...situation }: Situation, reason: string): Change => ({
  attempt: { state: attempt.state === "sending" ? "unknown" : attempt.state },
  payout: {
    status: "review",
    dueAt: nextWatchAt(situation.ladder, attempt.businessDate, situation.now, situation.holidays),
    reviewReason: reason
  },
  event: event("review", outcome)
})

/** When to ask next: about the debit by the ladder's gaps, about the credit of a confirmed one in its own time. */
const nextLook = ({ ladder, attempt, from, now, holidays }: Situation, state: Change["attempt"]["state"]): number | null => {
  const asked = from === "enquiry" ? attempt.asked + 1 : attempt.asked
  if (state !== "accepted" || ladder.credit === undefined) return nextEnquiryAt(ladder, attempt.businessDate, asked, now, holidays)
  const gap = attempt.state === "accepted" ? ladder.credit.everyMs : ladder.credit.firstAfterMs
  return nextCreditAt(ladder, attempt.businessDate, gap, now, holidays)
}

const rrnOf = (outcome: { readonly rrn?: string }): { readonly rrn?: string } => (outcome.rrn === undefined ? {} : { rrn: outcome.rrn })

const event = (kind: string, outcome: Outcome): Change["event"] => ({
  kind,
  detail: Object.fromEntries(Object.entries(outcome).filter((entry): entry is [string, string | boolean] => typeof entry[1] !== "object"))
})
