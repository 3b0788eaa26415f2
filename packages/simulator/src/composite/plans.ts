import type { Payment, Step } from "../bank-types.ts"
import { businessDayAfter, calendarDayAfter } from "../ist.ts"
import { gatewayCodes, isDebitedBy } from "./act-codes.ts"

/** What was decided about a payment at the moment it arrived. */
export type Plan = Pick<Payment, "replyCode" | "steps" | "hiddenUntilMs" | "bounced">

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

/** A beneficiary bank that takes the credit and sends it back says this most often. */
const RETURN_CODE = "5"

const settled = (fromMs: number, actCode = "0"): Step => ({ fromMs, state: "settled", actCode, recon: recon.credited })
const debited = (fromMs: number, actCode: string, word: string): Step => ({ fromMs, state: "debited", actCode, recon: word })

/** Settled at once. The gateway may still answer something else than success: then only an enquiry tells. */
export const paid = (nowMs: number, replyCode = "0"): Plan => ({ replyCode, steps: [settled(nowMs)] })

/** Declined for good. */
export const refused = (nowMs: number, code: string): Plan => ({
  replyCode: code,
  steps: [{ fromMs: nowMs, state: "none", actCode: code, recon: recon.failed }]
})

/** Declined by the beneficiary bank after the debit: nothing is away, but the statement shows debit and reversal. */
export const refusedAfterDebit = (nowMs: number): Plan => ({ ...refused(nowMs, RETURN_CODE), bounced: true })

/** Debited without an outcome; an enquiry sees it settled after three minutes. */
export const unclearThenSettled = (nowMs: number, code: string): Plan => ({
  replyCode: code,
  steps: [debited(nowMs, code, recon.timeout), settled(nowMs + CLEARS_AFTER_MS)]
})

/** Debited without an outcome; an enquiry sees it failed, and the money back, after three minutes. */
export const unclearThenReversed = (nowMs: number, code: string): Plan => ({
  replyCode: code,
  steps: [
    debited(nowMs, code, recon.timeout),
    { fromMs: nowMs + CLEARS_AFTER_MS, state: "reversed", actCode: RETURN_CODE, recon: recon.failed }
  ]
})

/** No answer from NPCI: the status call never learns more, Recon360 does from T+2 on. */
export const clearedByRecon = (nowMs: number, code: string, credited: boolean): Plan => ({
  replyCode: code,
  steps: [
    debited(nowMs, code, recon.timeout),
    credited
      ? settled(businessDayAfter(nowMs, 2), code)
      : { fromMs: businessDayAfter(nowMs, 2), state: "reversed", actCode: code, recon: recon.failed }
  ]
})

/** Never debited, but the bank does not say so: the code repeats, Recon360 says "Failed" from T+2 on. */
export const unclearNeverDebited = (nowMs: number, code: string): Plan => ({
  replyCode: code,
  steps: [
    { fromMs: nowMs, state: "none", actCode: code, recon: recon.timeout },
    { fromMs: businessDayAfter(nowMs, 2), state: "none", actCode: code, recon: recon.failed }
  ]
})

/** The beneficiary bank timed out: deemed approved, and credited at T+2. */
export const deemed = (nowMs: number): Plan => ({
  replyCode: "91",
  steps: [debited(nowMs, "91", recon.deemed), settled(businessDayAfter(nowMs, 2))]
})

/** Settled, and sent back on the next calendar day; the status call keeps its success, Recon360 shows the return. */
export const settledThenReversed = (nowMs: number): Plan => ({
  replyCode: "0",
  steps: [settled(nowMs), { fromMs: calendarDayAfter(nowMs, 1), state: "reversed", actCode: "0", recon: recon.returned }]
})

/** Debited, and nobody ever learns more. */
export const neverClear = (nowMs: number, code: string): Plan => ({ replyCode: code, steps: [debited(nowMs, code, recon.suspect)] })

/** The plan for a bank that answers with `code`; `moneyMoved` overrides what the table of codes says about the debit. */
export const byCode = (nowMs: number, code: string, moneyMoved: boolean | undefined): Plan => {
  const isDebited = moneyMoved ?? isDebitedBy(code)
  if (!isDebited) return isDebitedBy(code) ? unclearNeverDebited(nowMs, code) : refused(nowMs, code)
  if (code === "91") return deemed(nowMs)
  // The gateway lost the answer, the switch behind it did its work.
  if (code === "0" || gatewayCodes[code] !== undefined) return paid(nowMs, code)
  return unclearThenSettled(nowMs, code)
}
