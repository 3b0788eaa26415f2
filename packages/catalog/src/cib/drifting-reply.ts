import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { Code } from "../schema/fields.ts"

type Body = Readonly<Record<string, unknown>>

/** A text that may be absent, null, or printed as a number. */
export const text = Schema.optionalKey(Schema.NullOr(Code))

/** Our name of each field and the bank's: the first is what we write, all are read. */
export type WireNames<F extends Schema.Struct.Fields> = { readonly [Name in keyof F]: readonly [string, ...string[]] }

/** What every CIB reply may carry besides its own fields: an error of the product, or one of the gateway. */
export const errorFields = { code: text, errorMessage: text, gatewayCode: text, gatewayMessage: text }

/** Their names. `errorCode` in this very spelling comes with `description` and is the gateway's; in others it is the product's. */
export const errorNames = {
  code: ["ErrorCode", "ERRORCODE"],
  errorMessage: ["errormessage"],
  gatewayCode: ["errorCode"],
  gatewayMessage: ["description"]
} as const satisfies WireNames<typeof errorFields>

/**
 * A reply whose keys change case, underscores and blanks between calls, clients and failures: Response or RESPONSE, CORP_ID or CORPID,
 * "UTR NUMBER" or UTRNUMBER (facts/composite-and-cib.json, rule "CIB shapes"). The exact spelling wins over a similar one. A key that
 * belongs to no field is dropped.
 *
 * @example
 * const Reply = driftingReply({ status: text }, { status: ["Status"] })
 * Schema.decodeUnknownSync(Reply)({ STATUS: "Registered" }) // { status: "Registered" }
 */
export const driftingReply = <const F extends Schema.Struct.Fields>(fields: F, names: WireNames<F>) => {
  const target = Schema.Struct(fields)
  const spellings = Object.entries<readonly [string, ...string[]]>(names)
  type Wire = (typeof target)["Encoded"]
  return Schema.Record(Schema.String, Schema.Unknown).pipe(
    Schema.decodeTo(
      target,
      SchemaTransformation.transform({
        // What comes out is checked by `target`: the cast only says that nothing was checked yet.
        decode: (body: Body): Wire => readNames(body, spellings) as Wire,
        encode: (reply: Wire): Body => writeNames(reply as Body, spellings)
      })
    )
  )
}

type Spellings = readonly (readonly [string, readonly [string, ...string[]]])[]

const readNames = (body: Body, spellings: Spellings): Body => {
  const left = new Set(Object.keys(body).filter((key) => body[key] !== undefined))
  const found = new Map<string, unknown>()
  const take = (field: string, key: string | undefined): void => {
    if (key === undefined || found.has(field)) return
    left.delete(key)
    found.set(field, body[key])
  }
  for (const [field, names] of spellings) take(field, names.find((name) => left.has(name)))
  for (const [field, names] of spellings) {
    const wanted = new Set(names.map(plainName))
    take(field, [...left].find((key) => wanted.has(plainName(key))))
  }
  return Object.fromEntries(found)
}

const writeNames = (reply: Body, spellings: Spellings): Body =>
  Object.fromEntries(spellings.flatMap(([field, [name]]) => (reply[field] === undefined ? [] : [[name, reply[field]] as const])))

const plainName = (name: string): string => name.toUpperCase().replace(/[_ ]/g, "")
