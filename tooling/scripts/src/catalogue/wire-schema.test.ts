import { Rupees } from "@hundi/catalog"
import { cib } from "@hundi/catalog/cib"
import { impsPay, impsStatus } from "@hundi/catalog/composite"
import { rtgsPay } from "@hundi/catalog/composite/all"
import { documentUpload } from "@hundi/catalog/others"
import { declaredApis } from "@hundi/catalog/portal/declared"
import * as Schema from "effect/Schema"
import * as SchemaRepresentation from "effect/SchemaRepresentation"
import { describe, expect, it } from "vitest"
import { fieldNames, wireSchemaOf } from "./wire-schema.ts"

describe("a wire schema", () => {
  it("has the bank's names, and what may be left out", () => {
    const codec = Schema.Struct({ amountPaise: Rupees, note: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(5))) })
    expect(wireSchemaOf(codec.pipe(Schema.encodeKeys({ amountPaise: "AMOUNT" })))).toEqual({
      type: "object",
      properties: { AMOUNT: { type: "string", pattern: "^(\\d{1,13})(?:\\.(\\d{1,2}))?$" }, note: { type: "string", maxLength: 5 } },
      required: ["AMOUNT"],
      additionalProperties: true
    })
  })

  it("carries patterns, literals, lists and numbers", () => {
    const codec = Schema.Struct({ kind: Schema.Literals(["Y", "N"]), pins: Schema.Array(Schema.String.check(Schema.isPattern(/^\d{6}$/))), count: Schema.Number })
    expect(wireSchemaOf(codec)["properties"]).toEqual({
      kind: { type: "string", enum: ["Y", "N"] }, pins: { type: "array", items: { type: "string", pattern: "^\\d{6}$" } }, count: { type: "number" }
    })
  })

  it("leaves out a pattern that JSON Schema would read differently", () => {
    expect(wireSchemaOf(Schema.Struct({ a: Schema.String.check(Schema.isPattern(/^x$/i)) }))["properties"]).toEqual({ a: { type: "string" } })
  })

  it("finds the names of a reply that is read in several spellings", () => {
    const names = fieldNames(wireSchemaOf(cib.statement.response))
    expect(names).toEqual(expect.arrayContaining(["RESPONSE", "ACCOUNTNO", "Record", "Record.TRANSACTIONID", "errorCode"]))
    expect(fieldNames(wireSchemaOf(rtgsPay.response))).toContain("UTRNUMBER")
  })

  it("finds fields inside of fields", () => {
    expect(fieldNames(wireSchemaOf(impsStatus.response))).toContain("ImpsResponse.ActCode")
    expect(fieldNames(wireSchemaOf(documentUpload.request))).toContain("fileDetails[].docDataClass.className")
    expect(fieldNames(wireSchemaOf(impsPay.request))).toHaveLength(14)
  })

  it("says nothing where nothing is known", () => {
    expect(wireSchemaOf(Schema.Record(Schema.String, Schema.Unknown))).toEqual({ type: "object" })
    expect(wireSchemaOf(Schema.Struct({}))).toEqual({ type: "object" })
  })

  it("refuses a reply whose names cannot be told", () => {
    const codec = Schema.Record(Schema.String, Schema.Unknown).pipe(
      Schema.decodeTo(Schema.Struct({ a: Schema.String }), {
        decode: { run: () => { throw new Error() } }, encode: { run: () => { throw new Error() } }
      } as never)
    )
    expect(wireSchemaOf(codec)).toEqual({ type: "object" })
  })
})

describe("a declaration's samples", () => {
  it.each(declaredApis)("$id: are what its JSON Schema takes", ({ request, response, samples }) => {
    for (const [codec, sample] of [[request, samples.request], [response, samples.response]] as const) {
      const { $defs: definitions = {}, ...schema } = wireSchemaOf(codec) as { readonly $defs?: Record<string, never> }
      const back = SchemaRepresentation.fromJsonSchemaDocument({ dialect: "draft-2020-12", schema, definitions }, { patterns: "apply" })
      expect(Schema.decodeUnknownSync(back as Schema.Codec<unknown, unknown>)(sample)).toEqual(sample)
    }
  })
})
