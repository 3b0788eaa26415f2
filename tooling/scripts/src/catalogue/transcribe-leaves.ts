import type { AnyDeclaration, Trust } from "@hundi/catalog"
import type { FactLeaf } from "./read-facts.ts"

/**
 * The data files of packages/catalog/src/portal, one per product of the portal: file name to text. Which declarations a leaf leads to
 * stands in the declarations themselves (`portalPaths`), which have it from the facts: names that are merely alike lead nowhere.
 */
export function transcribeLeaves(leaves: readonly FactLeaf[], declarations: readonly AnyDeclaration[]): ReadonlyMap<string, string> {
  const products = [...new Set(leaves.map(({ path: [product] }) => product))].filter((product) => product !== "Security")
  return new Map(
    products.map((product) => {
      const rows = leaves.filter(({ path }) => path[0] === product).map((leaf) => rowOf(leaf, declarations))
      return [`${kebab(product)}.data.ts`, fileOf(product, rows)]
    })
  )
}

/** From the most to the least that is known: a leaf has the best of what it leads to. */
const trusts: readonly Trust[] = ["printed", "public", "inferred", "listed"]

/** A leaf's fields beyond its place: what the catalogue's test holds against the declarations. */
function whatIsDeclared(portalPath: string, declarations: readonly AnyDeclaration[]) {
  const placeOf = ({ portalPaths }: AnyDeclaration): number => portalPaths.indexOf(portalPath)
  // A declaration's own page is its first place: what is here in passing comes after it.
  const here = declarations.filter((one) => placeOf(one) >= 0).sort((a, b) => placeOf(a) - placeOf(b))
  return {
    apis: here.map(({ id }) => id),
    trust: trusts.find((trust) => here.some(({ source }) => source.trust === trust)) ?? "listed",
    movesMoney: here.some(({ moves }) => moves === "money")
  }
}

function rowOf({ slug, path }: FactLeaf, declarations: readonly AnyDeclaration[]): string {
  const { apis, trust, movesMoney } = whatIsDeclared(path.join(" / "), declarations)
  const parts = [`slug: ${JSON.stringify(slug)}`, `path: ${listOf(path)}`]
  if (apis.length > 0) parts.push(`trust: "${trust}"`, `apis: ${listOf(apis)}`)
  if (movesMoney) parts.push("movesMoney: true")
  return `  { ${parts.join(", ")} }`
}

function fileOf(product: string, rows: readonly string[]): string {
  return `// Made by tooling/scripts/src/catalogue/main.ts; do not edit.
// Source: facts/portal-catalogue.json, the left-hand navigation of the developer portal, below "${product}", in its order; \`apis\` from the
// declarations' own \`portalPaths\`.
import type { LeafRow } from "./portal-leaf.ts"

export const ${camel(product)}: readonly LeafRow[] = [
${rows.join(",\n")}
]
`
}

const listOf = (texts: readonly string[]): string => `[${texts.map((text) => JSON.stringify(text)).join(", ")}]`
const kebab = (name: string): string => name.toLowerCase().replace(/ +/g, "-")
const camel = (name: string): string => kebab(name).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
