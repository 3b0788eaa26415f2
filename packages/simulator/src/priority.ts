import type { Rail } from "./bank-types.ts"

const order: readonly Rail[] = ["upi", "imps", "neft", "rtgs"]

/**
 * The rails of an x-priority in their order of choice, or undefined when it has no form: four digits, one each for UPI, IMPS, NEFT,
 * RTGS; 1 is the first choice, 0 is unused; a 1 must be there, a 3 needs a 2, a 4 needs a 3 (fact file composite-and-cib, rules
 * "x-priority"). Two rails with the same digit run in the order of their places.
 */
export const railsOfPriority = (text: string): readonly Rail[] | undefined => {
  if (!/^[0-4]{4}$/.test(text) || !text.includes("1")) return undefined
  if (["21", "32", "43"].some(([later = "", earlier = ""]) => text.includes(later) && !text.includes(earlier))) return undefined
  const known = cache.get(text)
  if (known !== undefined) return known
  const rails = ["1", "2", "3", "4"].flatMap((digit) => order.filter((_, place) => text[place] === digit))
  cache.set(text, rails)
  return rails
}

/** At most 625 texts have the form. */
const cache = new Map<string, readonly Rail[]>()
