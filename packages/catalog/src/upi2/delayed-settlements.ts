import * as Schema from "effect/Schema"
import { detailed } from "../declaration.ts"
import { upiLadder } from "../ladder.ts"
import { Rupees } from "../schema/rupees.ts"
import { payEvidence } from "../upi/merchant-evidence.ts"
import { merchantOf, ReleaseDetails } from "../upi/merchant-facts.ts"
import { MerchantReference, reply, replyNames, text } from "../upi/merchant-fields.ts"
import { spelled } from "../upi/spelling.ts"

const Request = Schema.Struct({
  uuid: Schema.String,
  umn: Schema.String,
  releaseMoneyTo: Schema.String,
  amountPaise: Rupees,
  beneficiaryIdentifier: Schema.String,
  merchantId: Schema.String,
  reference: MerchantReference
}).pipe(Schema.encodeKeys({ uuid: "UUID", umn: "UMN", amountPaise: "amount", reference: "merchantTranId" }))

/**
 * Releases blocked money. One source, the bank's SDK; which values `releaseMoneyTo` takes is not public, nor any enquiry: what is unclear
 * goes to people.
 */
export const delayedSettlements = detailed({
  id: "upi2.delayed_settlements",
  family: "upi2",
  portalPaths: [],
  method: "POST",
  path: "/api/MerchantAPI/UPI2/v1/DelayedSettlements",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: spelled({ ...reply, amount: text }, { ...replyNames, amount: "amount" }),
  samples: {
    request: {
      UUID: "TESTUUID0001",
      UMN: "00000000000000000000000000000000@upi",
      releaseMoneyTo: "TEST",
      amount: "2.00",
      beneficiaryIdentifier: "TEST",
      merchantId: "999001",
      merchantTranId: "T1AAA0000000012"
    },
    response: {
      merchantId: "999001",
      terminalId: "5411",
      merchantTranId: "T1AAA0000000012",
      response: "0",
      message: "Transaction Successful",
      amount: "2.00"
    }
  },
  codes: { family: "merchant-upi", call: "pay" },
  source: { doc: ["facts/upi-collections-and-others.json upi2.delayed_settlements"], trust: "public" },
  rail: "upi",
  successMeans: "accepted",
  order: (facts, partner) => {
    const { uuid, umn, releaseMoneyTo, beneficiaryIdentifier } = facts.voucher
    const { merchantId } = merchantOf(partner)
    return { uuid, umn, releaseMoneyTo, beneficiaryIdentifier, merchantId, amountPaise: facts.amountPaise, reference: facts.reference }
  },
  evidence: (answer) => payEvidence(answer, { amount: answer.amount }),
  enquiry: "none",
  ladder: upiLadder,
  purpose: "voucher",
  details: ReleaseDetails
})
