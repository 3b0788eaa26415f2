/**
 * Writes idirect-records.data.ts from the fact file of the ICICI Direct document:
 * `node packages/simulator/src/broker/idirect/transcribe-records.node.ts PATH/TO/idirect.json`.
 * The fact file is no part of this repository; what the simulator needs of it is the data file.
 */
import { readFileSync, writeFileSync } from "node:fs"

interface Fact {
  readonly id: string
  readonly path: string | null
  readonly checksumNormalized: string | null
  readonly request: readonly { readonly name: string }[]
  readonly exampleResponse: unknown
}

/** The printed formulas, under the names of `@hundi/checksum`. */
const formulas: Readonly<Record<string, string>> = {
  "time_stamp+JSONPostData+secret_key": "standard",
  "AppKey+time_stamp+secret_key": "login",
  "AppKey+time_stamp+secret_key+Idirect_Userid+SessionToken+product": "allocate-funds",
  "input_parameter+client_key": "order-book-details",
  "AppKey+time_stamp+client_key": "folio"
}

const [, , source] = process.argv
if (source === undefined) throw new Error("Give the path of idirect.json")
const { endpoints } = JSON.parse(readFileSync(source, "utf8")) as { readonly endpoints: readonly Fact[] }

const rows = endpoints.map((fact) => {
  const formula = fact.checksumNormalized === null ? null : formulas[fact.checksumNormalized]
  if (formula === undefined) throw new Error(`${fact.id}: no name for the formula ${fact.checksumNormalized}`)
  const hasSession = fact.request.some(({ name }) => name === "SessionToken")
  return `  ${JSON.stringify({ id: fact.id, path: fact.path, formula, hasSession, reply: fact.exampleResponse })}`
})

const text = `// Made by transcribe-records.node.ts; do not edit.
// Source: fact file idirect.json, the ICICI Direct API document as data: path, checksum formula and printed example reply of each
// record. A null reply: the document prints none. A null path: it prints no URL. A null formula: it asks for no checksum.
import type { IdirectRecord } from "./idirect-record.ts"

/** The ${endpoints.length} records of the document, in its order. */
export const idirectRecords: readonly IdirectRecord[] = [
${rows.join(",\n")}
]
`
writeFileSync(new URL("idirect-records.data.ts", import.meta.url), text)
