import { eazypayRedirect } from "./eazypay-redirect.ts"
import { eazypayVerify } from "./eazypay-verify.ts"
import { cdmDeposit, cdmValidation, isurepayReceipting, isurepayValidation } from "./listed-only.ts"
import { messageHold } from "./message-hold.ts"
import { misPosting, misPostingOlder } from "./mis-posting.ts"

/** Money that comes in: e-Collection and the hosted page. Where `path` is empty it is the bank that calls, and `response` is our answer. */
export const collections = Object.freeze({
  messageHold, misPosting, misPostingOlder, isurepayValidation, isurepayReceipting, cdmValidation, cdmDeposit, eazypayRedirect,
  eazypayVerify
})

export {
  cdmDeposit, cdmValidation, eazypayRedirect, eazypayVerify, isurepayReceipting, isurepayValidation, messageHold, misPosting,
  misPostingOlder
}
