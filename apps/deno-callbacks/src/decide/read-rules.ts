import { SettingsError } from "../settings/settings-error.ts"

/** What a rule looks at. */
export interface Held {
  readonly virtualAccount: string
  readonly mode: string
  readonly amountPaise: bigint
}

/** One rule; all that it names must fit. */
export interface Rule {
  /** The account, or its beginning with a `*` behind it. */
  readonly virtualAccount?: string
  readonly modes?: readonly string[]
  readonly leastPaise?: bigint
  readonly mostPaise?: bigint
  readonly decide: "accept" | "reject"
}

const FIELDS = ["virtualAccount", "modes", "leastPaise", "mostPaise", "decide"]

/**
 * Reads the rules for message holds: a JSON list; the first one that fits decides.
 * @throws SettingsError that names the rule and the field
 * @example
 * readRules('[{ "virtualAccount": "ASHA*", "mostPaise": "5000000", "decide": "accept" }]')
 */
export const readRules = (text: string): readonly Rule[] => {
  const list = parse(text)
  if (!Array.isArray(list)) throw new SettingsError("HUNDI_HOLD_RULES_FILE: a JSON list of rules")
  return list.map((one: unknown, index) => readRule(one, index + 1))
}

/** The word of the first rule that fits; undefined when none does. Pure. */
export const applyRules = (rules: readonly Rule[], held: Held): "accept" | "reject" | undefined => rules.find((rule) => fits(rule, held))?.decide

const fits = ({ virtualAccount, modes, leastPaise, mostPaise }: Rule, held: Held): boolean =>
  (virtualAccount === undefined || accountFits(virtualAccount, held.virtualAccount)) &&
  (modes === undefined || modes.includes(held.mode)) &&
  (leastPaise === undefined || held.amountPaise >= leastPaise) &&
  (mostPaise === undefined || held.amountPaise <= mostPaise)

const accountFits = (pattern: string, account: string): boolean =>
  pattern.endsWith("*") ? account.startsWith(pattern.slice(0, -1)) : account === pattern

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new SettingsError("HUNDI_HOLD_RULES_FILE: not JSON")
  }
}

const readRule = (value: unknown, number: number): Rule => {
  const refuse = (rule: string): never => {
    throw new SettingsError(`HUNDI_HOLD_RULES_FILE, rule ${number}: ${rule}`)
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse("an object")
  const fields = value as Readonly<Record<string, unknown>>
  const unknown = Object.keys(fields).find((name) => !FIELDS.includes(name))
  if (unknown !== undefined) refuse(`unknown field; known are ${FIELDS.join(", ")}`)
  const { virtualAccount, modes, decide } = fields
  if (decide !== "accept" && decide !== "reject") return refuse("decide must be accept or reject")
  if (virtualAccount !== undefined && (typeof virtualAccount !== "string" || !/^[A-Z0-9]+\*?$/.test(virtualAccount))) {
    return refuse("virtualAccount must be of A-Z 0-9, with a * behind it for a beginning")
  }
  if (modes !== undefined && !(Array.isArray(modes) && modes.every(isMode))) return refuse(`modes must be a list of ${MODES.join(", ")}`)
  const paise = (name: string): { readonly [field: string]: bigint } => {
    const text = fields[name]
    if (text === undefined) return {}
    return typeof text === "string" && /^\d{1,15}$/.test(text) ? { [name]: BigInt(text) } : refuse(`${name} must be a text with paise, such as "10050"`)
  }
  return {
    ...(virtualAccount === undefined ? {} : { virtualAccount }),
    ...(modes === undefined ? {} : { modes: modes as readonly string[] }),
    ...paise("leastPaise"),
    ...paise("mostPaise"),
    decide
  }
}

const MODES = ["UPI", "IMPS", "NEFT", "RTGS", "FT"]
const isMode = (value: unknown): boolean => typeof value === "string" && MODES.includes(value)
