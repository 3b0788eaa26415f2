import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { AccountNumber, Ifsc, IstCompactTime } from "../schema/fields.ts"
import { Rupees } from "../schema/rupees.ts"

const Request = Schema.Struct({
  sentAt: IstCompactTime,
  accountNumber: AccountNumber,
  ifsc: Ifsc,
  reference: Schema.String,
  amountPaise: Rupees,
  paymentRef: Schema.String,
  mobile: Schema.String,
  retailerCode: Schema.String,
  passCode: Schema.String,
  bcId: Schema.String,
  beneficiaryName: Schema.String,
  senderName: Schema.String
}).pipe(
  Schema.encodeKeys({
    sentAt: "LocalTxnDtTime",
    accountNumber: "BeneAccNo",
    ifsc: "BeneIFSC",
    reference: "TranRefNo",
    amountPaise: "Amount",
    paymentRef: "PaymentRef",
    mobile: "RemMobile",
    retailerCode: "RetailerCode",
    passCode: "PassCode",
    bcId: "BcID",
    beneficiaryName: "Beneficiary_Name",
    senderName: "RemName"
  })
)

/** Does this name fit the account? Over IMPS. The reply is not public: it is handed on as it comes. One source. */
export const nameMatch = read({
  id: "composite.validation.imps.namematch",
  repeat: "never",
  family: "composite",
  portalPaths: ["Payments / Composite Pay / Composite Validation"],
  method: "POST",
  path: "/api/v1/composite-validation",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: Schema.Record(Schema.String, Schema.Unknown),
  samples: {
    request: {
      LocalTxnDtTime: "20300131101500",
      BeneAccNo: "000000000001",
      BeneIFSC: "TEST0000001",
      TranRefNo: "T1AAA0000000006",
      Amount: "1.00",
      PaymentRef: "TEST",
      RemMobile: "9999900000",
      RetailerCode: "rcode",
      PassCode: "<secret>",
      BcID: "IBCTST00000",
      Beneficiary_Name: "TEST BENE",
      RemName: "TEST SENDER"
    },
    response: {}
  },
  codes: { family: "imps", call: "manage" },
  source: { doc: ["facts/composite-and-cib.json composite.validation.imps.namematch"], trust: "public" }
})
