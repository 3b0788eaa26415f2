import type { Payment, Step } from "../bank-types.ts"
import { businessDayAfter } from "../ist.ts"

/** What was decided about a payment at the moment it arrived. */
export type Plan = Pick<Payment, "replyCode" | "steps" | "hiddenUntilMs" | "bounced" | "partReturnedAtMs" | "bookDateMs">

/** What the courses of events look like on one rail. */
export interface RailManners {
  readonly codes: {
    readonly success: string
    /** Debited, no outcome yet. */
    readonly timedOut: string
    /** The network did not answer; cleared at T+2. */
    readonly noAnswer: string
    readonly deemed: string
    /** How an enquiry puts a payment that failed after its debit. */
    readonly failed: string
    readonly invalidAccount: string
    readonly invalidIfsc: string
    /** The reference was used before. */
    readonly duplicate: string
    readonly notFound: string
    /** There is not enough money in the partner's account. */
    readonly shortOfFunds: string
  }
  /** When a payment that is accepted at this instant reaches the beneficiary. */
  readonly creditedAtMs: (acceptedMs: number) => number
  /** When a payment that was accepted at this instant, and comes back, is back. */
  readonly returnedAtMs: (acceptedMs: number) => number
  /** Does a status enquiry learn what is decided at T+2, or does only Recon360? */
  readonly statusLearns: boolean
  /** Has the bank debited when it answers a payment with this code? */
  readonly isDebitedBy: (code: string) => boolean
  /** A code of the gateway: the rail behind it did its work. */
  readonly isOfGateway: (code: string) => boolean
}

/** The courses of events of one rail; `nowMs` is when the payment arrives. */
export interface RailPlans {
  readonly codes: RailManners["codes"]
  readonly isDebitedBy: (code: string) => boolean
  /** What every course is made of; `recon` is Recon360's word. */
  readonly step: {
    readonly notDebited: (fromMs: number, actCode: string, recon: string) => Step
    readonly debited: (fromMs: number, actCode: string, recon: string) => Step
    /** The debit leg stands from `fromMs` on, the credit leg follows when the rail brings it. */
    readonly accepted: (fromMs: number, actCode?: string) => readonly Step[]
    readonly reversed: (fromMs: number, actCode: string, recon: string) => Step
  }
  /** Accepted at once. The gateway may still answer something else than success: then only an enquiry tells. */
  readonly paid: (nowMs: number, replyCode?: string) => Plan
  /** Declined for good. */
  readonly refused: (nowMs: number, code: string) => Plan
  /** Declined after the debit: nothing is away, but the statement shows debit and reversal. */
  readonly refusedAfterDebit: (nowMs: number) => Plan
  /** Debited without an outcome; an enquiry sees it accepted after three minutes. */
  readonly unclearThenSettled: (nowMs: number, code: string) => Plan
  /** Debited without an outcome; an enquiry sees it failed, and the money back, after three minutes. */
  readonly unclearThenReversed: (nowMs: number, code: string) => Plan
  /** No answer from the network: cleared at T+2, on IMPS and UPI for Recon360 alone. */
  readonly clearedAtTPlus2: (nowMs: number, code: string, isCredited: boolean) => Plan
  /** The beneficiary bank timed out: deemed approved, and credited at T+2. */
  readonly deemed: (nowMs: number) => Plan
  /** Settled, and sent back later; the status call keeps its success. */
  readonly settledThenReversed: (nowMs: number) => Plan
  /** Never debited, but the bank does not say so: the code repeats, and only at T+2 it is called failed. */
  readonly unclearNeverDebited: (nowMs: number, code: string) => Plan
  /** Debited, and nobody ever learns more. */
  readonly neverClear: (nowMs: number, code: string) => Plan
  /** A bank that answers with `code`; `moneyMoved` overrides what the rail's table of codes says about the debit. */
  readonly byCode: (nowMs: number, code: string, moneyMoved: boolean | undefined) => Plan
}

/** The words of Recon360 (fact file composite-and-cib, composite.recon360 statusValues). */
const recon = {
  credited: "Credit Confirmation Received",
  failed: "Failed",
  returned: "Returned received",
  deemed: "Deemed approved",
  suspect: "Suspect",
  timeout: "Timeout"
} as const

/** "Between 180 seconds and T+2" is when an unclear IMPS payment settles (seed guide on composite IMPS). */
const CLEARS_AFTER_MS = 180_000

/** The courses of events in the manners of a rail. */
export const createPlans = (manners: RailManners): RailPlans => {
  const { codes } = manners
  const debited = (fromMs: number, actCode: string, word: string): Step => ({ fromMs, state: "debited", actCode, recon: word })
  const accepted = (fromMs: number, actCode = codes.success): readonly Step[] => {
    const creditedMs = manners.creditedAtMs(fromMs)
    const credit: Step = { fromMs: creditedMs, state: "settled", actCode, recon: recon.credited }
    return creditedMs > fromMs ? [debited(fromMs, actCode, recon.credited), credit] : [credit]
  }
  const notDebited = (fromMs: number, actCode: string, word: string): Step => ({ fromMs, state: "none", actCode, recon: word })
  const reversed = (fromMs: number, actCode: string, word: string): Step => ({ fromMs, state: "reversed", actCode, recon: word })
  const unclear = (nowMs: number, code: string, word: string, later: readonly Step[]): Plan => ({
    replyCode: code,
    steps: [debited(nowMs, code, word), ...later]
  })
  /** What the status call says at T+2 about an outcome that Recon360 knows by then. */
  const learnt = (code: string, outcome: string): string => (manners.statusLearns ? outcome : code)

  const plans: RailPlans = {
    codes,
    step: { notDebited, debited, accepted, reversed },
    isDebitedBy: manners.isDebitedBy,
    paid: (nowMs, replyCode = codes.success) => ({ replyCode, steps: accepted(nowMs) }),
    refused: (nowMs, code) => ({ replyCode: code, steps: [notDebited(nowMs, code, recon.failed)] }),
    refusedAfterDebit: (nowMs) => ({ ...plans.refused(nowMs, codes.failed), bounced: true }),
    unclearThenSettled: (nowMs, code) => unclear(nowMs, code, recon.timeout, accepted(nowMs + CLEARS_AFTER_MS)),
    unclearThenReversed: (nowMs, code) =>
      unclear(nowMs, code, recon.timeout, [reversed(nowMs + CLEARS_AFTER_MS, codes.failed, recon.failed)]),
    clearedAtTPlus2: (nowMs, code, isCredited) => {
      const fromMs = businessDayAfter(nowMs, 2)
      const later = isCredited
        ? accepted(fromMs, learnt(code, codes.success))
        : [reversed(fromMs, learnt(code, codes.failed), recon.failed)]
      return unclear(nowMs, code, recon.timeout, later)
    },
    deemed: (nowMs) => unclear(nowMs, codes.deemed, recon.deemed, accepted(businessDayAfter(nowMs, 2))),
    settledThenReversed: (nowMs) => ({
      replyCode: codes.success,
      steps: [...accepted(nowMs), reversed(manners.returnedAtMs(nowMs), codes.success, recon.returned)]
    }),
    unclearNeverDebited: (nowMs, code) => ({
      replyCode: code,
      steps: [
        notDebited(nowMs, code, recon.timeout),
        notDebited(businessDayAfter(nowMs, 2), learnt(code, codes.failed), recon.failed)
      ]
    }),
    neverClear: (nowMs, code) => unclear(nowMs, code, recon.suspect, []),
    byCode: (nowMs, code, moneyMoved) => {
      const isDebited = moneyMoved ?? manners.isDebitedBy(code)
      if (!isDebited) return manners.isDebitedBy(code) ? plans.unclearNeverDebited(nowMs, code) : plans.refused(nowMs, code)
      if (code === codes.deemed) return plans.deemed(nowMs)
      // The gateway lost the answer, the rail behind it did its work.
      if (code === codes.success || manners.isOfGateway(code)) return plans.paid(nowMs, code)
      return plans.unclearThenSettled(nowMs, code)
    }
  }
  return plans
}
