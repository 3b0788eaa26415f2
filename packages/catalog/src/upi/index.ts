import { callbackStatus } from "./callback-status.ts"
import { collectPay } from "./collect-pay.ts"
import { qr } from "./qr.ts"
import { refund } from "./refund.ts"
import { transactionStatus } from "./transaction-status.ts"
import { upi1CollectRequest } from "./upi1-collect-request.ts"
import { upi1MerchantRefund } from "./upi1-merchant-refund.ts"
import { upi1ValidateAddress } from "./upi1-validate-address.ts"

/** Merchant UPI v0 (Eazypay): collect requests, QR codes, status, refunds. The fact `upi.composite_body` is `composite.upi.pay`. */
export const upi = Object.freeze({ qr, collectPay, transactionStatus, callbackStatus, refund })

/** UPI 1.0: what little of it is public. */
export const upi1 = Object.freeze({
  collectRequest: upi1CollectRequest,
  validateAddress: upi1ValidateAddress,
  merchantRefund: upi1MerchantRefund
})

export { callbackStatus, collectPay, qr, refund, transactionStatus, upi1CollectRequest, upi1MerchantRefund, upi1ValidateAddress }
export { upiCallback } from "./callback.ts"
export type { ExecutionFacts, MerchantFacts, MerchantPartner, RefundFacts, VoucherFacts } from "./merchant-facts.ts"
