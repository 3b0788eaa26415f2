import { addressAvailability } from "./address-availability.ts"
import { appTransactionStatus } from "./app-transaction-status.ts"
import { changePrimaryAccount } from "./change-primary-account.ts"
import { createMandate } from "./create-mandate.ts"
import { delayedSettlements } from "./delayed-settlements.ts"
import { executeMandate } from "./execute-mandate.ts"
import { getToken } from "./get-token.ts"
import { listAccountProvider } from "./list-account-provider.ts"
import { listAccounts } from "./list-accounts.ts"
import { listKeys } from "./list-keys.ts"
import { listPsp } from "./list-psp.ts"
import { mandateNotification } from "./mandate-notification.ts"
import { mandateQr } from "./mandate-qr.ts"
import { payToAddress } from "./pay-to-address.ts"
import { registerMobile } from "./register-mobile.ts"
import { storeAccountDetails } from "./store-account-details.ts"
import { transactionHistory } from "./transaction-history.ts"
import { transactionStatusByCriteria } from "./transaction-status-by-criteria.ts"
import { upi2TransactionStatus } from "./transaction-status.ts"
import { upi2CollectPay } from "./collect-pay.ts"
import { upi2Qr } from "./qr.ts"
import { upi2Refund } from "./refund.ts"
import { validateAddress } from "./validate-address.ts"

/** Merchant UPI v1 (Eazypay 2.0): mandates, collect requests, QR codes, refunds. */
export const upi2 = Object.freeze({
  createMandate,
  executeMandate,
  mandateNotification,
  mandateQr,
  transactionStatus: upi2TransactionStatus,
  transactionStatusByCriteria,
  refund: upi2Refund,
  qr: upi2Qr,
  collectPay: upi2CollectPay,
  delayedSettlements
})

/** UPI 2.0 for apps: addresses, accounts, keys. */
export const upi2c = Object.freeze({
  validateAddress,
  listAccountProvider,
  listAccounts,
  listKeys,
  listPsp,
  getToken,
  registerMobile,
  storeAccountDetails,
  addressAvailability,
  changePrimaryAccount,
  transactionHistory,
  payToAddress,
  transactionStatus: appTransactionStatus
})

export {
  addressAvailability, appTransactionStatus, changePrimaryAccount, createMandate, delayedSettlements, executeMandate, getToken,
  listAccountProvider, listAccounts, listKeys, listPsp, mandateNotification, mandateQr, payToAddress, registerMobile, storeAccountDetails,
  transactionHistory, transactionStatusByCriteria, upi2CollectPay, upi2Qr, upi2Refund, upi2TransactionStatus, validateAddress
}
