import { bbpsAgentLogin } from "./bbps-agent-login.ts"
import { checkBalance } from "./check-balance.ts"
import { documentUpload } from "./document-upload.ts"
import { otpCreation } from "./otp-creation.ts"
import { panValidation } from "./pan-validation.ts"
import { prepaidLinkedMobile } from "./prepaid-linked-mobile.ts"
import { remittanceBalance } from "./remittance-balance.ts"

/** What little is public of bill payments, prepaid cards, building blocks, trade and accounts. */
export const others = Object.freeze({
  bbpsAgentLogin, prepaidLinkedMobile, panValidation, otpCreation, documentUpload, remittanceBalance, checkBalance
})

export { bbpsAgentLogin, checkBalance, documentUpload, otpCreation, panValidation, prepaidLinkedMobile, remittanceBalance }
