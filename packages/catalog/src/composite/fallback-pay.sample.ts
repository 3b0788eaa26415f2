/** Made-up values in the bank's own shape. */
export const fallbackPaySample = {
  request: {
    amount: "1.00",
    tranRefNo: "T1AAA0000000005",
    localTxnDtTime: "20300101101500",
    beneAccNo: "000000000001",
    beneIFSC: "TEST0000001",
    beneName: "TEST BENE",
    mobile: "9999900000",
    txnType: "RGS",
    passCode: "<secret>",
    narration1: "T1AAA0000000005 rent",
    paymentRef: "T1AAA0000000005 rent",
    senderName: "TEST SENDER",
    senderAcctNo: "000000000009",
    bcID: "IBCTST00000",
    retailerCode: "rcode",
    crpId: "TESTCORP",
    crpUsr: "USER1",
    aggrId: "AGGR0000",
    aggrName: "TESTAGGR",
    urn: "URN0000001"
  },
  response: {
    success: true,
    ActCode: "0",
    Response: "Transaction Successful",
    BankRRN: "000000000001",
    TransRefNo: "T1AAA0000000005"
  }
} as const
