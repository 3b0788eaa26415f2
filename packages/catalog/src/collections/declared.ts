// Made by tooling/scripts/src/catalogue/main.ts; do not edit. Every declaration of this folder.
export { eazypayRedirect } from "./eazypay-redirect.ts"
export { eazypayVerify } from "./eazypay-verify.ts"
export { cdmDeposit, cdmValidation, isurepayReceipting, isurepayValidation } from "./listed-only.ts"
export { messageHold } from "./message-hold.ts"
export { misPosting, misPostingOlder } from "./mis-posting.ts"
