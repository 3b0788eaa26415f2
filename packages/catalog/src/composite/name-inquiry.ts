import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { AccountNumber, Ifsc, IstCompactTime } from "../schema/fields.ts"

const Request = Schema.Struct({
  accountNumber: AccountNumber,
  ifsc: Ifsc,
  reference: Schema.String,
  paymentRef: Schema.String,
  senderName: Schema.String,
  mobile: Schema.String,
  retailerCode: Schema.String,
  passCode: Schema.String,
  channel: Schema.String,
  bcId: Schema.String,
  sentAt: IstCompactTime
}).pipe(
  Schema.encodeKeys({
    accountNumber: "BeneAccNo",
    ifsc: "BeneIFSC",
    reference: "TranRefNo",
    paymentRef: "PaymentRef",
    senderName: "RemName",
    mobile: "RemMobile",
    retailerCode: "RetailerCode",
    passCode: "PassCode",
    channel: "Channel",
    bcId: "BcID",
    sentAt: "TransactionDate"
  })
)

/** Whose account is it? Over IMPS. The reply is not public: it is handed on as it comes. */
export const nameInquiry = read({
  id: "composite.validation.imps.nameinquiry",
  repeat: "never",
  family: "composite",
  portalPaths: ["Payments / Composite Pay / Composite Validation"],
  method: "POST",
  path: "/api/v1/composite-validation",
  headers: { "x-priority": "0010" },
  seal: "hybrid",
  request: Request,
  response: Schema.Record(Schema.String, Schema.Unknown),
  samples: {
    request: {
      BeneAccNo: "000000000001",
      BeneIFSC: "TEST0000001",
      TranRefNo: "20300131101500",
      PaymentRef: "IMPSTransfer",
      RemName: "TEST SENDER",
      RemMobile: "9999900000",
      RetailerCode: "rcode",
      PassCode: "<secret>",
      Channel: "APICORPBC",
      BcID: "IBCTST00000",
      TransactionDate: "20300131101500"
    },
    response: {}
  },
  codes: { family: "imps", call: "manage" },
  source: { doc: ["facts/composite-and-cib.json composite.validation.imps.nameinquiry"], trust: "public" }
})
