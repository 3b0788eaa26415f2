import { gatewayCodes } from "../composite/act-codes.ts"

/**
 * The codes of merchant UPI, with the text that the simulator gives along and whether its bank may have moved money when it answers so.
 * Transcribed from the fact file upi-collections-and-others, errorCodes "ICICI merchant UPI (v0/v1)"; true where nobody knows. Kept
 * apart from @hundi/error-codes on purpose, like composite/act-codes.ts.
 */
export const merchantCodes: Readonly<Record<string, { readonly text: string; readonly debited: boolean }>> = {
  "0": { text: "Transaction Successful", debited: true },
  "1": { text: "User profile not found", debited: false },
  "4": { text: "Response could not be parsed", debited: true },
  "9": { text: "Transaction rejected", debited: false },
  "10": { text: "Insufficient data", debited: false },
  "11": { text: "Invalid data", debited: false },
  "91": { text: "Transaction initiated, timed out", debited: true },
  "92": { text: "Transaction initiated", debited: true },
  "99": { text: "Transaction cannot be processed", debited: true },
  "5000": { text: "Invalid request", debited: false },
  "5001": { text: "Invalid merchant id", debited: false },
  "5002": { text: "Duplicate merchantTranId", debited: true },
  "5003": { text: "merchantTranId is mandatory", debited: false },
  "5004": { text: "Invalid data", debited: false },
  "5005": { text: "collectByDate is in the past", debited: false },
  "5006": { text: "Invalid merchantTranId", debited: true },
  "5007": { text: "Virtual address not present", debited: false },
  "5008": { text: "PSP is not registered", debited: false },
  "5009": { text: "Service unavailable, try later", debited: true },
  "5011": { text: "Transaction already processed", debited: true },
  "5012": { text: "Transaction already initiated", debited: true },
  "5013": { text: "Invalid VPA", debited: false },
  "5014": { text: "Insufficient amount", debited: false },
  "5017": { text: "Refund cannot be initiated", debited: false },
  "5019": { text: "Invalid terminal id", debited: false },
  "5020": { text: "No answer from the beneficiary bank", debited: true },
  "5021": { text: "Timed out, check the status", debited: true },
  "5022": { text: "Terminal id is mandatory", debited: false },
  "5023": { text: "Several transactions match, BankRRN is needed", debited: true },
  "5024": { text: "No record found", debited: true },
  "5025": { text: "Invalid refund amount", debited: false },
  "5029": { text: "No response from the switch", debited: true },
  "5031": { text: "Start date is before today", debited: false },
  "5032": { text: "End date is before the start date", debited: false },
  "5033": { text: "Mandate request not created", debited: false },
  "5034": { text: "No approved mandate", debited: false },
  "5035": { text: "Mandate amount differs", debited: false },
  "5037": { text: "Amount above the approved amount", debited: false },
  "5038": { text: "Invalid payer account flag", debited: false },
  "5039": { text: "Invalid payer account", debited: false },
  "5040": { text: "Invalid payer IFSC", debited: false },
  "5068": { text: "Invalid mandate sequence number", debited: false },
  // Codes of NPCI that the customer's side gives.
  U69: { text: "Collect request expired", debited: false },
  VA: { text: "Mandate revoked", debited: false },
  Z9: { text: "Insufficient funds", debited: false },
  ZA: { text: "Customer declined", debited: false },
  ZR: { text: "Invalid OTP", debited: false },
  ZS: { text: "OTP expired", debited: false }
}

/** The text that goes with a code. */
export const merchantTextOf = (code: string): string => merchantCodes[code]?.text ?? "Response code not configured"

/** May money have moved when the bank answers so? */
export const isDebitedBy = (code: string): boolean => (gatewayCodes[code] ?? merchantCodes[code])?.debited ?? true
