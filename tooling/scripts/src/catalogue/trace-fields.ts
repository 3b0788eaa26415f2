import type { AnyCodec } from "@hundi/catalog"
import { borrowedFields, type Borrowed } from "./borrowed-fields.data.ts"
import type { Facts } from "./read-facts.ts"
import { fieldNames, wireSchemaOf } from "./wire-schema.ts"

/** What a declaration says, and where it has it from. */
export interface Traceable {
  readonly id: string
  readonly request?: AnyCodec
  readonly response?: AnyCodec
  readonly source: { readonly doc: readonly string[] }
}

/** One entry of the facts, transcribed: the names of fields in it, and the words of its other text that declarations rest on. */
export interface FactNames {
  /** As declarations cite it: `facts/composite-and-cib.json cib.transaction`. */
  readonly fact: string
  readonly portalPaths: readonly string[]
  readonly fields: readonly string[]
  readonly text: readonly string[]
}

/** A field on the wire: the bank's name without those around it. */
export interface WireName {
  readonly id: string
  readonly side: "request" | "response"
  /** `XML.FILE_STATUS` */
  readonly place: string
  /** `FILE_STATUS` */
  readonly name: string
}

/** Every field of a declaration, by the bank's name. */
export function wireNamesOf({ id, request, response }: Traceable): readonly WireName[] {
  return (["request", "response"] as const).flatMap((side) => {
    const codec = side === "request" ? request : response
    if (codec === undefined) return []
    return fieldNames(wireSchemaOf(codec)).map((place) => ({ id, side, place, name: place.replace(/^.*\./, "") }))
  })
}

/** The facts of a declaration that know a name. */
export function findTraces(name: string, docs: readonly string[], facts: ReadonlyMap<string, FactNames>): readonly string[] {
  return docs.filter((doc) => {
    const fact = facts.get(doc)
    return fact !== undefined && [...fact.fields, ...fact.text].some((text) => mentions(text, name))
  })
}

/**
 * Every field of a declaration with the fact that has it: a cited one, or one that it is borrowed from; undefined = none has it. A
 * declaration from a document that is none of the collected facts has no traces: there a reviewer reads the document.
 */
export function traceFields(declaration: Traceable, facts: ReadonlyMap<string, FactNames>): readonly Traced[] {
  if (!declaration.source.doc.some((doc) => doc.startsWith("facts/"))) return []
  return wireNamesOf(declaration).map((field) => {
    const [cited] = findTraces(field.name, declaration.source.doc, facts)
    if (cited !== undefined) return { ...field, fact: cited }
    const borrowed = borrowedFields.find(
      (one) => one.names.includes(field.name) && isMeant(one, field.id) && findTraces(field.name, [one.from], facts).length > 0
    )
    return borrowed === undefined ? { ...field, fact: undefined } : { ...field, fact: borrowed.from, borrowed }
  })
}

export interface Traced extends WireName {
  readonly fact: string | undefined
  readonly borrowed?: Borrowed
}

const isMeant = ({ ids }: Borrowed, id: string): boolean =>
  ids === "any" || ids.some((one) => (one.endsWith(".") ? id.startsWith(one) : id === one))

/** Fields that no fact has, citations of facts that there are not, and borrowings that are not needed any more. */
export function traceProblems(declarations: readonly Traceable[], transcribed: readonly FactNames[]): readonly string[] {
  const facts = new Map(transcribed.map((fact) => [fact.fact, fact]))
  const traced = declarations.flatMap((declaration) => traceFields(declaration, facts))
  const isUsed = (borrowed: Borrowed, name: string): boolean => traced.some((field) => field.borrowed === borrowed && field.name === name)
  return [
    ...declarations.flatMap(({ id, source }) =>
      source.doc.filter((doc) => doc.startsWith("facts/") && !facts.has(doc)).map((doc) => `${id} cites ${doc}, which is no transcribed fact`)
    ),
    ...traced.filter(({ fact }) => fact === undefined).map(({ id, side, place }) => `${id}: ${side} field ${place} is in no fact`),
    ...borrowedFields.flatMap((borrowed) =>
      borrowed.names.filter((name) => !isUsed(borrowed, name)).map((name) => `borrowed-fields.data.ts: nothing borrows ${name} from ${borrowed.from}`)
    )
  ]
}

/** The data file of the facts: names of fields in full, and of all other text only what declarations need. */
export function transcribeFacts(facts: Facts, declarations: readonly Traceable[]): readonly FactNames[] {
  const isCited = (fact: string): boolean =>
    declarations.some(({ source }) => source.doc.includes(fact)) || borrowedFields.some(({ from }) => from === fact)
  const cited = [...facts.rules].filter(([rule]) => isCited(rule))
  return [...facts.entries, ...cited].map(([fact, entry]) => {
    const fields = fieldsOf(entry)
    const texts = textsOf(entry)
    const wanted = declarations.filter(({ source }) => source.doc.includes(fact)).flatMap(wireNamesOf).map(({ name }) => name)
    const lent = borrowedFields.filter(({ from }) => from === fact).flatMap(({ names }) => names)
    const names = [...new Set([...wanted, ...lent])].filter((name) => !fields.some((field) => mentions(field, name)))
    const portalPaths = (entry as { readonly portalPaths?: readonly string[] }).portalPaths ?? []
    return { fact, portalPaths, fields, text: names.filter((name) => texts.some((text) => mentions(text, name))) }
  })
}

/** Lists of `{name}` anywhere in an entry: request, response, callback, callbackOlderFormat. */
function fieldsOf(entry: unknown): readonly string[] {
  if (typeof entry !== "object" || entry === null) return []
  const names = Object.values(entry).flatMap((part: unknown) =>
    Array.isArray(part) ? part.flatMap((one: unknown) => (isNamed(one) ? [one.name] : [])) : []
  )
  return [...new Set(names)]
}

const isNamed = (value: unknown): value is { readonly name: string } =>
  typeof value === "object" && value !== null && "name" in value && typeof value.name === "string"

/** Every text and every key of a value. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value]
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => [key, ...textsOf(child)])
}

/** Does a text have this name as a whole word? Case counts: the bank's spelling is part of a fact. */
function mentions(text: string, name: string): boolean {
  let at = text.indexOf(name)
  while (at >= 0) {
    if (!WORD.test(text[at - 1] ?? " ") && !WORD.test(text[at + name.length] ?? " ")) return true
    at = text.indexOf(name, at + 1)
  }
  return false
}

const WORD = /[\w-]/
