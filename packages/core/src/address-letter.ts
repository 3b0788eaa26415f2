import type { AnyDeclaration, PartnerFacts } from "@hundi/catalog"

/** A body with where it goes, before it is sealed. */
export interface Addressed {
  readonly path: string
  /** Names in lower case: a header that comes twice in two spellings would be sent twice. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  /** `form`: the body travels as `name=value` pairs, in the path where the method is GET. */
  readonly as: "sealed" | "json" | "form"
}

/**
 * Fills the places of a path, `{merchantId}`, from the body or from what the bank gave the partner. A place in the query is no field of
 * the body: it leaves it.
 *
 * @throws RangeError naming a place that nothing fills.
 */
export const addressLetter = (declaration: AnyDeclaration, wire: unknown, partner: PartnerFacts): Addressed => {
  const [step = "", query] = declaration.path.split("?")
  const left = isFields(wire) ? { ...wire } : undefined
  const fill = (template: string, isQuery: boolean): string =>
    template.replace(PLACE, (_, name: string) => {
      const value = left?.[name] ?? known(name, partner)
      if ((typeof value !== "string" && typeof value !== "number") || value === "") throw new RangeError(`${name}: needed for the path`)
      if (isQuery && left !== undefined) delete left[name]
      return encodeURIComponent(value)
    })
  const path = query === undefined ? fill(step, false) : `${fill(step, false)}?${fill(query, true)}`
  const headers = headersOf(declaration)
  const as = declaration.seal !== "plain" ? "sealed" : isForm(declaration, headers) ? "form" : "json"
  return { path, headers, body: left ?? wire, as }
}

const PLACE = /\{(\w+)\}/g

const isFields = (wire: unknown): wire is Record<string, unknown> => typeof wire === "object" && wire !== null && !Array.isArray(wire)

const known = (name: string, partner: PartnerFacts): string | undefined =>
  ({ merchantId: partner.merchant?.merchantId, bcID: partner.bcId })[name]

const FORM = "application/x-www-form-urlencoded"

const isForm = ({ method }: AnyDeclaration, headers: Readonly<Record<string, string>>): boolean => method === "GET" || headers["content-type"] === FORM

/** A body by RSA alone is text; everything else is JSON, unless the declaration says otherwise. */
const headersOf = ({ headers, seal }: AnyDeclaration): Record<string, string> => ({
  ...(seal === "rsa" ? { "content-type": "text/plain", accept: "*/*" } : { "content-type": "application/json", accept: "application/json" }),
  ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
})

/** A flat body as a form. */
export const writeForm = (body: unknown): string =>
  new URLSearchParams(isFields(body) ? Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]) : []).toString()

/**
 * What came unsealed: JSON, or the `name=value` pairs and the flat XML that calls by form answer with (facts, eazypay.verify and imps.p2a);
 * the XML's root is the one key. Undefined for anything else, such as a proxy's page.
 */
export const readPlain = (text: string): unknown => {
  const body = text.trim()
  if (/^[[{]/.test(body)) return parseJson(body)
  const root = /^(?:<\?xml[^>]*\?>\s*)?<(\w+)>(.*)<\/\1>$/s.exec(body)
  if (root !== null && root[1]?.toLowerCase() !== "html") return { [root[1] ?? ""]: readElements(root[2] ?? "") }
  return /^[\w ]+=[^<>]*$/.test(body) ? Object.fromEntries(new URLSearchParams(body)) : undefined
}

const readElements = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...text.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name = "", value = ""]) => [name, unescapeXml(value)]))

const unescapeXml = (text: string): string => text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => marks[name] ?? "")
const marks: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: "\"", apos: "'", amp: "&" }

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
