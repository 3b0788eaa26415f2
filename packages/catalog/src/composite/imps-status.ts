import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { enquiry } from "../declaration.ts"
import { UsDate } from "../schema/dates.ts"
import { Code, Reference } from "../schema/fields.ts"
import { parseRupees } from "../schema/rupees.ts"

const Request = Schema.Struct({
  reference: Reference,
  date: UsDate,
  recon360: Schema.Literals(["N", "Y"]),
  passCode: Schema.String,
  bcId: Schema.String
}).pipe(Schema.encodeKeys({ reference: "transRefNo", bcId: "bcID" }))

const text = Schema.optionalKey(Schema.String)

const Status = Schema.Struct({
  code: Schema.optionalKey(Code),
  message: text,
  rrn: text,
  beneficiaryName: text,
  reference: text,
  paymentRef: text,
  transactedAt: text,
  amount: Schema.optionalKey(Code),
  accountNumber: text,
  ifsc: text,
  enquiryCode: Schema.optionalKey(Code),
  gatewayCode: Schema.optionalKey(Code),
  gatewayMessage: text
}).pipe(
  Schema.encodeKeys({
    code: "ActCode",
    message: "Response",
    rrn: "BankRRN",
    beneficiaryName: "BeneName",
    reference: "TranRefNo",
    paymentRef: "PaymentRef",
    transactedAt: "TranDateTime",
    amount: "Amount",
    accountNumber: "BeneAccNo",
    ifsc: "BeneIFSC",
    enquiryCode: "CheckStatusCode",
    gatewayCode: "errorCode",
    gatewayMessage: "description"
  })
)

type Fields = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value)

/** Most clients read the fields inside `ImpsResponse`, the guide and one client at the top: both are taken. */
const Response = Schema.Record(Schema.String, Schema.Unknown).pipe(
  Schema.decodeTo(
    Status,
    SchemaTransformation.transform({
      decode: (body: Fields) => (isObject(body["ImpsResponse"]) ? body["ImpsResponse"] : body) as (typeof Status)["Encoded"],
      encode: (status: (typeof Status)["Encoded"]): Fields => ({ ImpsResponse: status })
    })
  )
)

/** What became of an IMPS payment, by our reference and the date under which the bank filed it. */
export const impsStatus = enquiry({
  id: "composite.imps.status",
  family: "composite",
  portalPaths: ["Payments / Composite Pay / IMPS Status Check"],
  method: "POST",
  path: "/api/v1/composite-status",
  headers: { "x-priority": "0100" },
  seal: "hybrid",
  request: Request,
  response: Response,
  samples: {
    request: { transRefNo: "T1AAA0000000001", date: "01/31/2030", recon360: "N", passCode: "<secret>", bcID: "IBCTST00000" },
    response: {
      ImpsResponse: {
        ActCode: "0",
        Response: "Transaction Successful",
        BankRRN: "000000000001",
        BeneName: "TEST BENE",
        TranRefNo: "T1AAA0000000001",
        PaymentRef: "TEST",
        TranDateTime: "31-01-2030 10:15:00",
        Amount: "1.00",
        BeneAccNo: "000000000001",
        BeneIFSC: "TEST0000001"
      }
    }
  },
  codes: { family: "imps", call: "status" },
  source: { doc: ["seed 004, Composite IMPS guide", "facts/composite-and-cib.json composite.imps.status"], trust: "printed" },
  ask: (facts, partner) => ({
    reference: facts.reference,
    date: facts.date,
    recon360: "N",
    passCode: partner.passCode,
    bcId: partner.bcId
  }),
  evidence: (reply) => ({
    code: reply.code,
    gatewayCode: reply.gatewayCode,
    message: reply.message ?? reply.gatewayMessage,
    rrn: reply.rrn,
    reference: reply.reference,
    // An amount that does not read as rupees must not pass for "not returned": -1 fails the binding check.
    amountPaise: reply.amount === undefined ? undefined : (parseRupees(reply.amount) ?? -1n),
    accountNumber: reply.accountNumber,
    ifsc: reply.ifsc
  })
})
