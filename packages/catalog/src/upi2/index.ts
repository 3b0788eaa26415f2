import * as declared from "./declared.ts"

const {
  addressAvailability, appTransactionStatus, changePrimaryAccount, getToken, listAccountProvider, listAccounts, listKeys, listPsp,
  payToAddress, registerMobile, storeAccountDetails, transactionHistory, upi2CollectPay, upi2Qr, upi2Refund, upi2TransactionStatus,
  validateAddress, ...named
} = declared

/** Merchant UPI v1 (Eazypay 2.0): mandates, collect requests, QR codes, refunds. */
export const upi2 = Object.freeze({
  ...named,
  transactionStatus: upi2TransactionStatus,
  refund: upi2Refund,
  qr: upi2Qr,
  collectPay: upi2CollectPay
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

export * from "./declared.ts"
