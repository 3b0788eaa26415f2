/** Made-up values in the bank's own shape, for both questions about a UPI payment. */
export const upiQuestionSample = {
  "device-id": "000000000000000000000000",
  mobile: "9999900000",
  "channel-code": "MICICI",
  "profile-id": "1000001",
  "seq-no": "QT1AAA0000000004",
  "ori-seq-no": "T1AAA0000000004",
  date: "01/31/2030"
}

export const upiStatusSample = {
  request: { ...upiQuestionSample, recon360: "N" },
  response: {
    success: true,
    response: "0",
    message: "Transaction Successful",
    MobileAppData: { "original-txn-response-code": "0", "original-txn-message": "Success" }
  }
} as const
