import type { Payment, Step } from "../bank-types.ts"
import { istDateTime } from "../ist.ts"
import { gatewayCodes, textOf } from "./act-codes.ts"

/** A reply to a payment, in the shape of composite.imps.pay (fact file composite-and-cib). */
export const payReply = (payment: Payment, code: string): Record<string, unknown> => {
  if (gatewayCodes[code] !== undefined) return gatewayReply(code)
  return {
    success: code === "0",
    ActCode: code,
    Response: textOf(code),
    BankRRN: payment.rrn,
    BeneName: code === "0" ? beneficiaryNameOf(payment.beneficiaryAccount) : "",
    TransRefNo: payment.reference
  }
}

/** A refusal of the switch that names no payment: wrong credentials, a reference of the wrong form, not found. */
export const switchReply = (code: string, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  success: false,
  ActCode: code,
  Response: textOf(code),
  ...fields
})

/** An error of the gateway: errorCode and description instead of an ActCode. */
export const gatewayReply = (code: string, description?: string): Record<string, unknown> => ({
  success: false,
  errorCode: code,
  description: description ?? gatewayCodes[code]?.text ?? "Error"
})

/** The reply to a status enquiry: the fields of composite.imps.status, at the top level as the seed guide reads them. */
export const statusReply = (payment: Payment, actCode: string): Record<string, unknown> => ({
  ActCode: actCode,
  Response: textOf(actCode),
  BankRRN: payment.rrn,
  BeneName: actCode === "0" ? beneficiaryNameOf(payment.beneficiaryAccount) : "",
  TranRefNo: payment.reference,
  PaymentRef: payment.paymentRef,
  TranDateTime: istDateTime(payment.bookDateMs ?? payment.receivedAtMs),
  Amount: rupeesOf(payment.amountPaise),
  BeneMMID: "",
  BeneMobile: "",
  BeneAccNo: payment.beneficiaryAccount,
  BeneIFSC: payment.ifsc,
  RemMobile: payment.mobile,
  RemName: payment.senderName,
  RetailerCode: payment.retailerCode
})

/** The nested reply of Recon360. */
export const reconReply = (payment: Payment, step: Step): Record<string, unknown> => {
  const account = payment.rail === "upi" ? [] : [{ name: "BeneficiaryAccountNumber", value: maskAccount(payment.beneficiaryAccount) }]
  const parameter = [
    { name: "CurrentTransactionStatus", value: step.recon },
    { name: "RRN", value: payment.rrn },
    { name: "TransactionAmount", value: rupeesOf(payment.amountPaise) },
    ...account
  ]
  return { "recon-api-response": { parameters: { index: { parameter } } } }
}

/** Paise as rupees with two decimals. */
export const rupeesOf = (amountPaise: string): string => {
  const digits = amountPaise.padStart(3, "0")
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const maskAccount = (account: string): string => "X".repeat(Math.max(0, account.length - 4)) + account.slice(-4)

/** A made-up holder, the same for an account every time. */
const beneficiaryNameOf = (account: string): string => `TEST BENE ${account.slice(-4)}`
