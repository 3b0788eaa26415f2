import type { AnyDeclaration } from "@hundi/catalog"
import * as cib from "@hundi/catalog/cib"
import * as collections from "@hundi/catalog/collections"
import * as composite from "@hundi/catalog/composite/all"
import * as erupi from "@hundi/catalog/erupi"
import * as others from "@hundi/catalog/others"
import * as upi from "@hundi/catalog/upi"
import * as upi2 from "@hundi/catalog/upi2"

/** A family's own exports, whatever else is among them. A new family adds its line here. */
const families: readonly Readonly<Record<string, unknown>>[] = [cib, collections, composite, erupi, others, upi, upi2]

const isDeclaration = (value: unknown): value is AnyDeclaration =>
  typeof value === "object" && value !== null && "id" in value && "samples" in value && "moves" in value

/** Declarations stand in a module by themselves, or in a family object. */
const declarationsIn = (family: Readonly<Record<string, unknown>>): readonly AnyDeclaration[] =>
  Object.values(family).flatMap((value) => {
    if (isDeclaration(value)) return [value]
    return typeof value === "object" && value !== null ? Object.values(value).filter(isDeclaration) : []
  })

/** Every declaration of the catalogue, once. */
export const declaredCalls: readonly AnyDeclaration[] = [
  ...new Map(families.flatMap(declarationsIn).map((one) => [one.id, one])).values()
]

/** A path, and the declarations that share it. */
interface Place {
  readonly form: RegExp
  readonly calls: readonly AnyDeclaration[]
}

/** A declaration without a path: the bank calls its partner, or the path is not public. */
const places: readonly Place[] = [...new Set(declaredCalls.map(({ path }) => pathOf(path)))]
  .filter((path) => path !== "")
  .map((path) => ({ form: formOf(path), calls: declaredCalls.filter((one) => pathOf(one.path) === path) }))

/** What a path leads to. */
interface Declared {
  readonly calls: readonly AnyDeclaration[]
  readonly params: Readonly<Record<string, string>>
}

/** The declarations of a path of a request, and what stands in the path's places: `{merchantId}`. */
export const findDeclared = (path: string): Declared | undefined => {
  for (const { form, calls } of places) {
    const match = form.exec(path)
    if (match !== null) return { calls, params: { ...match.groups } }
  }
  return undefined
}

/** A query is no part of a request's path. */
function pathOf(path: string): string {
  return path.split("?")[0] ?? path
}

/** The gateway's base address ends in /api in some documents, and its paths begin with it in others. */
function formOf(path: string): RegExp {
  const pattern = path.replace(/^\/api(?=\/)/, "").replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")
  return new RegExp(`^(?:/api)?${pattern}$`)
}
