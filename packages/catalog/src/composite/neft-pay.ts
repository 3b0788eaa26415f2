import * as Schema from "effect/Schema"
import { detailed } from "../declaration.ts"
import { neftLadder } from "../ladder.ts"
import { AccountNumber, Ifsc, Reference } from "../schema/fields.ts"
import { Rupees } from "../schema/rupees.ts"
import { neftIncremental } from "./neft-incremental.ts"
import { neftStatus } from "./neft-status.ts"
import { LeiDetails, leiFits, leiOf } from "./lei.ts"
import { corporateOf, INSIDE_IFSC, isInside, remarkOf } from "./partner-facts.ts"
import { transferEvidence, TransferReply } from "./transfer-reply.ts"

const Request = Schema.Struct({
  reference: Reference,
  amountPaise: Rupees,
  debitAccount: AccountNumber,
  accountNumber: AccountNumber,
  beneficiaryName: Schema.String,
  ifsc: Ifsc,
  remark: Schema.String,
  corpId: Schema.String,
  userId: Schema.String,
  aggrId: Schema.String,
  urn: Schema.String,
  aggrName: Schema.String,
  kind: Schema.Literals(["RGS", "TPA"]),
  approval: Schema.Literals(["Y", "N"]),
  beneficiaryLei: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(20)))
}).check(leiFits).pipe(
  Schema.encodeKeys({
    reference: "tranRefNo",
    amountPaise: "amount",
    debitAccount: "senderAcctNo",
    accountNumber: "beneAccNo",
    beneficiaryName: "beneName",
    ifsc: "beneIFSC",
    remark: "narration1",
    corpId: "crpId",
    userId: "crpUsr",
    kind: "txnType",
    approval: "WORKFLOW_REQD",
    beneficiaryLei: "BENLEI"
  })
)

/**
 * Composite Pay over NEFT only: `x-priority: 0010`. SUCCESS with a UTR proves the debit; the credit is asked for by that UTR. An account
 * inside the bank is paid with txnType TPA.
 *
 * @example
 * neftPay.order(payment, { ...partner, corporate }) // throws a RangeError without `corporate`
 */
export const neftPay = detailed({
  id: "composite.neft.pay",
  family: "composite",
  portalPaths: [
    "Payments / Composite Pay / NEFT",
    "Business Banking / Payments / Composite Pay / NEFT",
    "Corporate API Suite / Payments / Composite Pay"
  ],
  method: "POST",
  path: "/api/v1/composite-payment",
  headers: { "x-priority": "0010" },
  seal: "hybrid",
  request: Request,
  response: TransferReply,
  samples: {
    request: {
      tranRefNo: "T1AAA0000000002",
      amount: "10.00",
      senderAcctNo: "000000000009",
      beneAccNo: "000000000001",
      beneName: "TEST BENE",
      beneIFSC: "TEST0000001",
      narration1: "T1AAA0000000002 rent",
      crpId: "TESTCORP",
      crpUsr: "USER1",
      aggrId: "AGGR0000",
      urn: "URN0000001",
      aggrName: "TESTAGGR",
      txnType: "RGS",
      WORKFLOW_REQD: "N"
    },
    response: {
      REQID: "100001",
      STATUS: "SUCCESS",
      RESPONSE: "SUCCESS",
      UNIQUEID: "T1AAA0000000002",
      URN: "URN0000001",
      UTRNUMBER: "TESTN00000000001"
    }
  },
  codes: { family: "cib", call: "pay" },
  source: { doc: ["facts/composite-and-cib.json composite.neft.pay"], trust: "public" },
  rail: "neft",
  successMeans: "accepted",
  order: (facts, partner) => {
    const { corpId, userId, aggrId, urn, aggrName, debitAccount } = corporateOf(partner)
    return {
      reference: facts.reference,
      amountPaise: facts.amountPaise,
      debitAccount,
      accountNumber: facts.beneficiary.accountNumber,
      beneficiaryName: facts.beneficiary.name,
      ifsc: isInside(facts) ? INSIDE_IFSC : facts.beneficiary.ifsc,
      remark: remarkOf(facts),
      corpId,
      userId,
      aggrId,
      urn,
      aggrName,
      kind: isInside(facts) ? ("TPA" as const) : ("RGS" as const),
      approval: "N" as const,
      ...leiOf(facts)
    }
  },
  evidence: (reply) => transferEvidence(reply, "pay"),
  enquiry: { status: neftStatus, credit: neftIncremental },
  ladder: neftLadder,
  details: LeiDetails
})
