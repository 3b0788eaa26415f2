/** Made-up values in the bank's own shape. */
export const upiPaySample = {
  request: {
    "device-id": "000000000000000000000000",
    mobile: "9999900000",
    "channel-code": "MICICI",
    "profile-id": "1000001",
    "seq-no": "T1AAA0000000004",
    "account-provider": "74",
    "payee-va": "payee.test@icici",
    "payer-va": "payer.test@icici",
    "payee-name": "TEST BENE",
    amount: "1.00",
    remarks: "T1AAA0000000004 rent",
    mcc: "6012",
    "txn-type": "merchantToPersonPay",
    "merchant-type": "ENTITY",
    "use-default-acc": "D",
    "pre-approved": "P",
    "default-debit": "N",
    "default-credit": "N"
  },
  response: {
    success: true,
    response: "0",
    message: "Transaction Successful",
    BankRRN: "000000000001",
    SeqNo: "T1AAA0000000004"
  }
} as const
