import * as Schema from "effect/Schema"
import { enquiry, type Finding } from "../declaration.ts"
import { UsDate } from "../schema/dates.ts"
import { Code, Reference } from "../schema/fields.ts"
import { parseRupees } from "../schema/rupees.ts"

const Request = Schema.Struct({
  reference: Reference,
  date: UsDate,
  recon360: Schema.Literal("Y"),
  passCode: Schema.String,
  bcId: Schema.String
}).pipe(Schema.encodeKeys({ reference: "transRefNo", bcId: "bcID" }))

const Parameter = Schema.Struct({ name: Schema.String, value: Schema.optionalKey(Schema.NullOr(Code)) })

const Response = Schema.Struct({
  answer: Schema.optionalKey(
    Schema.Struct({ parameters: Schema.Struct({ index: Schema.Struct({ parameter: Schema.Array(Parameter) }) }) })
  ),
  code: Schema.optionalKey(Code),
  message: Schema.optionalKey(Schema.String),
  gatewayCode: Schema.optionalKey(Code),
  gatewayMessage: Schema.optionalKey(Schema.String)
}).pipe(
  Schema.encodeKeys({
    answer: "recon-api-response",
    code: "ActCode",
    message: "Response",
    gatewayCode: "errorCode",
    gatewayMessage: "description"
  })
)

/** CurrentTransactionStatus in words (seed 004). Words that are not here are unknown. */
const findings: Readonly<Record<string, Finding>> = {
  "credit confirmation received": "success",
  success: "success",
  completed: "success",
  failed: "rejected",
  "returned received": "returned",
  "deemed approved": "unknown",
  suspect: "unknown",
  timeout: "unknown"
}

/** The bank's reconciliation of IMPS and UPI, with the final word from T+2 on. */
export const recon360 = enquiry({
  id: "composite.recon360",
  family: "composite",
  portalPaths: ["Payments / Composite Pay / IMPS Status Check", "Payments / Composite Pay / UPI Satus Check"],
  method: "POST",
  path: "/api/v1/composite-status",
  headers: { "x-priority": "0100" },
  seal: "hybrid",
  request: Request,
  response: Response,
  samples: {
    request: { transRefNo: "T1AAA0000000001", date: "01/31/2030", recon360: "Y", passCode: "<secret>", bcID: "IBCTST00000" },
    response: {
      "recon-api-response": {
        parameters: {
          index: {
            parameter: [
              { name: "CurrentTransactionStatus", value: "Credit Confirmation Received" },
              { name: "RRN", value: "000000000001" },
              { name: "TransactionAmount", value: "1.00" },
              { name: "BeneficiaryAccountNumber", value: "XXXXXXXX0001" }
            ]
          }
        }
      }
    }
  },
  codes: { family: "imps", call: "status" },
  source: { doc: ["seed 004, Composite IMPS guide", "facts/composite-and-cib.json composite.recon360"], trust: "printed" },
  ask: (facts, partner) => ({
    reference: facts.reference,
    date: facts.date,
    recon360: "Y" as const,
    passCode: partner.passCode,
    bcId: partner.bcId
  }),
  evidence: (reply) => {
    const named = (name: string): string | undefined =>
      reply.answer?.parameters.index.parameter.find((parameter) => parameter.name === name)?.value ?? undefined
    const status = named("CurrentTransactionStatus")
    const amount = named("TransactionAmount")
    return {
      code: status === undefined ? reply.code : undefined,
      finding: status === undefined ? undefined : (findings[status.trim().toLowerCase()] ?? "unknown"),
      gatewayCode: reply.gatewayCode,
      message: status ?? reply.message ?? reply.gatewayMessage,
      rrn: named("RRN"),
      amountPaise: amount === undefined ? undefined : (parseRupees(amount) ?? -1n),
      accountNumber: named("BeneficiaryAccountNumber")
    }
  }
})
