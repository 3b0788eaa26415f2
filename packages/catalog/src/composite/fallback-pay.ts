import * as Schema from "effect/Schema"
import { type Evidence, money } from "../declaration.ts"
import { neftLadder } from "../ladder.ts"
import { AccountNumber, Ifsc, IstCompactTime, Reference } from "../schema/fields.ts"
import { Rupees } from "../schema/rupees.ts"
import { impsPay } from "./imps-pay.ts"
import { corporateOf, remarkOf } from "./partner-facts.ts"
import { transferEvidence, TransferReply } from "./transfer-reply.ts"
import { fallbackPaySample } from "./fallback-pay.sample.ts"

const Request = Schema.Struct({
  amountPaise: Rupees,
  reference: Reference,
  sentAt: IstCompactTime,
  accountNumber: AccountNumber,
  ifsc: Ifsc,
  beneficiaryName: Schema.String,
  mobile: Schema.String.check(Schema.isPattern(/^\d{10}$/)),
  kind: Schema.Literal("RGS"),
  passCode: Schema.String,
  remark: Schema.String,
  paymentRef: Schema.String.check(Schema.isMaxLength(50)),
  senderName: Schema.String.check(Schema.isMaxLength(20)),
  debitAccount: AccountNumber,
  bcId: Schema.String,
  retailerCode: Schema.String,
  corpId: Schema.String,
  userId: Schema.String,
  aggrId: Schema.String,
  aggrName: Schema.String,
  urn: Schema.String
}).pipe(
  Schema.encodeKeys({
    amountPaise: "amount",
    reference: "tranRefNo",
    sentAt: "localTxnDtTime",
    accountNumber: "beneAccNo",
    ifsc: "beneIFSC",
    beneficiaryName: "beneName",
    kind: "txnType",
    remark: "narration1",
    debitAccount: "senderAcctNo",
    bcId: "bcID",
    corpId: "crpId",
    userId: "crpUsr"
  })
)

const Response = Schema.Record(Schema.String, Schema.Unknown)

/**
 * Composite Pay over IMPS, then NEFT: `x-priority: 0120`, one reference for both. The gateway goes on after ActCode 20 and 101 as well,
 * which prove nothing about the first rail: both may pay. So nothing in a reply counts as failure once NEFT has had its turn, success
 * means no more than the debit, and there is no single enquiry that could settle the question (`none`): an unknown goes to people.
 */
export const fallbackPay = money({
  id: "composite.fallback.pay",
  family: "composite",
  portalPaths: ["Corporate API Suite / Payments / Composite Pay", "Payments / Composite Pay / IMPS", "Payments / Composite Pay / NEFT"],
  method: "POST",
  path: "/api/v1/composite-payment",
  headers: { "x-priority": "0120" },
  seal: "hybrid",
  request: Request,
  response: Response,
  samples: fallbackPaySample,
  codes: { family: "imps", call: "pay" },
  source: { doc: ["facts/composite-and-cib.json composite.fallback.pay"], trust: "public" },
  rail: "imps",
  successMeans: "accepted",
  order: (facts, partner) => ({
    ...corporateOf(partner),
    amountPaise: facts.amountPaise,
    reference: facts.reference,
    sentAt: facts.reservedAt,
    accountNumber: facts.beneficiary.accountNumber,
    ifsc: facts.beneficiary.ifsc,
    beneficiaryName: facts.beneficiary.name,
    mobile: partner.mobile,
    kind: "RGS" as const,
    passCode: partner.passCode,
    remark: remarkOf(facts),
    paymentRef: remarkOf(facts),
    senderName: partner.senderName.slice(0, 20),
    bcId: partner.bcId,
    retailerCode: partner.retailerCode
  }),
  evidence: (reply) => evidenceOf(reply),
  enquiry: "none",
  ladder: neftLadder
})

/** ActCodes after which the gateway should have gone on: as a last word they say nothing about the rails in between. */
const goesOn: ReadonlySet<string> = new Set(["7", "12", "18", "19", "20", "24", "101", "901"])

const evidenceOf = (reply: Readonly<Record<string, unknown>>): Evidence => {
  if (reply["STATUS"] === undefined) {
    const evidence = impsPay.evidence(Schema.decodeUnknownSync(impsPay.response)(reply))
    return evidence.code !== undefined && goesOn.has(evidence.code) ? { ...evidence, code: undefined, finding: "unknown" } : evidence
  }
  const evidence = transferEvidence(Schema.decodeUnknownSync(TransferReply)(reply), "pay")
  // NEFT ran because IMPS had given up, rightly or not: a refusal of NEFT proves nothing about IMPS.
  return evidence.finding === "technical" ? { ...evidence, finding: "unknown" } : evidence
}
