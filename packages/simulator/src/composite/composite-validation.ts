import { plainAnswer, sealedAnswer } from "../answers.ts"
import type { BankAnswer } from "../bank-types.ts"
import type { Call } from "../call.ts"
import { findMissing } from "./check-imps.ts"
import { gatewayReply } from "./imps-replies.ts"

/** The three kinds of validation by the field that only they have (fact file composite-and-cib, composite.validation.*). */
const nameInquiry = [
  "BeneAccNo", "BeneIFSC", "TranRefNo", "PaymentRef", "RemName", "RemMobile", "RetailerCode", "PassCode", "Channel", "BcID",
  "TransactionDate"
] as const
const nameMatch = [
  "LocalTxnDtTime", "BeneAccNo", "BeneIFSC", "TranRefNo", "Amount", "PaymentRef", "RemMobile", "RetailerCode", "PassCode", "BcID",
  "Beneficiary_Name", "RemName"
] as const
const upiAddress = ["device-id", "mobile", "seq-no", "profile-id", "channel-code", "virtual-address", "payee-name"] as const

/**
 * Composite validation: name inquiry, name match, UPI address. Only the request side is public, so the fields are checked, and then
 * the gateway says that there is nothing behind it (8011): a reply made up here would be taken for the bank's.
 */
export const compositeValidation = ({ request: { body } }: Call): BankAnswer => {
  const fields = body["virtual-address"] !== undefined ? upiAddress : body["Beneficiary_Name"] !== undefined ? nameMatch : nameInquiry
  const missing = findMissing(body, fields)
  if (missing !== undefined) return sealedAnswer(gatewayReply("8015", `Mandatory field missing: ${missing}`))
  return plainAnswer("8011", "Host not found: the reply of this call is not public, the simulator has none")
}
