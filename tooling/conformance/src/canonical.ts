/**
 * One text for one value, whatever the runtime and the order of keys: `10050n` for a bigint, hex for bytes, JSON for the rest.
 *
 * @example
 * canonical({ b: 1n, a: "x" }) // {"a":"x","b":"1n"}
 */
export const canonical = (value: unknown): string => JSON.stringify(value, replace) ?? "undefined"

const replace = (_: string, value: unknown): unknown => {
  if (typeof value === "bigint") return `${value}n`
  if (value instanceof Uint8Array) return Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("")
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
