import { addBusinessDays, type Holidays, istMidnight, startOfBusinessDay } from "@hundi/catalog/calendar"
import { type Attempt, type Change, HundiError, invalid, type JournalEvent, type PayoutView, provedFailures, type Work } from "@hundi/core"
import type { ReviewOrder } from "./review-order.ts"

/** What a decision rests on. Times are ms since 1970 (UTC). */
export interface Case {
  readonly view: PayoutView
  readonly work: Work
  readonly order: ReviewOrder
  readonly proposal: JournalEvent | undefined
  readonly now: number
  readonly holidays: Holidays | undefined
  /** Has another person said the same before? */
  readonly isSecond: boolean
}

/** A change for the journal, and whether it decides. */
export interface Decision extends Change {
  readonly reference: string
  readonly decided: boolean
}

const DAY_MS = 86_400_000

/** One person's word as a change of the journal: asked again, proposed, decided. Pure. @throws HundiError when evidence forbids it */
export const decide = (situation: Case): Decision => {
  const { view, work, order, isSecond, now } = situation
  const attempt = work.attempt
  if (work.payout.status !== "review" || attempt === null) throw refused("this payout is not in review")
  const { reference, state } = attempt
  if (order.action === "ask-again") {
    return {
      ...{ reference, decided: true, attempt: { state }, payout: { status: "review", dueAt: now } },
      event: { kind: "review-ask-again", detail: { by: order.by, reason: order.reason } }
    }
  }
  const outcome = outcomes[order.action](situation, attempt)
  if (!isSecond) {
    return {
      ...{ reference, decided: false, attempt: { state }, payout: { status: "review", dueAt: work.payout.dueAt } },
      event: { kind: "review-proposed", detail: detailOf(order) }
    }
  }
  const proposedBy = String(situation.proposal?.detail["by"] ?? "")
  return {
    ...{ reference, decided: true, attempt: outcome.attempt, payout: { ...outcome.payout, reviewReason: null } },
    event: { kind: "review-decided", detail: { ...detailOf(order), proposedBy, amount: view.payout.amountPaise.toString() } }
  }
}

type Outcome = Pick<Change, "attempt" | "payout">

const outcomes: Readonly<Record<Exclude<ReviewOrder["action"], "ask-again">, (situation: Case, attempt: Attempt) => Outcome>> = {
  "confirm-paid": ({ order: { rrn } }, attempt) => {
    checkRrn(attempt, rrn)
    const isLateMoney = provedFailures.includes(attempt.state)
    return {
      // A proof of failure is never taken back: the payment that came after it is in the payout's status and history.
      attempt: isLateMoney ? { state: attempt.state } : { state: "settled", ...(rrn === undefined ? {} : { rrn }) },
      payout: { status: "settled", dueAt: null }
    }
  },
  "confirm-returned": ({ order: { rrn, amountPaise }, work, now }, attempt) => {
    if (amountPaise !== work.payout.amountPaise) {
      throw invalid("amountPaise", `the whole amount, ${work.payout.amountPaise}: a part that came back leaves the payout with people`)
    }
    const wasProved = provedFailures.includes(attempt.state)
    return {
      attempt: wasProved ? { state: attempt.state } : { state: "reversed", provedFailedAt: now, ...(attempt.rrn === null && rrn !== undefined ? { rrn } : {}) },
      payout: { status: "reversed", dueAt: null }
    }
  },
  "confirm-not-paid": (situation, attempt) => {
    const { now, holidays } = situation
    if (attempt.state === "accepted" || attempt.state === "settled") {
      throw refused("the bank has confirmed the debit: it was paid, or it came back; it cannot have been nothing")
    }
    checkAbsence(situation, attempt)
    const watchUntil = istMidnight(addBusinessDays(attempt.businessDate, 7, holidays)) + DAY_MS
    const dueAt = now < watchUntil ? Math.min(now + DAY_MS, watchUntil) : null
    const wasProved = provedFailures.includes(attempt.state)
    return {
      attempt: wasProved ? { state: attempt.state } : { state: "rejected", provedFailedAt: now },
      payout: { status: "failed", dueAt }
    }
  }
}

/** The number on the statement must be the one that the bank gave us, where it gave one (L9). */
const checkRrn = (attempt: Attempt, rrn: string | undefined): void => {
  if (attempt.rrn !== null && rrn !== attempt.rrn) throw invalid("rrn", `the bank's replies say ${attempt.rrn}: is this another payment's line?`)
}

/**
 * "The bank never had it" is proof only when the bank does not find it from T+2 on and a complete statement of T to T+2 does not show it
 * (MONEY.md, last line of the table). Two people sign.
 */
const checkAbsence = ({ order, view, now, holidays }: Case, attempt: Attempt): void => {
  const lastDay = addBusinessDays(attempt.businessDate, 2, holidays)
  const from = startOfBusinessDay(attempt.businessDate, 2, holidays)
  if (now < istMidnight(lastDay) + DAY_MS) throw refused(`too early: absence counts after T+2, which ends with ${lastDay}`)
  if ((order.statementFrom ?? "") > attempt.businessDate) throw invalid("statementFrom", `${attempt.businessDate} or before: the day of the payment`)
  if ((order.statementTo ?? "") < lastDay) throw invalid("statementTo", `${lastDay} or after: T+2`)
  const lastAnswer = view.events.findLast(({ kind }) => kind === "unknown" || kind === "watched" || kind === "review")
  const isWhole = lastAnswer?.detail["partial"] !== true
  const notFound = lastAnswer?.detail["reason"] === "not-found" && isWhole && lastAnswer.at >= from
  if (!notFound) throw refused("the bank's last answer since T+2 is not «not found» to every question: ask again first")
}

const refused = (message: string): HundiError => new HundiError("ILLEGAL_TRANSITION", message)

const detailOf = ({ action, by, reason, rrn, amountPaise, statementFrom, statementTo }: ReviewOrder) => ({
  ...{ action, by, reason, rrn: rrn ?? null },
  ...{ amountPaise: amountPaise?.toString() ?? null, statementFrom: statementFrom ?? null, statementTo: statementTo ?? null }
})
