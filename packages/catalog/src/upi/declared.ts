// Made by tooling/scripts/src/catalogue/main.ts; do not edit. Every declaration of this folder.
export { callbackStatus } from "./callback-status.ts"
export { collectPay } from "./collect-pay.ts"
export { qr } from "./qr.ts"
export { refund } from "./refund.ts"
export { transactionStatus } from "./transaction-status.ts"
export { upi1CollectRequest } from "./upi1-collect-request.ts"
export { upi1MerchantRefund } from "./upi1-merchant-refund.ts"
export { upi1ValidateAddress } from "./upi1-validate-address.ts"
