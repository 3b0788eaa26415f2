import { findLeaf } from "../portal/portal-leaves.ts"
import type { PortalLeaf } from "../portal/portal-leaf.ts"
import { moneyByName } from "./money-by-name.data.ts"
import { moneyPaths } from "./money-paths.data.ts"

/** The part of a listed API that can be wrong. */
export interface ListedClaim {
  readonly leaf: string
  readonly moves: "nothing"
  readonly method: string
  readonly path: string
  readonly seal: string
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Holds a caller's words against what is known.
 *
 * @returns the leaf
 * @throws RangeError with what is wrong and what to do instead. It repeats no header's value: that may be a secret.
 */
export const checkListed = ({ leaf: slug, moves, method, path, seal, headers = {} }: ListedClaim): PortalLeaf => {
  const leaf = findLeaf(slug)
  if (leaf === undefined) throw new RangeError(`${slug} is no leaf of the developer portal: portalLeaves has all 551`)
  const refuse = (what: string): never => {
    throw new RangeError(`${slug}: ${what}`)
  }
  if (moves !== "nothing") refuse(`moves must be "nothing". ${useMoney}`)
  if (leaf.movesMoney) refuse(`moves money and is declared: use ${leaf.apis.join(", ")}`)
  if (named.has(slug)) refuse(`its name says that it moves money. ${useMoney}`)
  if (method !== "GET" && method !== "POST") refuse("method must be GET or POST")
  if (!seals.has(seal)) refuse(`seal must be one of ${[...seals].join(", ")}`)
  if (!PATH.test(path)) refuse("path must begin with one / and hold neither host, blank, backslash, brace, dot segment nor fragment")
  if (paying.has(plain(path))) refuse(`the path is one that moves money. ${useMoney}`)
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name) || !HEADER_VALUE.test(value)) refuse("a header is not what HTTP allows")
    if (ours.has(name.toLowerCase())) refuse(`header ${name} is the client's own`)
  }
  return leaf
}

const useMoney = "Declare it with money(), which wants the enquiry and the ladder that a payment cannot do without"

/** One slash: two would make a host of the first step, and the API key would go there. */
const PATH = /^(?!\/\/)(?!.*\/\.{1,2}(?:[/?]|$))\/[^\s\\#{}]*$/
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const HEADER_VALUE = /^[\t\x20-\x7e]*$/

const ours: ReadonlySet<string> = new Set(["apikey", "content-length", "host", "connection", "transfer-encoding"])
const seals: ReadonlySet<string> = new Set(["hybrid", "rsa", "plain", "checksum", "breeze-checksum", "aes-ecb-fields"])
const named: ReadonlySet<string> = new Set(moneyByName)

/** The gateway takes paths with and without /api in front; a query or a last slash changes nothing about what a path does. */
const plain = (path: string): string =>
  decoded(path.replace(/\?.*$/, ""))
    .toLowerCase()
    .replace(/\/{2,}/g, "/")
    .replace(/^\/api(?=\/)/, "")
    .replace(/\/$/, "")

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const paying = {
  forms: moneyPaths.map((path) => new RegExp(`^${plain(path).replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "[^/]+")}$`)),
  has: (path: string): boolean => paying.forms.some((form) => form.test(path))
}
