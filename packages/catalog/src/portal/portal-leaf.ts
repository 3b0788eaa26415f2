import type { Trust } from "../declaration.ts"

/** One place of the developer portal's navigation, as the data files write it: what is left out has its default. */
export interface LeafRow {
  readonly slug: string
  readonly path: readonly [string, ...string[]]
  readonly trust?: Trust
  readonly apis?: readonly string[]
  readonly movesMoney?: boolean
}

/** One API of the developer portal's navigation: its name, its place, and what of it is declared here. */
export interface PortalLeaf {
  /** The portal's own address of the page, unique: `payments/composite-pay/imps`. */
  readonly slug: string
  readonly name: string
  /** From the product down to the API's own name. A step may itself hold a slash. */
  readonly path: readonly string[]
  /** `path` joined with ` / `, as declarations write it in `portalPaths`. Two leaves share theirs. */
  readonly portalPath: string
  /** The best that any of `apis` has; `listed` when there is none, or when nothing of them is public. */
  readonly trust: Trust
  /** Ids of the declarations that the facts place here. Empty: the portal names the API, and nothing else about it is public. */
  readonly apis: readonly string[]
  /** One of `apis` moves money. */
  readonly movesMoney: boolean
}

/** Fills in what a row of the data leaves out. */
export const leafOf = ({ slug, path, trust = "listed", apis = [], movesMoney = false }: LeafRow): PortalLeaf =>
  Object.freeze({
    slug,
    name: path[path.length - 1] ?? path[0],
    path: Object.freeze(path),
    portalPath: path.join(" / "),
    trust,
    apis: Object.freeze(apis),
    movesMoney
  })
