import type { BankAnswer } from "../bank-types.ts"
import type { Call } from "../call.ts"
import { neftIncremental } from "./neft-incremental.ts"
import { statusImps } from "./status-imps.ts"
import { statusTransfer } from "./status-transfer.ts"
import { statusUpi } from "./status-upi.ts"

/** An enquiry goes to the one rail of its x-priority, and is one of that rail by the fields it has. */
export const compositeStatus = (call: Call): BankAnswer => {
  const { body } = call.request
  const [rail] = call.rails
  // An enquiry for IMPS on the wrong rail, or on several, is a fair question with the answer "not found".
  if (call.rails.length !== 1 || body["transRefNo"] !== undefined || rail === "imps") return statusImps(call)
  if (rail === "upi") return statusUpi(call)
  // One client asks for the credit leg here (composite.neft.incremental, altPaths).
  const isByUtr = rail === "neft" && body["UNIQUEID"] === undefined && (body["UTRNUMBER"] ?? body["UTR"]) !== undefined
  return isByUtr ? neftIncremental(call) : statusTransfer(call)
}
