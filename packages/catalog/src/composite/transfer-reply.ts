import { type CodeCall, lookUp } from "@hundi/error-codes"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import type { Evidence, Finding } from "../declaration.ts"
import { Code } from "../schema/fields.ts"

const text = Schema.optionalKey(Schema.NullOr(Code))

/** A reply of NEFT, RTGS and their enquiry in our names. */
const TransferFields = Schema.Struct({
  requestId: text,
  status: text,
  response: text,
  reference: text,
  urn: text,
  utr: text,
  message: text,
  code: text,
  gatewayCode: text,
  gatewayMessage: text
})

type Fields = Readonly<Record<string, unknown>>
type Wire = (typeof TransferFields)["Encoded"]

/** Our name and the bank's: the first is what we write, all are read (facts/composite-and-cib.json, rule "CIB shapes"). */
const wireNames = {
  requestId: ["REQID"],
  status: ["STATUS"],
  response: ["RESPONSE", "Response"],
  reference: ["UNIQUEID"],
  urn: ["URN"],
  utr: ["UTRNUMBER", "UTR", "UTR NUMBER"],
  message: ["MESSAGE", "Message", "errormessage"],
  code: ["ERRORCODE", "ErrorCode", "RESPONSECODE"],
  gatewayCode: ["errorCode"],
  gatewayMessage: ["description"]
} as const

/** Keys change case between calls and failures, so every spelling seen is read. */
export const TransferReply = Schema.Record(Schema.String, Schema.Unknown).pipe(
  Schema.decodeTo(
    TransferFields,
    SchemaTransformation.transform({
      decode: (body: Fields): Wire => {
        const fields: Record<string, unknown> = {}
        for (const [ours, theirs] of Object.entries(wireNames)) {
          const name = theirs.find((one) => body[one] !== undefined)
          if (name !== undefined) fields[ours] = body[name]
        }
        return fields
      },
      encode: (fields: Wire): Fields => {
        const body: Record<string, unknown> = {}
        for (const [ours, [name]] of Object.entries(wireNames)) {
          const value = (fields as Fields)[ours]
          if (value !== undefined) body[name] = value
        }
        return body
      }
    })
  )
)

type Reply = (typeof TransferFields)["Type"]

const HOST_REFERENCE = /^\d{9}$/

/** What a reply says about the debit leg (MONEY.md, "Rail x evidence", NEFT). */
export const transferEvidence = (reply: Reply, call: CodeCall): Evidence => ({
  finding: reply.status ? findingOf(reply, call) : undefined,
  gatewayCode: reply.gatewayCode ?? undefined,
  message: reply.message ?? reply.gatewayMessage ?? reply.status ?? undefined,
  rrn: reply.utr || undefined,
  // A transfer inside the bank has no UTR but a host reference, and is credited at once (MONEY.md, Rail x evidence).
  credited: HOST_REFERENCE.test(reply.utr ?? ""),
  reference: reply.reference || undefined
})

const waiting: ReadonlySet<string> = new Set(["PENDING", "PENDING FOR PROCESSING", "PENDING FOR APPROVAL", "PROCESSING"])

/**
 * SUCCESS counts with a UTR, FAILURE without one and only when an enquiry repeats it. UNKNOWN, ERROR and FAILED are failed questions,
 * DUPLICATE speaks of an earlier request, PENDING beside RESPONSE FAILURE contradicts itself: all unknown.
 */
const findingOf = (reply: Reply, call: CodeCall): Finding => {
  const status = (reply.status ?? "").trim().toUpperCase()
  const hasFailed = (reply.response ?? "").trim().toUpperCase() === "FAILURE"
  if (status === "SUCCESS") return reply.utr && !hasFailed ? "success" : "unknown"
  if (status === "FAILURE") return reply.utr || isOpen(reply.code, call) ? "unknown" : "technical"
  return waiting.has(status) && !hasFailed ? "pending" : "unknown"
}

/** A code that the table does not class as a refusal leaves the payment open, whatever STATUS says. */
const isOpen = (code: string | null | undefined, call: CodeCall): boolean =>
  code !== undefined && code !== null && code !== "" && !["rejected", "technical", "configuration"].includes(lookUp("cib", call, code).class)
