/** The part of the API that is about people, files and beneficiaries, in OpenAPI 3.1. */

const paise = { type: "string", pattern: "^[0-9]{1,21}$", examples: ["10050"] }
const text = { type: "string" }
const texts = { type: "array", items: text }
const time = { type: "string", format: "date-time" }
const json = (schema: object) => ({ content: { "application/json": { schema } } })
const answer = (description: string, schema: object = { type: "object" }) => ({ description, ...json(schema) })
const problem = (description: string) => ({ description, content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } })
const path = (name: string, schema: object = text) => ({ name, in: "path", required: true, schema })
const body = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  required: true,
  ...json({ type: "object", additionalProperties: false, required, properties })
})

/** Who calls, as your own sign-in knows the person. */
export const actorParameter = { name: "X-Hundi-Actor", in: "header", required: true, schema: { type: "string", minLength: 1, maxLength: 64 } }
/** Needed where a policy is set. */
export const optionalActorParameter = { ...actorParameter, required: false, description: "Required with a policy" }

const account = { name: text, accountNumber: { type: "string", pattern: "^[0-9]{6,20}$" }, ifsc: { type: "string", pattern: "^[A-Z]{4}0[A-Z0-9]{6}$" } }
const word = { says: text, id: text, status: text, hold: { type: "object" } }
const file = { fileId: text, submittedBy: text, submittedAt: time, count: { type: "integer" }, totalPaise: paise, digest: text, approvedBy: texts }
const refused = { "409": problem("A rule does not allow this person to say so: `rule` names it; NO_POLICY without a policy"), "422": problem("Not valid") }

const payouts = {
  "/v1/approvals": {
    get: {
      summary: "What waits for people or rules, why, and who may do what",
      responses: {
        "200": answer("All of it", {
          type: "object",
          properties: {
            data: {
              type: "array",
              items: {
                type: "object",
                properties: {
                  ...{ id: text, status: text, rail: text, amountPaise: paise, kind: text, reason: text, makers: texts, approvedBy: texts },
                  ...{ fingerprint: text, beneficiaryHash: text, createdAt: time },
                  actions: { type: "array", items: { type: "object", properties: { action: text, notBy: texts } } }
                }
              }
            }
          }
        })
      }
    }
  },
  "/v1/payouts/{id}/approve": {
    post: {
      summary: "One person's approval; `release` lets go what a callback held",
      parameters: [path("id"), actorParameter],
      requestBody: body({ reason: text, action: { enum: ["approve", "not-a-duplicate", "above-limit", "release"] }, fingerprint: text }, ["reason"]),
      responses: { "200": answer("Approved", { type: "object", properties: { approved: { const: true }, ...word } }), "202": answer("Written down; more is missing"), ...refused }
    }
  },
  "/v1/payouts/{id}/reject": {
    post: {
      summary: "Ends a payout of which nothing was sent, for good",
      parameters: [path("id"), actorParameter],
      requestBody: body({ reason: text }),
      responses: { "200": answer("Ended", { type: "object", properties: { ended: text, ...word } }), "202": answer("Written down; a worker holds it at this moment"), ...refused }
    }
  },
  "/v1/payouts/{id}/advice": {
    get: {
      summary: "What the payee may be told, once it is proved",
      parameters: [path("id"), { name: "format", in: "query", schema: { enum: ["json", "text", "html"] } }, { name: "locale", in: "query", schema: { enum: ["en-IN", "hi-IN"] } }],
      responses: { "200": answer("The advice"), "409": problem("Nothing is proved, or nothing was paid") }
    }
  }
}

const files = {
  "/v1/batches/{fileId}": {
    get: { summary: "A registered file", parameters: [path("fileId")], responses: { "200": answer("The file", { type: "object", properties: file }), "404": problem("None of that id") } }
  },
  "/v1/batches/{fileId}/approve": {
    post: {
      summary: "Approves all payouts of a file that are still what they were",
      parameters: [path("fileId"), actorParameter],
      requestBody: body({ count: { type: "integer" }, totalPaise: paise, digest: text, reason: text }),
      responses: { "200": answer("Approved", { type: "object", properties: { ...file, due: { type: "integer" }, busy: { type: "integer" } } }), ...refused }
    }
  }
}

const beneficiary = {
  ...{ hash: text, state: { enum: ["waits-for-approval", "approved", "removed"] }, version: { type: "integer" }, label: { type: ["string", "null"] } },
  ...{ by: text, at: time, approvedBy: texts }
}
const registered = (description: string) => answer(description, { type: "object", properties: beneficiary })

const beneficiaries = {
  "/v1/beneficiaries": {
    post: {
      summary: "Adds a beneficiary; only its keyed hash is kept",
      parameters: [actorParameter],
      requestBody: { required: true, ...json({ oneOf: [{ type: "object", properties: { ...account, label: text } }, { type: "object", properties: { name: text, vpa: text, label: text } }] }) },
      responses: { "201": registered("Added"), ...refused }
    }
  },
  "/v1/beneficiaries/{hash}": { get: { summary: "A beneficiary as the register has it", parameters: [path("hash")], responses: { "200": registered("It"), "404": problem("Nobody has added it") } } },
  "/v1/beneficiaries/{hash}/approve": {
    post: {
      summary: "One person's approval of a beneficiary",
      parameters: [path("hash"), actorParameter],
      requestBody: body({ reason: text, version: { type: "integer" } }, []),
      responses: { "200": registered("Approved"), "202": registered("Written down; more people are missing"), ...refused }
    }
  },
  "/v1/beneficiaries/{hash}/remove": {
    post: { summary: "Nothing more is paid to it", parameters: [path("hash"), actorParameter], requestBody: body({ reason: text }), responses: { "200": registered("Removed"), ...refused } }
  },
  "/v1/beneficiaries/verify": {
    post: {
      summary: "Does this account exist, and is it this name's? From what is stored, or by a penny drop within its budgets",
      parameters: [actorParameter],
      requestBody: body({ ...account, consent: { type: "object", required: ["given", "how"], properties: { given: { const: true }, how: text } } }),
      responses: {
        "200": answer("What is known", {
          type: "object",
          properties: { status: { enum: ["verified", "not-verified", "unknown", "pending"] }, by: text, nameScore: { type: "integer" }, reasons: texts, next: text, at: time, expiresAt: time, freeAt: time }
        }),
        "422": problem("Not valid")
      }
    }
  }
}

const callbacks = {
  "/v1/callbacks/{source}": {
    post: {
      summary: "Calls of the bank; nobody signs them, so that all they do is to make our own enquiry due",
      security: [{}],
      parameters: [path("source", { enum: ["upi", "cib"] })],
      requestBody: { required: true, content: { "text/plain": { schema: text }, "application/json": { schema: { type: "object" } } } },
      responses: { "200": { description: "Kept" }, "400": problem("Not opened"), "429": problem("Too many at once"), "503": problem("Come again") }
    }
  }
}

/** The paths, for the whole of the API. */
export const operationsPaths = { ...payouts, ...files, ...beneficiaries, ...callbacks }
