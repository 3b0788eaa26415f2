/**
 * One spelling for one value: names in order of their UTF-16 units, no white space, whole numbers (RFC 8785, for the values it is used
 * with here). Two programs that agree about the value agree about the bytes that are signed.
 *
 * @throws TypeError for what has no one spelling: fractions, bigint, undefined, lone surrogates
 */
export const canonicalJson = (value: unknown): string => {
  if (value === null || typeof value === "boolean") return String(value)
  if (typeof value === "number" && Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value)
  if (typeof value === "string" && !LONE_SURROGATE.test(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`
  if (typeof value === "object") {
    const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
    return `{${entries.map(([name, item]) => `${canonicalJson(name)}:${canonicalJson(item)}`).join(",")}}`
  }
  throw new TypeError(`no canonical form: ${typeof value}`)
}

const LONE_SURROGATE = /\p{Surrogate}/u
