import type { Payment } from "../bank-types.ts"
import { gatewayCodes } from "./act-codes.ts"
import { gatewayReply } from "./imps-replies.ts"
import { upiCodes, upiTextOf } from "./upi-codes.ts"

type Reply = Record<string, unknown>

/**
 * A reply to a UPI payment, in the shape of composite.upi.pay. `success` speaks of the call and not of the payment: with a payment
 * that is under way it is there as the text "true" beside response 92 (fact file composite-and-cib; issue "the bank's manners").
 */
export const upiPayReply = (payment: Payment, code: string): Reply => {
  if (gatewayCodes[code] !== undefined) return gatewayReply(code)
  const success = code === "0" ? true : upiCodes[code]?.debited === false ? false : "true"
  const reply = {
    success,
    response: code,
    message: upiTextOf(code),
    BankRRN: payment.rrn,
    UpiTranlogId: payment.requestNumber ?? "",
    UserProfile: payment.profileId ?? "",
    SeqNo: payment.reference
  }
  if (code !== "0") return reply
  return { ...reply, MobileAppData: "SUCCESS", PayerRespCode: "00", PayeeRespCode: "00", PayerRevRespCode: "", PayeeRevRespCode: "" }
}

/** A refusal that names no payment. */
export const upiRefusal = (code: string, seqNo: string): Reply => ({
  success: false,
  response: code,
  message: upiTextOf(code),
  SeqNo: seqNo
})

/**
 * The reply to an enquiry: `response` says that the enquiry went well, `original-txn-response-code` what became of the payment.
 */
export const upiStatusReply = (payment: Payment, code: string, seqNo: string): Reply => ({
  success: true,
  response: "0",
  message: "Transaction Successful",
  BankRRN: payment.rrn,
  UpiTranlogId: payment.requestNumber ?? "",
  SeqNo: seqNo,
  MobileAppData: {
    "original-txn-response-code": code,
    "original-txn-message": code === "0" ? "Success" : upiTextOf(code)
  }
})
