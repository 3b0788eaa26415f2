import type { Payment } from "../bank-types.ts"
import { gatewayCodes } from "./act-codes.ts"
import { cibTextOf, statusWords } from "./cib-codes.ts"
import { gatewayReply } from "./imps-replies.ts"

type Reply = Record<string, unknown>

/**
 * A reply about a NEFT or RTGS payment, in the shape of composite.neft.pay. The keys change case between success and failure, and
 * the UTR has another name in the reply to an RTGS payment (fact file composite-and-cib, rule "CIB shapes"). `call` is which reply.
 */
export const transferReply = (payment: Payment, code: string, call: "pay" | "status"): Reply => {
  if (gatewayCodes[code] !== undefined) return gatewayReply(code)
  const common = { REQID: payment.requestNumber ?? "", UNIQUEID: payment.reference, URN: payment.urn ?? "" }
  if (code === "SUCCESS") {
    const utr = { [call === "pay" && payment.rail === "rtgs" ? "UTR" : "UTRNUMBER"]: payment.rrn }
    return { ...common, STATUS: code, ...utr, RESPONSE: "SUCCESS" }
  }
  if (statusWords[code] === undefined || code === "FAILURE") return { ...common, ...failure("FAILURE", code) }
  // PENDING has been seen beside RESPONSE FAILURE (rule "CIB status"): the money may be away all the same.
  const response = ["PENDING", "DUPLICATE", "UNKNOWN", "ERROR", "FAILED"].includes(code) ? "FAILURE" : "SUCCESS"
  return { ...common, STATUS: code, RESPONSE: response, MESSAGE: cibTextOf(code) }
}

/** A refusal that names no payment, with the keys of a failure. */
export const transferRefusal = (code: string, reference: string): Reply => ({ UNIQUEID: reference, ...failure("FAILURE", code) })

/**
 * An enquiry that failed: STATUS UNKNOWN for a UNIQUEID that is not found, ERROR for a caller who may not ask. Neither says anything
 * about a payment (rule "CIB status").
 */
export const enquiryFailed = (status: "UNKNOWN" | "ERROR", code: string | undefined, reference: string): Reply => ({
  UNIQUEID: reference,
  ...failure(status, code ?? status)
})

const failure = (status: string, code: string): Reply => ({
  STATUS: status,
  Response: "FAILURE",
  Message: cibTextOf(code),
  ...(statusWords[code] === undefined ? { ErrorCode: code } : {})
})
