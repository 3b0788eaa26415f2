// Every path on which money is known to move: those of declarations (money-paths.test.ts holds the list against them), then other forms of
// the same calls that the facts name (`altPaths`, `alternatePaths`). They stand here by themselves, so that a listed API does not load all
// declarations.
export const moneyPaths: readonly string[] = [
  "/api/Corporate/CIB/v1/Transaction",
  "/api/Corporate/CIB/v1/TransactionOTP",
  "/api/MerchantAPI/UPI/v0/Refund/{merchantId}",
  "/api/MerchantAPI/UPI2/v1/DelayedSettlements",
  "/api/MerchantAPI/UPI2/v1/ExecuteMandate",
  "/api/MerchantAPI/UPI2/v1/RedeemVoucher",
  "/api/MerchantAPI/UPI2/v1/Refund",
  "/api/v0/upi2/PayToVirtualAddress",
  "/api/v1/cibbulkpayment/bulkPayment",
  "/api/v1/composite-payment",
  "/api/v1/imps/p2a",
  // facts/composite-and-cib.json: cib.transaction, cib.bulkPayment, imps.p2a.
  "/api/Corporate/CIB/v1/Transaction/{partner}",
  "/api/v1/cibbulkpayment_sv/bulkPayment",
  "/imps-web-bc/api/transaction/bc/{bcID}/p2a",
  // facts/upi-collections-and-others.json: upi.refund.
  "/MerchantAPI/UPI/v0/Refund2/{merchantId}",
  "/MerchantAPI/UPI/v1/Refund/{merchantId}",
  "/payin/MerchantAPI/UPI/v0/Refund"
]
