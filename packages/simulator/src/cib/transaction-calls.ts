import { fieldOf } from "../composite/check-imps.ts"
import { calendarDayAfter } from "../ist.ts"
import { callerFields } from "./caller.ts"
import { parseDay } from "./days.ts"
import { transact } from "./transact.ts"
import type { CibHandler } from "./cib-types.ts"

const common = ["DEBITACC", "AMOUNT", "CURRENCY", "TXNTYPE", "PAYEENAME", "WORKFLOW_REQD", "UNIQUEID", "AGGRNAME"]
/** The fields that a payment needs. REMARKS is left out by one client (cib.transaction, REMARKS), so it is not asked for. */
const payFields = [...callerFields, "CREDITACC", "IFSC", ...common]

/** Pays without a password; one that is sent along is checked, since two clients send theirs here (cib.transactionOtp, notes). */
export const payPlain: CibHandler = (call, memory) =>
  transact(call, memory, { body: call.request.body, fields: payFields, needsOtp: false })

/** Pays with a password; none at all is 99274. */
export const payWithOtp: CibHandler = (call, memory) =>
  transact(call, memory, { body: call.request.body, fields: [...payFields, "CUSTOMERINDUCED"], needsOtp: true })

/** Pays a registered beneficiary by its number (cib.transaction.beneId). */
export const payBeneId: CibHandler = (call, memory) => {
  const { body } = call.request
  const id = fieldOf(body, "BNF_ID")
  const found = memory.beneficiaries(call.partner.apiKey).find((one) => one.id === id && one.kind !== "VPA")
  return transact(call, memory, {
    body: { ...body, CREDITACC: found?.account ?? "", IFSC: found?.ifsc ?? "" },
    fields: [...callerFields, ...common, "BNF_ID", "CUSTOMERINDUCED"],
    needsOtp: true,
    refusal: found === undefined ? "999039" : undefined
  })
}

const TEN_O_CLOCK_MS = 10 * 3_600_000

/**
 * Pays on a later day (cib.schedulePayment): at 10:00 in India, which is made up, as is the form of PAYMENT_DATE, DD-MM-YYYY. Today's date
 * pays at once when it is past ten.
 */
export const schedulePayment: CibHandler = (call, memory) => {
  const { body } = call.request
  const fields = [...payFields, "PAYMENT_DATE", "CUSTOMERINDUCED"]
  const dayMs = parseDay(fieldOf(body, "PAYMENT_DATE"))
  if (dayMs === undefined) return transact(call, memory, { body, fields, needsOtp: true, refusal: "106589" })
  const isPast = dayMs < calendarDayAfter(call.nowMs, 0)
  return transact(call, memory, { body, fields, needsOtp: true, dueMs: dayMs + TEN_O_CLOCK_MS, refusal: isPast ? "108363" : undefined })
}
