import { hasCardNumber } from "./has-card-number.ts"
import { hasNamedSecret, isNumberedName, isSecretName, isShown } from "./secret-names.ts"

/** Where in a body card data stands. The field's path, never its value. */
export interface CardDataFound {
  readonly field: string
}

/**
 * Finds what may never be kept: card numbers, and the secrets of a card or a payer (CVV, PIN, MPIN, OTP). PCI DSS 4.0 forbids to store the
 * secrets after authorisation, even encrypted (requirement 3.3), and RBI lets nobody but the card's issuer and network store card numbers
 * (circular CO.DPSS.POLC.No.S-516/02-14-003/2021-22 of 7 September 2021). Ask this before a body is journalled, logged or put in a dossier.
 *
 * A card number is 13 to 19 digits, perhaps in groups, with a valid check digit (ISO/IEC 7812-1) and the first digits and length of a card
 * scheme. Fields whose name says account, RRN, UTR or reference are not searched for card numbers: those numbers pass the check digit
 * one time in ten. Masked values are no secrets. Reads objects, arrays, JSON, XML and form texts, and bytes as UTF-8.
 *
 * @example
 * refusesCardData({ remark: "card 4111 1111 1111 1111" }) // { field: "remark" }
 * refusesCardData({ BeneAccNo: "4111111111111111" })      // undefined
 * refusesCardData({ card: { cvv: "123" } })               // { field: "card.cvv" }
 */
export const refusesCardData = (body: unknown): CardDataFound | undefined => {
  const seen = new Set<object>()
  // A list of what is left, not recursion: the body is somebody else's and may be nested deep.
  const left: Visit[] = [{ value: body, path: "", key: "" }]
  for (let visit = left.pop(); visit !== undefined; visit = left.pop()) {
    const { path, key } = visit
    const value = visit.value instanceof Uint8Array ? new TextDecoder().decode(visit.value) : visit.value
    if (typeof value === "object" && value !== null) {
      if (seen.has(value)) continue
      seen.add(value)
      const children = childrenOf(value, path, key)
      const named = children.find((child) => hasCardNumber(child.key))
      // The path would tell the number.
      if (named !== undefined) return { field: `${path === "" ? "" : `${path}.`}(a name)` }
      left.push(...children.reverse())
      continue
    }
    const text = textOf(value)
    if (text === undefined) continue
    if (isSecretName(key) && isShown(text)) return { field: path }
    const parsed = parseJson(text)
    if (parsed !== undefined) left.push({ value: parsed, path, key })
    else if ((hasCardNumber(text) && !isNumberedName(key)) || hasNamedSecret(text)) return { field: path === "" ? "(text)" : path }
  }
  return undefined
}

interface Visit {
  readonly value: unknown
  readonly path: string
  /** The nearest name; the items of a list have the list's. */
  readonly key: string
}

const childrenOf = (value: object, path: string, key: string): Visit[] => {
  if (Array.isArray(value)) return value.map((item: unknown, index) => ({ value: item, path: `${path}[${index}]`, key }))
  const entries: readonly (readonly [unknown, unknown])[] = value instanceof Map ? [...value] : Object.entries(value)
  return entries.map(([name, item]) => ({ value: item, path: path === "" ? String(name) : `${path}.${String(name)}`, key: String(name) }))
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : typeof value === "bigint" || typeof value === "number" ? String(value) : undefined

const parseJson = (text: string): unknown => {
  if (!/^\s*[[{"]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
