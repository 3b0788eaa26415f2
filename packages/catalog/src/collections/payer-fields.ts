import * as Schema from "effect/Schema"
import { CreditDate } from "../schema/dates.ts"
import { Rupees } from "../schema/rupees.ts"

/**
 * What the bank says about money that came in for a virtual account, in the newer payload generation
 * (facts/upi-collections-and-others.json, ecollection.msg_hold and ecollection.mis_posting). `utr` is the unique key. The date comes
 * as YYYYMMDD in two sources, as MM/DD/YYYY in one. `userId` is listed by one guide only.
 */
export const CreditNotice = Schema.Struct({
  clientCode: Schema.String,
  virtualAccount: Schema.String,
  mode: Schema.Literals(["UPI", "IMPS", "NEFT", "RTGS", "FT"]),
  utr: Schema.String,
  remark: Schema.String,
  clientAccount: Schema.String,
  amountPaise: Rupees,
  payerName: Schema.String,
  payerAccount: Schema.String,
  /** May be empty for FT. */
  payerIfsc: Schema.String,
  paymentDate: CreditDate,
  bankNumber: Schema.String,
  userId: Schema.optionalKey(Schema.String)
}).pipe(
  Schema.encodeKeys({
    clientCode: "ClientCode",
    virtualAccount: "VirtualAccountNumber",
    mode: "Mode",
    utr: "UTR",
    remark: "SenderRemark",
    clientAccount: "ClientAccountNo",
    amountPaise: "Amount",
    payerName: "PayerName",
    payerAccount: "PayerAccNumber",
    payerIfsc: "PayerBankIFSC",
    paymentDate: "PayerPaymentDate",
    bankNumber: "BankInternalTransactionNumber",
    userId: "USERID"
  })
)

/** Made up, as printed in the facts. */
export const noticeSample = {
  ClientCode: "TEST",
  VirtualAccountNumber: "TEST00000001",
  Mode: "NEFT",
  UTR: "TESTUTR0000000001",
  SenderRemark: "sample",
  ClientAccountNo: "000000000000",
  Amount: "1000.00",
  PayerName: "TEST USER",
  PayerAccNumber: "000000000000",
  PayerBankIFSC: "TEST0000001",
  PayerPaymentDate: "20300101",
  BankInternalTransactionNumber: "TESTTXN0001"
} as const
