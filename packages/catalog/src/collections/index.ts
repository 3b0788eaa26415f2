import { answerHold } from "./answer-hold.ts"
import * as declared from "./declared.ts"
import { answerBill, answerDepositor, readDeposit, readReceipt } from "./listed-callbacks.ts"
import { readCredit, readCreditOlder } from "./read-credit.ts"

const {
  cdmDeposit: _deposit, cdmValidation: _depositor, eazypayRedirect: _page, eazypayVerify, isurepayReceipting: _receipt,
  isurepayValidation: _bill, messageHold: _hold, misPosting: _mis, misPostingOlder: _olderMis, ...named
} = declared

/**
 * Money that comes in, by the words of `bank.collections`. In e-Collection, iSurePay and the deposit machines it is the bank that calls:
 * `answer...` decide something, `read...` take notice. The link to the hosted page is made by `makePaymentLink`.
 */
export const collections = Object.freeze({
  ...named,
  answerHold, readCredit, readCreditOlder, answerBill, readReceipt, answerDepositor, readDeposit, verifyPayment: eazypayVerify
})

export * from "./declared.ts"
export { answerHold } from "./answer-hold.ts"
export { answerBill, answerDepositor, readDeposit, readReceipt } from "./listed-callbacks.ts"
export { makePaymentLink, type PaymentPage } from "./make-payment-link.ts"
export { isPaymentReturn } from "./is-payment-return.ts"
export { readCredit, readCreditOlder } from "./read-credit.ts"
