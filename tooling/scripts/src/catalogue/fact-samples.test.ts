import type { AnyCodec } from "@hundi/catalog"
import { declaredApis } from "@hundi/catalog/portal/declared"
import { readCallback } from "@hundi/catalog/upi"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { factSamples } from "./fact-samples.data.ts"

/** References of ours have 15 characters (MONEY.md, References); those in the facts' samples have fewer, or more. */
const REFERENCE = /^(?:TESTREF|ICITEST)\d+$/
const inOurForm = (value: unknown): unknown => {
  if (typeof value === "string") return REFERENCE.test(value) ? "T1AAA0000000008" : value
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map(inOurForm)
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, inOurForm(child)]))
}
const decode = (codec: AnyCodec, value: unknown): unknown => {
  const decoded = Schema.decodeUnknownResult(codec as Schema.Codec<unknown, unknown>)(value)
  return Result.isFailure(decoded) ? String(decoded.failure) : undefined
}
/** A sample that says less than the list of needed fields beside it. */
const contradictions: ReadonlySet<string> = new Set(["facts/composite-and-cib.json cib.transaction.beneId"])
/** Calls by form have their sample as one text. */
const fieldsOf = (sample: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  typeof sample["form"] === "string" ? Object.fromEntries(new URLSearchParams(sample["form"])) : sample
const citing = (fact: string) => declaredApis.filter(({ source }) => source.doc[0] === fact || source.doc.includes(fact))

describe("every sample of the facts", () => {
  const rows = factSamples.flatMap(({ fact, request, response, callback }) => [
    ...(request === undefined || contradictions.has(fact) ? [] : [{ fact, side: "request", sample: request }]),
    ...(response === undefined ? [] : [{ fact, side: "response", sample: response }]),
    ...(callback === undefined ? [] : [{ fact, side: "callback", sample: callback }])
  ])

  it.each(rows)("$fact: its $side is read by a declaration", ({ fact, side, sample }) => {
    const codecs = side === "callback" && fact.endsWith("upi.callback")
      ? [readCallback.event as AnyCodec]
      : citing(fact).map((one) => (side === "response" ? one.response : one.request) as AnyCodec)
    expect(codecs.length).toBeGreaterThan(0)
    const problems = codecs.map((codec) => decode(codec, side === "request" ? inOurForm(fieldsOf(sample)) : sample))
    expect(problems.includes(undefined) ? undefined : problems[0]).toBeUndefined()
  })

  it("are many", () => {
    expect(rows.length).toBeGreaterThan(60)
  })
})
