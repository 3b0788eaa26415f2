import * as declared from "./declared.ts"
import { readCallback } from "./read-callback.ts"

const {
  accountStatement, accountStatementPaged, balanceInquiry, beneAddition, beneAdditionVpa, beneOtp, beneValidation, bulkPayment, createOtp,
  deregistration, fetchBeneList, mobileFetch, registration, registrationStatus, reverseMis, schedulePayment, transaction,
  transactionBeneId, transactionCallback: _posted, transactionInquiry, transactionOtp, validateLinkedAccount, ...named
} = declared

/**
 * Corporate banking (CIB), by the words of `bank.cib`. `statement.all` goes over the pages; `bulkRowsOf` and `recordsOf` read what two of
 * the replies carry.
 */
export const cib = Object.freeze({
  ...named,
  register: registration, registrationStatus, deregister: deregistration, createOtp, pay: transaction, payWithOtp: transactionOtp,
  payBeneId: transactionBeneId, schedule: schedulePayment, status: transactionInquiry, readCallback, balance: balanceInquiry,
  statement: accountStatement, statementPage: accountStatementPaged, addBene: beneAddition, addBeneVpa: beneAdditionVpa,
  validateBene: beneValidation, beneList: fetchBeneList, beneOtp, linkedAccount: validateLinkedAccount, mobile: mobileFetch,
  bulkPay: bulkPayment, bulkStatus: reverseMis
})

export * from "./declared.ts"
export { readCallback } from "./read-callback.ts"
export { recordsOf, type StatementLine } from "./statement-record.ts"
export { bulkRowsOf, type BulkRow } from "./reverse-mis.ts"
