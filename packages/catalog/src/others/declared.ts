// Made by tooling/scripts/src/catalogue/main.ts; do not edit. Every declaration of this folder.
export { bbpsAgentLogin } from "./bbps-agent-login.ts"
export { checkBalance } from "./check-balance.ts"
export { documentUpload } from "./document-upload.ts"
export { otpCreation } from "./otp-creation.ts"
export { panValidation } from "./pan-validation.ts"
export { prepaidLinkedMobile } from "./prepaid-linked-mobile.ts"
export { remittanceBalance } from "./remittance-balance.ts"
