import { accountStatement } from "./account-statement.ts"
import { accountStatementPaged } from "./account-statement-paged.ts"
import { balanceInquiry } from "./balance-inquiry.ts"
import { beneAddition } from "./bene-addition.ts"
import { beneAdditionVpa } from "./bene-addition-vpa.ts"
import { beneOtp } from "./bene-otp.ts"
import { beneValidation } from "./bene-validation.ts"
import { bulkPayment } from "./bulk-payment.ts"
import { createOtp } from "./create-otp.ts"
import { deregistration } from "./deregistration.ts"
import { fetchBeneList } from "./fetch-bene-list.ts"
import { mobileFetch } from "./mobile-fetch.ts"
import { registration } from "./registration.ts"
import { registrationStatus } from "./registration-status.ts"
import { reverseMis } from "./reverse-mis.ts"
import { schedulePayment } from "./schedule-payment.ts"
import { transaction } from "./transaction.ts"
import { transactionBeneId } from "./transaction-bene-id.ts"
import { transactionCallback } from "./transaction-callback.ts"
import { transactionInquiry } from "./transaction-inquiry.ts"
import { transactionOtp } from "./transaction-otp.ts"
import { validateLinkedAccount } from "./validate-linked-account.ts"

/** Corporate banking (CIB): every call, by a short name. `bulkRowsOf` and `recordsOf` read what two of its replies carry. */
export const cib = Object.freeze({
  register: registration, registrationStatus, deregister: deregistration, createOtp, pay: transaction, payWithOtp: transactionOtp,
  payBeneId: transactionBeneId, schedule: schedulePayment, status: transactionInquiry, callback: transactionCallback,
  balance: balanceInquiry, statement: accountStatement, statementPage: accountStatementPaged, addBene: beneAddition,
  addBeneVpa: beneAdditionVpa, validateBene: beneValidation, beneList: fetchBeneList, beneOtp, linkedAccount: validateLinkedAccount,
  mobile: mobileFetch, bulkPay: bulkPayment, bulkStatus: reverseMis
})

export { recordsOf, type StatementLine } from "./statement-record.ts"
export { bulkRowsOf, type BulkRow } from "./reverse-mis.ts"
