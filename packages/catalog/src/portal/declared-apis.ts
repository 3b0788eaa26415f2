import * as cib from "../cib/index.ts"
import * as collections from "../collections/index.ts"
import * as composite from "../composite/all.ts"
import type { AnyDeclaration } from "../declaration.ts"
import * as erupi from "../erupi/index.ts"
import * as imps from "../imps/index.ts"
import * as others from "../others/index.ts"
import * as upi from "../upi/index.ts"
import * as upi2 from "../upi2/index.ts"
import { findLeaf } from "./portal-leaves.ts"

/** A family's own exports, whatever else is among them. A new family of the developer portal adds its line here. */
const families: readonly Readonly<Record<string, unknown>>[] = [composite, imps, cib, upi, upi2, erupi, collections, others]

const isDeclaration = (value: unknown): value is AnyDeclaration =>
  typeof value === "object" && value !== null && "id" in value && "samples" in value && "moves" in value

/** Declarations stand in a module by themselves, or in a family object. */
const declarationsIn = (family: Readonly<Record<string, unknown>>): readonly AnyDeclaration[] =>
  Object.values(family).flatMap((value) => {
    if (isDeclaration(value)) return [value]
    return typeof value === "object" && value !== null ? Object.values(value).filter(isDeclaration) : []
  })

/** Within a family by id: the order of a module's exports differs between runtimes and bundlers. */
const sorted = (family: Readonly<Record<string, unknown>>): readonly AnyDeclaration[] =>
  [...declarationsIn(family)].sort((a, b) => (a.id < b.id ? -1 : 1))

const byId: ReadonlyMap<string, AnyDeclaration> = new Map(families.flatMap(sorted).map((one) => [one.id, one]))

/** Every declaration of the bank's API products, once. It loads all of them: to use one API, import its family instead. */
export const declaredApis: readonly AnyDeclaration[] = Object.freeze([...byId.values()])

/** The declaration of an id. */
export const findDeclared = (id: string): AnyDeclaration | undefined => byId.get(id)

/**
 * The declarations behind a leaf, by its slug: several where calls share a page, none where the portal only lists the name.
 *
 * @throws RangeError for a slug that the portal does not have.
 * @example
 * declaredAt("payments/composite-pay/composite-validation").map(({ id }) => id) // three of them
 */
export const declaredAt = (slug: string): readonly AnyDeclaration[] => {
  const leaf = findLeaf(slug)
  if (leaf === undefined) throw new RangeError(`${slug} is no leaf of the developer portal`)
  return leaf.apis.map((id) => findDeclared(id)).filter((one) => one !== undefined)
}
