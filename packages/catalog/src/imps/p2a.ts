import * as Schema from "effect/Schema"
import { remarkOf } from "../composite/partner-facts.ts"
import { money } from "../declaration.ts"
import { impsLadder } from "../ladder.ts"
import { AccountNumber, Code, Ifsc, IstCompactTime, Reference } from "../schema/fields.ts"
import { Rupees } from "../schema/rupees.ts"
import { impsQuery } from "./query.ts"

const Request = Schema.Struct({
  accountNumber: AccountNumber,
  ifsc: Ifsc,
  amountPaise: Rupees,
  reference: Reference,
  paymentRef: Schema.String.check(Schema.isMaxLength(50)),
  senderName: Schema.String.check(Schema.isMaxLength(20)),
  mobile: Schema.String.check(Schema.isPattern(/^\d{10}$/, { expected: "10 digits" })),
  retailerCode: Schema.String,
  passCode: Schema.String,
  /** Two of four clients send it. We do: a repeat has the same bytes. */
  sentAt: Schema.optionalKey(IstCompactTime)
}).pipe(
  Schema.encodeKeys({
    accountNumber: "BeneAccNo",
    ifsc: "BeneIFSC",
    amountPaise: "Amount",
    reference: "TranRefNo",
    paymentRef: "PaymentRef",
    senderName: "RemName",
    mobile: "RemMobile",
    retailerCode: "RetailerCode",
    passCode: "PassCode",
    sentAt: "TransactionDate"
  })
)

const text = Schema.optionalKey(Schema.String)

const Outcome = Schema.Struct({
  code: Schema.optionalKey(Code), message: text, rrn: text, beneficiaryName: text, reference: Schema.optionalKey(Code)
}).pipe(
  Schema.encodeKeys({ code: "ActCode", message: "Response", rrn: "BankRRN", beneficiaryName: "BeneName", reference: "TranRefNo" })
)

/**
 * IMPS to an account, the API before Composite Pay: a form in, XML out, nothing sealed. `response` is the XML as an object of its elements.
 * Composite Pay does the same and is what to use; core sends neither forms nor reads XML.
 */
export const impsP2a = money({
  id: "imps.p2a",
  family: "imps",
  portalPaths: [
    "Payments / IMPS / P2A - Person to Account Fund Transfer",
    "Business Banking / Payments / IMPS / P2A - Person to Account Fund Transfer"
  ],
  method: "POST",
  path: "/api/v1/imps/p2a",
  headers: { "Content-Type": "application/x-www-form-urlencoded" },
  seal: "plain",
  request: Request,
  response: Schema.Struct({ outcome: Schema.optionalKey(Outcome) }).pipe(Schema.encodeKeys({ outcome: "ImpsResponse" })),
  samples: {
    request: {
      BeneAccNo: "000000000001",
      BeneIFSC: "TEST0000001",
      Amount: "1.00",
      TranRefNo: "T1AAA0000000006",
      PaymentRef: "T1AAA0000000006 rent",
      RemName: "TEST SENDER",
      RemMobile: "9999900000",
      RetailerCode: "rcode",
      PassCode: "<secret>",
      TransactionDate: "20300131101500"
    },
    response: {
      ImpsResponse: {
        ActCode: "0",
        Response: "Transaction Successful",
        BankRRN: "000000000001",
        BeneName: "TEST BENE",
        TranRefNo: "T1AAA0000000006"
      }
    }
  },
  codes: { family: "imps", call: "pay" },
  source: { doc: ["facts/composite-and-cib.json imps.p2a"], trust: "public" },
  rail: "imps",
  successMeans: "settled",
  order: (facts, partner) => ({
    accountNumber: facts.beneficiary.accountNumber,
    ifsc: facts.beneficiary.ifsc,
    amountPaise: facts.amountPaise,
    reference: facts.reference,
    paymentRef: remarkOf(facts),
    senderName: partner.senderName.slice(0, 20),
    mobile: partner.mobile,
    retailerCode: partner.retailerCode,
    passCode: partner.passCode,
    sentAt: facts.reservedAt
  }),
  evidence: ({ outcome = {} }) => ({ code: outcome.code, message: outcome.message, rrn: outcome.rrn, reference: outcome.reference }),
  enquiry: { status: impsQuery },
  ladder: impsLadder
})
