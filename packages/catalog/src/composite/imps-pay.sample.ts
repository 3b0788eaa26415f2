/** Made-up values in the bank's own shape. */
export const impsPaySample = {
  request: {
    localTxnDtTime: "20300101101500",
    beneAccNo: "000000000001",
    beneIFSC: "TEST0000001",
    amount: "1.00",
    tranRefNo: "T1AAA0000000001",
    paymentRef: "T1AAA0000000001 rent",
    senderName: "TEST SENDER",
    mobile: "9999900000",
    retailerCode: "rcode",
    passCode: "<secret>",
    bcID: "IBCTST00000",
    aggrId: "",
    crpId: "",
    crpUsr: ""
  },
  response: {
    success: true,
    ActCode: "0",
    Response: "Transaction Successful",
    BankRRN: "000000000001",
    BeneName: "TEST BENE",
    TransRefNo: "T1AAA0000000001"
  }
} as const
