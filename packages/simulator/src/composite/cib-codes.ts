/**
 * The STATUS words and error codes of NEFT and RTGS that the simulator gives, and whether its own bank has debited when it answers
 * a payment so. Transcribed from the fact file composite-and-cib (composite.neft.pay statusValues, errorCodes "CIB"); `debited` is
 * its moneyMayHaveMoved, and true where nobody knows. Kept apart from @hundi/error-codes on purpose, like act-codes.ts.
 */
export const statusWords: Readonly<Record<string, { readonly text: string; readonly debited: boolean }>> = {
  SUCCESS: { text: "Transaction Successful", debited: true },
  FAILURE: { text: "Transaction failed", debited: false },
  PENDING: { text: "Transaction is pending", debited: true },
  "Pending For Processing": { text: "Transaction is pending for processing", debited: true },
  "PENDING FOR APPROVAL": { text: "Transaction is pending for approval", debited: false },
  PROCESSING: { text: "Transaction is in process", debited: true },
  DUPLICATE: { text: "Duplicate UNIQUEID", debited: true },
  UNKNOWN: { text: "Transaction status is not known", debited: true },
  ERROR: { text: "Error in processing", debited: true },
  FAILED: { text: "Request failed", debited: true }
}

/** Error codes: they come with STATUS FAILURE. */
export const cibCodes: Readonly<Record<string, { readonly text: string; readonly debited: boolean }>> = {
  "900": { text: "NEFT limits after cut-off crossed, try later", debited: true },
  "1294": { text: "No transaction access on this account", debited: false },
  "8010": { text: "Internal service failure", debited: true },
  "8012": { text: "Connect time-out", debited: true },
  "8013": { text: "Read time-out", debited: true },
  "9907": { text: "User is not registered", debited: false },
  "14084": { text: "Processing failed, host not available", debited: true },
  "99274": { text: "OTP is needed", debited: false },
  "100019": { text: "Debit account is invalid", debited: false },
  "100030": { text: "Processing failed: insufficient funds", debited: false },
  "100031": { text: "Processing failed: not permitted", debited: false },
  "100043": { text: "Already submitted, check after 15 minutes", debited: true },
  "100249": { text: "Amount limit exceeded", debited: false },
  "100731": { text: "Debit and beneficiary account are the same", debited: false },
  "101422": { text: "Currency is invalid", debited: false },
  "101443": { text: "Amount is outside the range of the network", debited: false },
  "103064": { text: "Timed out at the beneficiary bank", debited: true },
  "103354": { text: "Branch identifier or network is invalid", debited: false },
  "106589": { text: "Cannot process", debited: false },
  "106753": { text: "Transaction type is missing", debited: false },
  "107027": { text: "Beneficiary account is closed", debited: false },
  "108220": { text: "No network fits", debited: false },
  "995007": { text: "Beneficiary account is invalid", debited: false },
  "995011": { text: "Beneficiary account is closed", debited: false },
  "995030": { text: "Beneficiary bank unavailable, a debit is reversed", debited: true },
  "995034": { text: "Host unreachable", debited: true },
  "995098": { text: "Workflow rule forbids this user to initiate", debited: false },
  "999033": { text: "Transaction id used before", debited: true },
  "999050": { text: "Account number is invalid", debited: false },
  "999353": { text: "Cannot process, call the bank", debited: false },
  "999936": { text: "UNIQUEID processed before", debited: true }
}

/** The text that goes with a word or a code. */
export const cibTextOf = (code: string): string => (statusWords[code] ?? cibCodes[code])?.text ?? "Error in processing"
