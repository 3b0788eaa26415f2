import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import type { AnyDeclaration } from "../declaration.ts"
import { others } from "../others/index.ts"
import * as declared from "./declared.ts"

/** Those of the collected facts: others come from documents of their own. */
const all = [...Object.values(declared), ...Object.values(others)].filter(({ source }: AnyDeclaration) => source.doc[0]?.startsWith("facts/"))
const { messageHold, misPosting, misPostingOlder } = declared

describe("collections and others", () => {
  it.each(all)("$id decodes both its samples and encodes them back", ({ request, response, samples }) => {
    for (const [codec, sample] of [[request, samples.request], [response, samples.response]] as const) {
      const plain = codec as Schema.Codec<unknown, unknown>
      expect(Schema.encodeSync(plain)(Schema.decodeUnknownSync(plain)(sample))).toEqual(sample)
    }
  })

  it("have ids of their own, move nothing, and are frozen", () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(all.every((one) => Object.isFrozen(one) && one.moves === "nothing")).toBe(true)
  })

  it("say which message is not public at all", () => {
    expect(all.filter(({ source }) => source.trust === "listed").map(({ id }) => id).sort()).toEqual([
      "cdm.deposit", "cdm.validation", "isurepay.receipting", "isurepay.validation"
    ])
  })
})

describe("e-Collection", () => {
  it("reads both generations of the MIS into the same words", () => {
    const newer = Schema.decodeUnknownSync(misPosting.request)(misPosting.samples.request)
    const older = Schema.decodeUnknownSync(misPostingOlder.request)(misPostingOlder.samples.request)
    expect(older).toEqual(newer)
    expect(newer).toMatchObject({ utr: "TESTUTR0000000001", amountPaise: 100_000n, payerName: "TEST USER", paymentDate: "2030-01-01" })
  })

  it("answers in the words of the generation", () => {
    const duplicate = { message: "Duplicate UTR", code: "06" } as const
    expect(Schema.encodeSync(misPosting.response)(duplicate)).toEqual({ Response: "Duplicate UTR", Code: "06" })
    expect(Schema.encodeSync(misPostingOlder.response)(duplicate)).toEqual({ SuccessANDRejected: "Duplicate UTR", CODE: "06" })
    expect(Schema.encodeSync(messageHold.response)({ decision: "N", message: "Reject", code: "12" }))
      .toEqual({ AcceptOrReject: "N", Message: "Reject", Code: "12" })
  })

  it("reads a question with a user id, and none with another amount than rupees", () => {
    const read = (fields: object) => Schema.decodeUnknownResult(messageHold.request)({ ...messageHold.samples.request, ...fields })
    expect(Result.isSuccess(read({ USERID: "U1" }))).toBe(true)
    expect(Result.isFailure(read({ Amount: "1,000" }))).toBe(true)
    expect(Result.isFailure(read({ Mode: "CASH" }))).toBe(true)
  })

  it("reads the date in the form of two sources, and in that of the third", () => {
    const { request, samples } = messageHold
    const read = (PayerPaymentDate: string) => Schema.decodeUnknownResult(request)({ ...samples.request, PayerPaymentDate })
    for (const text of ["20300131", "01/31/2030"]) expect(Result.getOrThrow(read(text)).paymentDate).toBe("2030-01-31")
    for (const text of ["31/01/2030", "2030-01-31", "20300231", ""]) expect(Result.isFailure(read(text))).toBe(true)
  })
})
