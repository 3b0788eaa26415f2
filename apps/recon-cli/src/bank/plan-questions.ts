import type { AnyMoney } from "@hundi/catalog"
import { startOfBusinessDay } from "@hundi/catalog/calendar"
import { compositeRails } from "@hundi/catalog/composite/rails"
import type { OpenPayment } from "../journal/open-questions.ts"

/** What the bank would be asked about one payment. */
export interface Question {
  readonly payment: OpenPayment
  /** In words; empty when nothing can be asked now. */
  readonly asks: readonly string[]
  /** Why nothing is asked now. */
  readonly notNow: string | null
}

/** What may be asked about each payment now, as core itself would choose (packages/core/src/resolve-unknown.ts). */
export const planQuestions = (payments: readonly OpenPayment[], now: number): readonly Question[] =>
  payments.map((payment) => planOne(payment, now))

const planOne = (payment: OpenPayment, now: number): Question => {
  const no = (notNow: string): Question => ({ payment, asks: [], notNow })
  const money = moneyOf(payment.operation)
  if (money === undefined) return no("it was paid by a call that this program does not know")
  if (money.enquiry === "none") return no("its rail has no enquiry: ask the bank")
  // NPCI allows three questions within two hours: the worker keeps count, and so its time is kept.
  if (payment.rail === "upi" && payment.dueAt !== null && payment.dueAt > now) return no(`UPI limits questions: not before ${istTime(payment.dueAt)}`)
  const { status, recon360, credit } = money.enquiry
  if (payment.state === "accepted" && payment.rrn !== null && credit !== undefined) return { payment, asks: [`credit by UTR (${credit.id})`], notNow: null }
  const isOpen = now >= startOfBusinessDay(payment.businessDate, money.ladder.recon360FromBusinessDay)
  return { payment, asks: [...(isOpen && recon360 !== undefined ? [`Recon360 (${recon360.id})`] : []), `status (${status.id})`], notNow: null }
}

const moneyOf = (operation: string): AnyMoney | undefined =>
  Object.values(compositeRails).find((one): one is typeof one & AnyMoney => one.id === operation && "enquiry" in one)

const istTime = (at: number): string => `${new Date(at + 19_800_000).toISOString().slice(0, 16).replace("T", " ")} in India`
