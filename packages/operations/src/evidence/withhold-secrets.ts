import { refusesCardData } from "./refuses-card-data.ts"
import { isSecretName } from "./secret-names.ts"

/**
 * A copy of a body without what is nobody's to see: passwords, tokens, PINs and card numbers. Account numbers and names stay. Texts that
 * hold JSON are read; nesting ends at 64.
 */
export const withholdSecrets = (body: unknown): unknown => withhold(body, "", DEEPEST)

const DEEPEST = 64
const WITHHELD = "<withheld>"

/** `passCode`, `MerchantPassword`, `apikey`, `Authorization`, `sessionToken`. */
const KEEPS = /pass(word|code|phrase|wd)?$|secret|token|apikey|apisession|authori[sz]ation|cookie|credential|privatekey|signature$/

const withhold = (value: unknown, key: string, depth: number): unknown => {
  if (depth === 0) return WITHHELD
  if (KEEPS.test(key.toLowerCase().replace(/[^a-z0-9]/g, "")) || isSecretName(key)) return value === null || value === "" ? value : WITHHELD
  if (Array.isArray(value)) return value.map((item: unknown) => withhold(item, key, depth - 1))
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [refusesCardData(name) === undefined ? name : WITHHELD, withhold(item, name, depth - 1)])
    )
  }
  const parsed = typeof value === "string" ? parseJson(value) : undefined
  if (parsed !== undefined) return withhold(parsed, key, depth - 1)
  if (typeof value === "bigint") return withhold(value.toString(), key, depth)
  return refusesCardData({ [key]: value }) === undefined ? value : WITHHELD
}

const parseJson = (text: string): unknown => {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
