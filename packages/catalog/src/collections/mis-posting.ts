import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { CreditDate } from "../schema/dates.ts"
import { Rupees } from "../schema/rupees.ts"
import { CreditNotice, noticeSample } from "./payer-fields.ts"

const portalPaths = [
  "Business Banking / Collections / E collection (Virtual Account MIS) / eCollection MIS",
  "Corporate API Suite / Collections / E-Collections / E-Collection MIS"
]
const doc = [
  "facts/upi-collections-and-others.json ecollection.mis_posting",
  "facts/upi-collections-and-others.json rule \"e-collection formats\""
]

/** 11 = taken, 06 = this UTR is known already, 12 = partial success in one source. */
const AnswerCode = Schema.Literals(["11", "06", "12"])

/**
 * The bank tells the partner's own URL that money was credited, newer payload generation. `request` is what the bank posts, `response` what
 * the partner answers. The bank posts again without answer, so `utr` is the key: answer a repeat with 06. Not signed: a hint to look into
 * the statement, no proof.
 *
 * @example
 * const notice = Schema.decodeUnknownSync(misPosting.request)(opened)
 * const answer = Schema.encodeSync(misPosting.response)({ message: "Success", code: "11" })
 */
export const misPosting = read({
  id: "ecollection.mis_posting",
  repeat: "never",
  family: "collections",
  portalPaths,
  method: "POST",
  path: "",
  headers: { "Content-Type": "application/json" },
  seal: "hybrid",
  request: CreditNotice,
  response: Schema.Struct({ message: Schema.String, code: AnswerCode }).pipe(Schema.encodeKeys({ message: "Response", code: "Code" })),
  samples: { request: noticeSample, response: { Response: "Success", Code: "11" } },
  codes: { family: "e-collection", call: "any" },
  source: { doc, trust: "public" }
})

/** The same names inside; on the wire the payer is called payee, and "SENDER REMARK" has a blank. */
const OlderNotice = Schema.Struct({
  clientCode: Schema.String,
  virtualAccount: Schema.String,
  mode: Schema.String,
  utr: Schema.String,
  remark: Schema.String,
  clientAccount: Schema.String,
  amountPaise: Rupees,
  payerName: Schema.String,
  payerAccount: Schema.String,
  payerIfsc: Schema.String,
  paymentDate: CreditDate,
  bankNumber: Schema.String
}).pipe(
  Schema.encodeKeys({
    clientCode: "CustomerCode",
    virtualAccount: "VirtualACCode",
    mode: "MODE",
    utr: "UTR",
    remark: "SENDER REMARK",
    clientAccount: "CustomerAccountNo",
    amountPaise: "AMT",
    payerName: "PayeeName",
    payerAccount: "PayeeAccountNumber",
    payerIfsc: "PayeeBankIFSC",
    paymentDate: "PayeePaymentDate",
    bankNumber: "BankInternalTransactionNumber"
  })
)

/** The older payload generation of {@link misPosting}: which one a partner gets is agreed at onboarding. */
export const misPostingOlder = read({
  id: "ecollection.mis_posting.older",
  repeat: "never",
  family: "collections",
  portalPaths,
  method: "POST",
  path: "",
  headers: { "Content-Type": "application/json" },
  seal: "hybrid",
  request: OlderNotice,
  response: Schema.Struct({ message: Schema.String, code: AnswerCode }).pipe(
    Schema.encodeKeys({ message: "SuccessANDRejected", code: "CODE" })
  ),
  samples: {
    request: {
      CustomerCode: "TEST",
      VirtualACCode: "TEST00000001",
      MODE: "NEFT",
      UTR: "TESTUTR0000000001",
      "SENDER REMARK": "sample",
      CustomerAccountNo: "000000000000",
      AMT: "1000.00",
      PayeeName: "TEST USER",
      PayeeAccountNumber: "000000000000",
      PayeeBankIFSC: "TEST0000001",
      PayeePaymentDate: "20300101",
      BankInternalTransactionNumber: "TESTTXN0001"
    },
    response: { SuccessANDRejected: "Success", CODE: "11" }
  },
  codes: { family: "e-collection", call: "any" },
  source: { doc, trust: "public" }
})
