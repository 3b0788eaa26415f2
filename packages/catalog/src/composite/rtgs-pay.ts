import * as Schema from "effect/Schema"
import { detailed } from "../declaration.ts"
import { rtgsLadder } from "../ladder.ts"
import { AccountNumber, Ifsc, Reference } from "../schema/fields.ts"
import { Rupees } from "../schema/rupees.ts"
import { rtgsStatus } from "./neft-status.ts"
import { LeiDetails, leiFits, leiOf } from "./lei.ts"
import { corporateOf, INSIDE_IFSC, isInside, remarkOf } from "./partner-facts.ts"
import { transferEvidence, TransferReply } from "./transfer-reply.ts"

/** "Minimum 2 lakh" (facts/composite-and-cib.json, rule "RTGS amount"). */
const RTGS_MINIMUM_PAISE = 20_000_000n

const Request = Schema.Struct({
  aggrId: Schema.String,
  aggrName: Schema.String,
  corpId: Schema.String,
  userId: Schema.String,
  urn: Schema.String,
  reference: Reference,
  debitAccount: AccountNumber,
  accountNumber: AccountNumber,
  ifsc: Ifsc,
  amountPaise: Rupees.check(Schema.isGreaterThanOrEqualToBigInt(RTGS_MINIMUM_PAISE, { expected: "at least 2 lakh rupees" })),
  currency: Schema.Literal("INR"),
  kind: Schema.Literals(["RTG", "TPA"]),
  beneficiaryName: Schema.String,
  remark: Schema.String,
  approval: Schema.Literals(["Y", "N"]),
  beneficiaryLei: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(20)))
}).check(leiFits).pipe(
  Schema.encodeKeys({
    aggrId: "AGGRID",
    aggrName: "AGGRNAME",
    corpId: "CORPID",
    userId: "USERID",
    urn: "URN",
    reference: "UNIQUEID",
    debitAccount: "DEBITACC",
    accountNumber: "CREDITACC",
    ifsc: "IFSC",
    amountPaise: "AMOUNT",
    currency: "CURRENCY",
    kind: "TXNTYPE",
    beneficiaryName: "PAYEENAME",
    remark: "REMARKS",
    approval: "WORKFLOW_REQD",
    beneficiaryLei: "BENLEI"
  })
)

/** Composite Pay over RTGS only: `x-priority: 0001`, from Rs 2 lakh. Its field names are those of CIB, its reply says `UTR`. */
export const rtgsPay = detailed({
  id: "composite.rtgs.pay",
  family: "composite",
  portalPaths: [
    "Payments / Composite Pay / RTGS",
    "Business Banking / Payments / Composite Pay / RTGS",
    "Corporate API Suite / Payments / Composite Pay"
  ],
  method: "POST",
  path: "/api/v1/composite-payment",
  headers: { "x-priority": "0001" },
  seal: "hybrid",
  request: Request,
  response: TransferReply,
  samples: {
    request: {
      AGGRID: "AGGR0000",
      AGGRNAME: "TESTAGGR",
      CORPID: "TESTCORP",
      USERID: "USER1",
      URN: "URN0000001",
      UNIQUEID: "T1AAA0000000003",
      DEBITACC: "000000000009",
      CREDITACC: "000000000001",
      IFSC: "TEST0000001",
      AMOUNT: "200000.00",
      CURRENCY: "INR",
      TXNTYPE: "RTG",
      PAYEENAME: "TEST BENE",
      REMARKS: "T1AAA0000000003 rent",
      WORKFLOW_REQD: "N"
    },
    response: {
      REQID: "100002",
      STATUS: "SUCCESS",
      RESPONSE: "SUCCESS",
      UNIQUEID: "T1AAA0000000003",
      URN: "URN0000001",
      UTR: "TESTR52030010100000001"
    }
  },
  codes: { family: "cib", call: "pay" },
  source: { doc: ["facts/composite-and-cib.json composite.rtgs.pay"], trust: "public" },
  rail: "rtgs",
  successMeans: "accepted",
  order: (facts, partner) => {
    const { debitAccount, ...corporate } = corporateOf(partner)
    return {
      ...corporate,
      reference: facts.reference,
      debitAccount,
      accountNumber: facts.beneficiary.accountNumber,
      ifsc: isInside(facts) ? INSIDE_IFSC : facts.beneficiary.ifsc,
      amountPaise: facts.amountPaise,
      currency: "INR" as const,
      kind: isInside(facts) ? ("TPA" as const) : ("RTG" as const),
      beneficiaryName: facts.beneficiary.name,
      remark: remarkOf(facts),
      approval: "N" as const,
      ...leiOf(facts)
    }
  },
  evidence: (reply) => transferEvidence(reply, "pay"),
  enquiry: { status: rtgsStatus },
  ladder: rtgsLadder,
  minPaise: RTGS_MINIMUM_PAISE,
  details: LeiDetails
})
