import { createMandate } from "../upi2/create-mandate.ts"
import { executeMandate } from "../upi2/execute-mandate.ts"
import { mandateNotification } from "../upi2/mandate-notification.ts"
import { mandateQr } from "../upi2/mandate-qr.ts"
import { transactionStatusByCriteria } from "../upi2/transaction-status-by-criteria.ts"
import * as declared from "./declared.ts"
import { readCallback } from "./read-callback.ts"

const { collectPay, upi1CollectRequest, upi1MerchantRefund, upi1ValidateAddress, ...named } = declared

/** Mandates, which are calls of v1: customers agree to be debited, and are. */
const mandates = Object.freeze({
  create: createMandate, notify: mandateNotification, execute: executeMandate, status: transactionStatusByCriteria, qr: mandateQr
})

/**
 * Merchant UPI (Eazypay), by the words of `bank.upi`: collect requests, QR codes, status and refunds of v0, mandates of v1. The fact
 * `upi.composite_body` is `composite.upi.pay`.
 */
export const upi = Object.freeze({ ...named, collect: collectPay, readCallback, mandates })

/** UPI 1.0: what little of it is public. */
export const upi1 = Object.freeze({
  collectRequest: upi1CollectRequest,
  validateAddress: upi1ValidateAddress,
  merchantRefund: upi1MerchantRefund
})

export * from "./declared.ts"
export { upiCallback } from "./callback.ts"
export { readCallback } from "./read-callback.ts"
export type { MerchantFacts } from "../declaration.ts"
export type { ExecutionFacts, RedemptionFacts, RefundFacts } from "./merchant-facts.ts"
