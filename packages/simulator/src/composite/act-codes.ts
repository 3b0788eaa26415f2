/**
 * The codes of the IMPS switch that the simulator gives, with the text it gives along and whether its own bank has debited
 * when it answers a payment so. Transcribed from the fact file composite-and-cib, errorCodes "IMPS ActCode": `debited` is its
 * moneyMayHaveMoved, and true where the sources disagree, since a simulator that is kinder than the bank proves nothing.
 * Kept apart from @hundi/error-codes on purpose: the simulator is the oracle of the tests and must not inherit their mistakes.
 */
export const actCodes: Readonly<Record<string, { readonly text: string; readonly debited: boolean }>> = {
  "0": { text: "Transaction Successful", debited: true },
  "1": { text: "Invalid beneficiary mobile number or MMID", debited: false },
  "2": { text: "Customer amount limit exceeded", debited: false },
  "3": { text: "Account frozen", debited: false },
  "4": { text: "NRE account", debited: false },
  "5": { text: "Account closed", debited: false },
  "7": { text: "Not permitted for this account type", debited: false },
  "8": { text: "Account type limit exceeded", debited: false },
  "10": { text: "Invalid IFSC, no routing for the institution", debited: false },
  "11": { text: "Timed out at NPCI", debited: true },
  "12": { text: "Bank not live for account and IFSC", debited: false },
  "13": { text: "Invalid amount", debited: false },
  "14": { text: "Duplicate transaction", debited: true },
  "16": { text: "Format error", debited: false },
  "17": { text: "Transaction not found", debited: false },
  "18": { text: "Issuing bank not connected", debited: false },
  "20": { text: "Invalid response code", debited: false },
  "21": { text: "Declined on verification", debited: false },
  "22": { text: "Remitter account problem", debited: false },
  "23": { text: "Core banking problem", debited: false },
  "24": { text: "Amount above the limit per transaction", debited: false },
  "25": { text: "Transaction not found", debited: false },
  "30": { text: "No transaction response from NPCI", debited: true },
  "31": { text: "No transaction response from CDCI", debited: true },
  "32": { text: "Core banking timed out, outward", debited: true },
  "33": { text: "Core banking timed out, inside the bank", debited: true },
  "39": { text: "CDCI time-out", debited: true },
  "40": { text: "CDCI time-out, pending", debited: true },
  "41": { text: "Client transaction date expired", debited: false },
  "51": { text: "Declined by the beneficiary bank", debited: false },
  "52": { text: "Invalid account", debited: false },
  "60": { text: "Technical decline at the IMPS switch", debited: false },
  "61": { text: "Technical decline at core banking", debited: false },
  "62": { text: "Technical decline at NPCI", debited: false },
  "63": { text: "No response from the IMPS switch", debited: true },
  "64": { text: "Processing error", debited: false },
  "70": { text: "OCH technical failure", debited: false },
  "73": { text: "OCH time-out", debited: true },
  "75": { text: "Duplicate in OCH", debited: true },
  "76": { text: "Balance below the configured threshold", debited: false },
  "77": { text: "Balance enquiry declined", debited: false },
  "80": { text: "First request with this reference already processed", debited: true },
  "91": { text: "Beneficiary bank did not answer in time", debited: true },
  "92": { text: "Initiated", debited: true },
  "96": { text: "Unable to process", debited: true },
  "101": { text: "Processing time-out", debited: true },
  "102": { text: "Connection lost in process", debited: true },
  "103": { text: "No response", debited: true },
  "111": { text: "Connection time-out", debited: true },
  "204": { text: "Payment reference invalid", debited: false },
  "205": { text: "Amount under one rupee", debited: false },
  "814": { text: "Duplicate at the switch, pending", debited: true },
  "901": { text: "Invalid BC id", debited: false },
  "902": { text: "Authentication failed", debited: false },
  "903": { text: "Invalid BC retailer", debited: false },
  "904": { text: "No answer from DCMS", debited: false },
  RJ: { text: "Rejected by the beneficiary bank", debited: false }
}

/**
 * The codes of the gateway in front of the switch: they travel as `errorCode` with `description`, not as ActCode.
 * From the fact file composite-and-cib, errorCodes "Gateway (all families)"; `debited` as above.
 */
export const gatewayCodes: Readonly<Record<string, { readonly text: string; readonly status: number; readonly debited: boolean }>> = {
  "401": { text: "Unauthorised: invalid apikey or caller address", status: 401, debited: false },
  "403": { text: "Forbidden: wrong parameters or x-priority", status: 403, debited: false },
  "429": { text: "Too many requests", status: 429, debited: false },
  "500": { text: "Internal server error", status: 500, debited: true },
  "997": { text: "Gateway failure, initiate a status check after some time", status: 200, debited: true },
  "8000": { text: "Request encryption is wrong", status: 400, debited: false },
  "8011": { text: "Host not found", status: 400, debited: true },
  "8014": { text: "Bad URL", status: 404, debited: false },
  "8015": { text: "Mandatory field missing", status: 200, debited: false },
  "8016": { text: "Request decryption failed", status: 400, debited: false },
  "8017": { text: "Request schema validation failed", status: 400, debited: false },
  "8018": { text: "Response schema validation failed", status: 400, debited: true },
  "8019": { text: "Response could not be encrypted", status: 501, debited: true },
  "8099": { text: "Internal exception, run a status check", status: 400, debited: true }
}

/** Has the bank debited when it answers a payment with this code? A code in neither table: yes, which is the harsher bank. */
export const isDebitedBy = (code: string): boolean => gatewayCodes[code]?.debited ?? actCodes[code]?.debited ?? true

/** The text that goes with an ActCode. */
export const textOf = (code: string): string => actCodes[code]?.text ?? gatewayCodes[code]?.text ?? "Response code not configured"
