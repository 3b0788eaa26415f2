import { actorParameter, operationsPaths, optionalActorParameter } from "./open-api-operations.ts"

/** The API in OpenAPI 3.1: what `/openapi.json` answers. */

const paise = { type: "string", pattern: "^[0-9]{1,16}$", description: "Paise as a decimal string; 100 is one rupee", examples: ["10050"] }
const time = { type: "string", format: "date-time" }
const text = { type: "string" }
const textOrNull = { type: ["string", "null"] }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const json = (schema: object) => ({ content: { "application/json": { schema } } })
const answer = (description: string, schema: object) => ({ description, ...json(schema) })
const problem = (description: string) => ({ description, content: { "application/problem+json": { schema: ref("Problem") } } })
const idParameter = { name: "id", in: "path", required: true, schema: text }
const listParameters = [
  { name: "status", in: "query", schema: ref("Status") },
  { name: "cursor", in: "query", schema: text },
  { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 500, default: 50 } }
]
const page = { type: "object", required: ["data", "nextCursor"], properties: { data: { type: "array", items: ref("PayoutRow") }, nextCursor: textOrNull } }

const rowProperties = {
  id: text,
  status: ref("Status"),
  outcome: { type: ["string", "null"], enum: ["NotSent", "Rejected", "Pending", "Accepted", "Unknown", "Settled", "Reversed", null] },
  reference: textOrNull,
  createdAt: time,
  links: { type: "object" }
}

const hold = { type: ["object", "null"], description: "What keeps it back here", properties: { kind: text, reason: text } }

const schemas = {
  Status: {
    type: "string",
    enum: ["draft", "awaiting-approval", "scheduled", "queued", "in-flight", "unknown", "review", "settled", "failed", "cancelled", "reversed"]
  },
  NewPayout: {
    type: "object",
    additionalProperties: false,
    required: ["amountPaise", "currency", "beneficiary"],
    properties: {
      payoutId: { type: "string", description: "Your own id; the Idempotency-Key unless given" },
      amountPaise: paise,
      currency: { const: "INR" },
      beneficiary: {
        oneOf: [
          {
            type: "object",
            additionalProperties: false,
            required: ["name", "accountNumber", "ifsc"],
            properties: { name: text, accountNumber: { type: "string", pattern: "^[0-9]{6,20}$" }, ifsc: { type: "string", pattern: "^[A-Z]{4}0[A-Z0-9]{6}$" } }
          },
          {
            type: "object",
            additionalProperties: false,
            description: "For the rail upi",
            required: ["name", "vpa"],
            properties: { name: text, vpa: { type: "string", pattern: "^[A-Za-z0-9._-]+@[A-Za-z0-9.]+$" } }
          }
        ]
      },
      rail: { enum: ["imps", "upi", "neft", "rtgs"], description: "imps unless given" },
      remark: { type: "string", maxLength: 100 },
      details: {
        type: "object",
        description: "What the rail needs beside the rest: from Rs 50 crore on the beneficiary's LEI for neft and rtgs",
        properties: { beneficiaryLei: { type: "string", pattern: "^[0-9A-Z]{20}$" } }
      },
      scheduledFor: { ...time, description: "Not sent before; at most 366 days ahead" }
    }
  },
  PayoutShort: { type: "object", required: Object.keys(rowProperties), properties: { ...rowProperties, hold } },
  PayoutRow: {
    type: "object",
    properties: {
      ...rowProperties,
      ...{ hold, scheduledFor: { type: ["string", "null"], format: "date-time" }, amountPaise: paise, currency: text, rail: text },
      ...{ beneficiary: { type: "object", description: "Masked" }, reviewReason: textOrNull }
    }
  },
  Payout: {
    allOf: [
      ref("PayoutRow"),
      {
        type: "object",
        properties: {
          remark: text,
          attempts: { type: "array", items: { type: "object", properties: { number: { type: "integer" }, reference: text, state: text, rrn: textOrNull } } },
          timeline: {
            type: "array",
            items: { type: "object", required: ["time", "kind", "text"], properties: { time, kind: text, text, code: text, next: text } }
          },
          next: { type: "object", properties: { at: { type: ["string", "null"], format: "date-time" }, text } }
        }
      }
    ]
  },
  Batch: {
    type: "object",
    properties: {
      accepted: { type: "integer" },
      existing: { type: "integer" },
      invalid: { type: "array", items: { type: "object", properties: { line: { type: "integer" }, column: textOrNull, rule: text } } },
      file: { type: "object", description: "With a policy: what an approval of the file must name" },
      suspectedDuplicates: { type: "array", items: { type: "object", properties: { line: { type: "integer" }, payoutId: text, sameAs: { type: "array", items: text } } } }
    }
  },
  Problem: {
    type: "object",
    required: ["status", "code", "title", "sent"],
    properties: { type: text, status: { type: "integer" }, code: text, title: text, field: text, rule: text, detail: text, line: { type: "integer" }, sent: { enum: ["no", "maybe"] } }
  }
}

export const openApi = {
  openapi: "3.1.0",
  info: { title: "Hundi payout worker", version: "1", description: "Pays each payout exactly once. Unofficial; not made by the bank." },
  security: [{}, { token: [] }],
  paths: {
    "/v1/payouts": {
      post: {
        summary: "Order a payout",
        parameters: [{ name: "Idempotency-Key", in: "header", required: true, schema: text }, optionalActorParameter],
        requestBody: { required: true, ...json(ref("NewPayout")) },
        responses: {
          "202": answer("Taken on", ref("PayoutShort")),
          "200": answer("Known already: as it stands", ref("PayoutShort")),
          "409": problem("The key or id belongs to another body"),
          "422": problem("Not valid")
        }
      },
      get: { summary: "List payouts, newest first", parameters: listParameters, responses: { "200": answer("A page", page) } }
    },
    "/v1/payouts/{id}": {
      get: { summary: "One payout with its timeline", parameters: [idParameter], responses: { "200": answer("The payout", ref("Payout")), "404": problem("None of that id") } }
    },
    "/v1/payouts/{id}/retry": {
      post: {
        summary: "Order a new try, over another rail if told; only after the last one is proved failed",
        parameters: [idParameter, optionalActorParameter],
        requestBody: {
          required: false,
          content: {
            "application/json": { schema: { type: "object", additionalProperties: false, properties: { rail: { enum: ["imps", "upi", "neft", "rtgs"] } } } }
          }
        },
        responses: { "202": answer("Ordered", ref("PayoutShort")), "409": problem("LIVE_ATTEMPT: the last try is not proved failed; HELD: people review it") }
      }
    },
    "/v1/batches": {
      post: {
        summary: "Order a file of payouts",
        parameters: [optionalActorParameter],
        requestBody: { required: true, content: { "text/csv": { schema: text } } },
        responses: { "202": answer("What became of the rows", ref("Batch")), "422": problem("The file cannot be read") }
      }
    },
    "/v1/review": { get: { summary: "Payouts that people must look at", parameters: listParameters.slice(1), responses: { "200": answer("A page", page) } } },
    "/v1/events": { get: { summary: "Changes as server-sent events", responses: { "200": { description: "Events hello and payout", content: { "text/event-stream": {} } } } } },
    ...operationsPaths,
    "/v1/payouts/{id}/cancel": {
      post: {
        summary: "End a payout for good, while nothing of it was sent",
        parameters: [idParameter, actorParameter],
        requestBody: { required: true, ...json({ type: "object", required: ["reason"], additionalProperties: false, properties: { by: text, reason: text } }) },
        responses: { "200": answer("Cancelled", ref("PayoutShort")), "409": problem("LIVE_ATTEMPT: it may have been paid; HELD: people review it") }
      }
    },
    "/v1/review/{id}/{action}": {
      post: {
        summary: "One person's word about a payout in review; what says where money is needs a second person who says the same",
        parameters: [idParameter, { name: "action", in: "path", required: true, schema: { enum: ["ask-again", "confirm-paid", "confirm-returned", "confirm-not-paid"] } }, actorParameter],
        requestBody: {
          required: true,
          ...json({
            type: "object",
            required: ["reason"],
            additionalProperties: false,
            properties: { by: text, reason: text, rrn: text, amountPaise: paise, statementFrom: { type: "string", format: "date" }, statementTo: { type: "string", format: "date" } }
          })
        },
        responses: {
          "200": answer("Decided", ref("PayoutShort")),
          "202": answer("Written down; waits for a second person", ref("PayoutShort")),
          "409": problem("The evidence forbids it, or the payout is not in review"),
          "422": problem("Not valid")
        }
      }
    },
    "/healthz": { get: { summary: "Alive", responses: { "200": { description: "Yes" } } } },
    "/readyz": { get: { summary: "Ready for work", responses: { "200": { description: "Yes" }, "503": { description: "No" } } } },
    "/metrics": { get: { summary: "Prometheus text", responses: { "200": { description: "Metrics" } } } }
  },
  components: { securitySchemes: { token: { type: "http", scheme: "bearer" } }, schemas }
} as const
