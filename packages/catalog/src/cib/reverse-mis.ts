import * as Schema from "effect/Schema"
import { enquiry, type Finding } from "../declaration.ts"
import { Reference } from "../schema/fields.ts"
import { callerFields, callerNames, callerOf, sampleCaller } from "./caller.ts"
import { driftingReply, errorFields, errorNames, text } from "./drifting-reply.ts"

const Request = Schema.Struct({
  ...callerFields,
  fileSequenceNumber: Schema.String,
  isEncrypted: Schema.Literal("N"),
  reference: Schema.optionalKey(Reference),
  otp: Schema.optionalKey(Schema.String)
}).pipe(
  Schema.encodeKeys({
    ...callerNames, fileSequenceNumber: "FILESEQNUM", isEncrypted: "ISENCRYPTED", reference: "UNIQUEID", otp: "AGOTP"
  })
)

const Rows = Schema.Union([Schema.String, Schema.Array(Schema.String)])

const Report = Schema.Struct({
  fileStatus: Schema.optionalKey(Schema.NullOr(Schema.String)),
  output: Schema.optionalKey(Schema.Struct({ Records: Schema.Struct({ Record: Rows }) }))
}).pipe(Schema.encodeKeys({ fileStatus: "FILE_STATUS", output: "FILEUPLOAD_BINARY_OUTPUT" }))

const Response = driftingReply(
  { report: Schema.optionalKey(Report), message: text, ...errorFields },
  { report: ["XML"], message: ["Message"], ...errorNames }
)

type Reply = (typeof Response)["Type"]

/** One row of a bulk file as the bank reports it. `status` is SUC, FAL, REJ or REC, and empty while the row waits. */
export interface BulkRow {
  readonly kind: string
  readonly network: string
  readonly creditAccount: string
  readonly debitAccount: string
  readonly ifsc: string
  readonly currency: string
  /** Rupees, as the bank writes them. */
  readonly amount: string
  /** UTR, RRN or host reference. */
  readonly hostReference: string
  readonly hostCode: string
  readonly hostMessage: string
  readonly remark: string
  readonly status: string
}

const columns = [
  "kind", "network", "creditAccount", "debitAccount", "ifsc", "currency", "amount", "hostReference", "hostCode", "hostMessage", "remark",
  "status"
] as const satisfies readonly (keyof BulkRow)[]

/**
 * The rows of a decoded report, without the title row. One client reads no currency column: a row of eleven columns is read so.
 *
 * @throws RangeError for a row with another number of columns.
 * @example
 * bulkRowsOf(Schema.decodeUnknownSync(reverseMis.response)(body)).filter(({ status }) => status === "SUC")
 */
export const bulkRowsOf = ({ report }: Pick<Reply, "report">): readonly BulkRow[] => {
  const rows = report?.output?.Records.Record ?? []
  return (typeof rows === "string" ? [rows] : rows).slice(1).map((row) => {
    const parts = row.split("|")
    if (parts.length === columns.length - 1) parts.splice(5, 0, "")
    if (parts.length !== columns.length) throw new RangeError(`A row of the report has ${parts.length} columns`)
    return Object.fromEntries(columns.map((column, index) => [column, parts[index] ?? ""])) as Readonly<Record<keyof BulkRow, string>>
  })
}

/**
 * How a bulk file stands, file and rows. In spite of its name nothing is reversed. Asked for by the FILE_SEQUENCE_NUM that `bulkPayment`
 * gave: it goes into `enquiryReference`. Only STS says something about the whole file; what became of one payment stands in its row.
 */
export const reverseMis = enquiry({
  id: "cib.reverseMis",
  family: "cib",
  portalPaths: ["Business Banking / Payments / CMS Payments / Multi Mode File upload / Reverse MIS"],
  method: "POST",
  path: "/api/v1/ReverseMis",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: Response,
  samples: {
    request: { ...sampleCaller, FILESEQNUM: "10001", ISENCRYPTED: "N", UNIQUEID: "T1AAA0000000009" },
    response: {
      XML: {
        FILE_STATUS: "STS",
        FILEUPLOAD_BINARY_OUTPUT: {
          Records: {
            Record: ["TITLE ROW", "MCO|NFT|000000000001|000000000009|TEST0000001|INR|1.00|TESTN00000000001|000|OK|ROW1|SUC"]
          }
        }
      }
    }
  },
  codes: { family: "bulk-file", call: "enquiry" },
  source: { doc: ["facts/composite-and-cib.json cib.reverseMis"], trust: "public" },
  ask: (facts, partner) => {
    if (facts.enquiryReference === undefined) throw new RangeError("A bulk file is asked for by its FILE_SEQUENCE_NUM: enquiryReference")
    return {
      ...callerOf(partner), fileSequenceNumber: facts.enquiryReference, isEncrypted: "N" as const, reference: facts.reference
    }
  },
  evidence: (reply) => ({
    finding: findingOf(reply.report?.fileStatus),
    gatewayCode: reply.gatewayCode ?? undefined,
    message: reply.report?.fileStatus ?? reply.errorMessage ?? reply.message ?? reply.gatewayMessage ?? undefined
  })
})

/** A file's state is no proof of failure: rows are (MONEY.md, "bulk file"). */
const findingOf = (status: string | null | undefined): Finding | undefined =>
  status === undefined || status === null ? undefined : status.trim().toUpperCase() === "STS" ? "success" : "unknown"
