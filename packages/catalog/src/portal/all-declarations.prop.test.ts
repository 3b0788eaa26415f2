import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import type { AnyCodec } from "../declaration.ts"
import { upiCallback } from "../upi/index.ts"
import { declaredApis } from "./declared-apis.ts"

const sides = [
  ...declaredApis.flatMap(({ id, request, response }) => [
    { name: `${id} request`, codec: request as AnyCodec },
    { name: `${id} response`, codec: response as AnyCodec }
  ]),
  { name: "upi.callback body", codec: upiCallback.body as AnyCodec }
]
const plain = (codec: AnyCodec) => codec as Schema.Codec<unknown, unknown>

/** Times have whole seconds or minutes on the wire: what is below them is cut off. */
const cut = new Set(["sentAt", "collectBy", "executionAt", "at"])

const sameButCut = (one: unknown, other: unknown, key = ""): boolean => {
  if (typeof one === "number" && typeof other === "number" && cut.has(key)) return other <= one && one - other < 60_000
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const keys = Object.keys(one)
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>]
  return keys.length === Object.keys(other).length && keys.every((name) => name in b && sameButCut(a[name], b[name], name))
}

describe("every declaration, both ways", () => {
  it.each(sides)("$name: what is written is read back", async ({ codec }) => {
    const both = plain(codec)
    const holds = (value: unknown): boolean => {
      const wire = Schema.encodeUnknownSync(both)(value)
      // On its way it is text.
      const arrived: unknown = JSON.parse(JSON.stringify(wire ?? null))
      const back = Schema.decodeUnknownSync(both)(arrived)
      const again = Schema.decodeUnknownSync(both)(Schema.encodeUnknownSync(both)(back))
      return sameButCut(JSON.parse(text(value)), JSON.parse(text(back))) && text(back) === text(again)
    }
    const result = await Effect.runPromise(Arbitrary.checkEffect(Arbitrary.schema(Schema.toType(both)), holds))
    expect(Arbitrary.formatCheckFailure(result)).toBeUndefined()
  })

  it.each(sides)("$name: a field that nobody knows does no harm", ({ codec, name }) => {
    const declared = declaredApis.find(({ id }) => name.startsWith(`${id} `))
    const sample: unknown = name.endsWith("request") ? declared?.samples.request : (declared?.samples.response ?? upiCallback.sample)
    const fields = { zzUnknown: "1", zz_list: [{ a: null }], "zz object": { b: true } }
    if (typeof sample !== "object" || sample === null || Array.isArray(sample)) return
    const known = Schema.decodeUnknownSync(plain(codec))(sample)
    const more = Schema.decodeUnknownResult(plain(codec))({ ...sample, ...fields })
    expect(Result.isSuccess(more) && sameButCut({ ...(known as object), ...(isOpen(codec) ? fields : {}) }, more.success)).toBe(true)
  })
})

/** Texts with bigints in them; numbers stay numbers. */
const text = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}n` : part)) ?? "null"

/** A message that is handed on as it comes keeps every field, and so does one without fields of its own. */
const isOpen = ({ ast }: AnyCodec): boolean =>
  "indexSignatures" in ast && "propertySignatures" in ast && (ast.indexSignatures.length > 0 || ast.propertySignatures.length === 0)
