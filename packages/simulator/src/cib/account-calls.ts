import { sealedAnswer } from "../answers.ts"
import type { BankAnswer } from "../bank-types.ts"
import { fieldOf } from "../composite/check-imps.ts"
import { calendarDayAfter, istDateTime } from "../ist.ts"
import type { Statement } from "../statement/entries.ts"
import { makeStatement } from "../statement/entries.ts"
import { signedRupees } from "../statement/format-amount.ts"
import { writeCib } from "../statement/write-cib.ts"
import { answerRead, callerFields, failure, isRegistered } from "./caller.ts"
import type { CibMemory } from "./cib-memory.ts"
import type { CibCall, CibHandler } from "./cib-types.ts"
import { parseDay } from "./days.ts"

const accountFields = [...callerFields, "ACCOUNTNO"]
const statementFields = [...accountFields, "FROMDATE", "TODATE"]

/** Lines on a page; the bank's number is not public. */
const PAGE_LINES = 50

/** What is in the account now. */
export const balance: CibHandler = (call, memory) => answerRead(call, accountFields, () => {
  const refusal = refuseAccount(call, memory)
  if (refusal !== undefined) return refusal
  const { partner } = call
  return sealedAnswer({
    RESPONSE: "SUCCESS", AGGR_ID: partner.aggrId, ...callerOf(call), ACCOUNTNO: partner.debitAccount, DATE: shortStamp(call.nowMs),
    EFFECTIVEBAL: signedRupees(call.books.balancePaise(partner.apiKey)), CURRENCY: "INR"
  })
})

/** The statement in one piece. One client asks for pages here as well (cib.accountStatement.paged, notes). */
export const statement: CibHandler = (call, memory) =>
  call.request.body["CONFLG"] === undefined
    ? answerStatement(call, memory, statementFields, (found) => ({ ...writeCib(found, call.partner), ...callerOf(call) }))
    : statementPage(call, memory)

/** The statement page by page: CONFLG N, then Y with the LASTTRID of the page before; no LASTTRID in a reply = the last page. */
export const statementPage: CibHandler = (call, memory) => {
  const { body } = call.request
  const isFirst = fieldOf(body, "CONFLG") !== "Y"
  const fields = [...statementFields, "CONFLG", ...(isFirst ? [] : ["LASTTRID"])]
  return answerStatement(call, memory, fields, (found) => {
    const { entries } = found
    const start = isFirst ? 0 : entries.findIndex(({ id }) => id === fieldOf(body, "LASTTRID")) + 1
    if (!isFirst && start === 0) return undefined
    const page = entries.slice(start, start + PAGE_LINES)
    const { RESPONSE, Record } = writeCib({ ...found, entries: page }, call.partner)
    const last = start + PAGE_LINES < entries.length ? page.at(-1)?.id : undefined
    return { RESPONSE, ...(last === undefined ? {} : { LASTTRID: last }), ...(Record === undefined ? {} : { Record }) }
  })
}

/** A statement is too long for RSA alone: its reply is always hybrid (encryptionVariants, "rsa-request-hybrid-response"). */
const answerStatement = (
  call: CibCall, memory: CibMemory, fields: readonly string[],
  write: (statement: Statement) => Readonly<Record<string, unknown>> | undefined
): BankAnswer => ({
  ...answerRead(call, fields, () => {
    const refusal = refuseAccount(call, memory)
    if (refusal !== undefined) return refusal
    const fromMs = parseDay(fieldOf(call.request.body, "FROMDATE"))
    const lastMs = parseDay(fieldOf(call.request.body, "TODATE"))
    if (fromMs === undefined || lastMs === undefined || lastMs < fromMs) return failure("106589", true)
    const body = write(readStatement(call, fromMs, calendarDayAfter(lastMs, 1)))
    return body === undefined ? failure("106589", true) : sealedAnswer(body)
  }),
  form: "hybrid"
})

/** 9907 for a caller who is not registered, 999050 for an account that is not his. */
const refuseAccount = (call: CibCall, memory: CibMemory): BankAnswer | undefined => {
  if (!isRegistered(call, memory)) return failure("9907", true)
  return fieldOf(call.request.body, "ACCOUNTNO") === call.partner.debitAccount ? undefined : failure("999050", true)
}

/** From the same books as the ledger. What the account opened with follows from what it has and what has moved. */
const readStatement = ({ books, partner, nowMs }: CibCall, fromMs: number, untilMs: number): Statement => {
  const order = {
    account: partner.debitAccount,
    payments: books.payments().filter((payment) => payment.partner === partner.apiKey),
    credits: books.credits().filter((credit) => credit.partner === partner.apiKey),
    nowMs, withCharges: false
  }
  const moved = makeStatement({ ...order, accountOpeningPaise: 0n, fromMs: nowMs, untilMs: nowMs + 1 }).closingPaise
  return makeStatement({ ...order, accountOpeningPaise: books.balancePaise(partner.apiKey) - moved, fromMs, untilMs })
}

/** DD/MM/YY HH:MM:SS in India (rule "CIB balance"). */
const shortStamp = (ms: number): string => {
  const [day = "", time = ""] = istDateTime(ms).split(" ")
  const [dd = "", mm = "", yyyy = ""] = day.split("-")
  return `${dd}/${mm}/${yyyy.slice(2)} ${time}`
}

const callerOf = ({ request: { body } }: CibCall) =>
  ({ CORP_ID: fieldOf(body, "CORPID"), USER_ID: fieldOf(body, "USERID"), URN: fieldOf(body, "URN") })

/**
 * Is this account linked to the corporate? The reply is not public: it says yes or no in the words of the other calls, and nothing else.
 */
export const linkedAccount: CibHandler = (call, memory) => answerRead(call, accountFields, () =>
  refuseAccount(call, memory) ?? sealedAnswer({ RESPONSE: "SUCCESS" }))

/** The registered mobile number. The field that would carry it is not public, so the reply says only that the call went well. */
export const mobileFetch: CibHandler = (call, memory) => answerRead(call, callerFields, () =>
  isRegistered(call, memory) ? sealedAnswer({ RESPONSE: "SUCCESS" }) : failure("9907", true))
