/**
 * The UPI response codes that the simulator gives, with the text it gives along and whether its own bank has debited when it answers
 * a payment so. Transcribed from the fact file composite-and-cib, errorCodes "UPI response" (Z9 from upi-collections-and-others);
 * `debited` is its moneyMayHaveMoved, and true where nobody knows. Kept apart from @hundi/error-codes on purpose, like act-codes.ts.
 */
export const upiCodes: Readonly<Record<string, { readonly text: string; readonly debited: boolean }>> = {
  "0": { text: "Transaction Successful", debited: true },
  "4": { text: "Answer could not be parsed", debited: true },
  "5": { text: "Server error", debited: true },
  "6": { text: "UPI switch error", debited: true },
  "9": { text: "Transaction rejected", debited: false },
  "10": { text: "Insufficient data", debited: false },
  "11": { text: "Invalid data", debited: false },
  "12": { text: "Invalid device id", debited: false },
  "13": { text: "Channel code missing", debited: false },
  "14": { text: "Sequence number missing", debited: false },
  "15": { text: "Original record not found", debited: true },
  "18": { text: "RIB request failed", debited: true },
  "27": { text: "IMPS switch not connected", debited: false },
  "37": { text: "Invalid virtual address", debited: false },
  "39": { text: "Duplicate sequence number", debited: true },
  "72": { text: "NPCI UPI is not available", debited: true },
  "73": { text: "NPCI UPI is not available", debited: true },
  "74": { text: "NPCI UPI is not available", debited: true },
  "91": { text: "Transaction initiated, timed out", debited: true },
  "92": { text: "Transaction initiated", debited: true },
  "94": { text: "Transaction timed out", debited: true },
  "95": { text: "Core banking unreachable", debited: true },
  "98": { text: "Core banking timed out", debited: true },
  "99": { text: "Transaction timed out", debited: true },
  "101": { text: "Processing time-out", debited: true },
  "1025": { text: "Invalid payee account", debited: false },
  "1033": { text: "Pending, start a status check", debited: true },
  "8021": { text: "Profile id is not allowed", debited: false },
  "9999": { text: "UPI technical error", debited: true },
  Deemed: { text: "Deemed approved", debited: true },
  M1: { text: "Transaction failed", debited: false },
  M3: { text: "Transaction timed out", debited: true },
  T13: { text: "Transaction timed out", debited: true },
  U30: { text: "Debit has failed", debited: false },
  U31: { text: "Credit has failed", debited: true },
  U34: { text: "Reverted", debited: false },
  U67: { text: "Debit timed out", debited: true },
  U68: { text: "Credit timed out", debited: true },
  U69: { text: "Collect request expired", debited: false },
  U78: { text: "Beneficiary bank offline", debited: true },
  U88: { text: "Connection timed out on the credit leg", debited: true },
  Z9: { text: "Insufficient funds", debited: false },
  "00XH": { text: "Remitter account does not exist", debited: false },
  "00XY": { text: "Remitter core banking offline", debited: true },
  "00YF": { text: "Beneficiary account blocked or frozen", debited: false },
  "00ZM": { text: "Wrong MPIN", debited: false },
  "00BT": { text: "Beneficiary side unavailable", debited: true },
  "00RB": { text: "Credit reversal timed out", debited: true },
  "0U16": { text: "Risk threshold exceeded", debited: false }
}

/** The text that goes with a code. */
export const upiTextOf = (code: string): string => upiCodes[code]?.text ?? "Response code not configured"
