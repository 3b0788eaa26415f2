import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"

type Body = Readonly<Record<string, unknown>>

/**
 * A reply in our names. Like `Schema.encodeKeys`, but the bank's names are read in any letter case, because they change between
 * calls: BankRRN and bankRRN, Amount and amount, ActCode and actCode (facts/upi-collections-and-others.json, rule "field spelling").
 * `names` is what a sample is written with. Fields that `names` does not list are left out.
 * @example
 * const Reply = spelled({ rrn: Schema.optionalKey(Schema.String) }, { rrn: "BankRRN" })
 * Schema.decodeUnknownSync(Reply)({ bankRRN: "000000000001" }) // { rrn: "000000000001" }
 */
export const spelled = <const F extends Schema.Struct.Fields>(fields: F, names: { readonly [K in keyof F]: string }) => {
  type Encoded = Schema.Struct<F>["Encoded"]
  const pairs = Object.entries<string>(names)
  const documented = new Map(pairs)
  const ours = new Map(pairs.map(([own, wire]) => [wire.toLowerCase(), own]))
  return Schema.Record(Schema.String, Schema.Unknown).pipe(
    Schema.decodeTo(
      Schema.Struct(fields),
      SchemaTransformation.transform({
        decode: (body: Body): Encoded => {
          const read: Record<string, unknown> = {}
          for (const [wire, value] of Object.entries(body)) {
            const own = ours.get(wire.toLowerCase())
            // Where a reply has both spellings, the documented one counts.
            if (own !== undefined && (read[own] === undefined || documented.get(own) === wire)) read[own] = value
          }
          return read as Encoded
        },
        encode: (reply: Encoded): Body => {
          const body: Record<string, unknown> = {}
          for (const [own, wire] of pairs) {
            const value = (reply as Body)[own]
            if (value !== undefined) body[wire] = value
          }
          return body
        }
      })
    )
  )
}
