import type { AnyCodec, AnyDeclaration, Trust } from "@hundi/catalog"
import { leavesOf, portalLeaves } from "@hundi/catalog/portal"
import { fieldNames, wireSchemaOf } from "./wire-schema.ts"

/** One API in catalog.json: a declaration, or a leaf of the portal that has none. */
export interface CatalogEntry {
  /** Of a declaration its id; of a leaf without one its slug. */
  readonly id: string
  readonly trust: Trust
  readonly portalPaths: readonly string[]
  /** The same places by the portal's own addresses. */
  readonly slugs: readonly string[]
  readonly family?: string
  readonly method?: string
  /** Null: the bank calls its partner, or the path is not public. */
  readonly path?: string | null
  readonly headers?: Readonly<Record<string, string>>
  readonly seal?: string
  readonly moves?: "money" | "nothing"
  readonly rail?: string
  /** Of a call that moves money: whom to ask about it. */
  readonly enquiry?: "none" | { readonly status: string; readonly recon360?: string; readonly credit?: string }
  /** Fields by the bank's names. */
  readonly request?: readonly string[]
  readonly response?: readonly string[]
  readonly codes?: { readonly family: string; readonly call: string }
  readonly sources?: readonly string[]
}

/** All of it: declarations first, then the leaves that only have a name, in the portal's order. */
export function catalogEntries(declarations: readonly AnyDeclaration[]): readonly CatalogEntry[] {
  const listed = portalLeaves.filter(({ apis }) => apis.length === 0)
  return [
    ...declarations.map(entryOf),
    ...listed.map(({ slug, portalPath }): CatalogEntry => ({ id: slug, trust: "listed", portalPaths: [portalPath], slugs: [slug] }))
  ]
}

/** One entry a line, so that a change shows as one. */
export function writeCatalog(entries: readonly CatalogEntry[]): string {
  return `[\n${entries.map((entry) => JSON.stringify(entry)).join(",\n")}\n]\n`
}

function entryOf(declaration: AnyDeclaration): CatalogEntry {
  const { id, family, portalPaths, method, path, headers, seal, moves, codes, source } = declaration
  return {
    id,
    trust: source.trust,
    portalPaths,
    slugs: leavesOf(id).map(({ slug }) => slug),
    family,
    method,
    path: path === "" ? null : path,
    headers,
    seal,
    moves,
    ...(declaration.moves === "money" ? { rail: declaration.rail, enquiry: enquiryOf(declaration) } : {}),
    request: fieldNames(wireSchemaOf(declaration.request as AnyCodec)),
    response: fieldNames(wireSchemaOf(declaration.response as AnyCodec)),
    codes,
    sources: source.doc
  }
}

function enquiryOf({ enquiry }: Extract<AnyDeclaration, { readonly moves: "money" }>): NonNullable<CatalogEntry["enquiry"]> {
  if (enquiry === "none") return "none"
  return {
    status: enquiry.status.id,
    ...(enquiry.recon360 === undefined ? {} : { recon360: enquiry.recon360.id }),
    ...(enquiry.credit === undefined ? {} : { credit: enquiry.credit.id })
  }
}
