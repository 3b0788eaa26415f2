import { digestText } from "./files.node.ts"

/** How a run judges. Small, versioned, kept with every run: the same inputs and rules give the same digest. */
export interface ReconRules {
  readonly version: 1
  /** A bank number (RRN, UTR) counts when its line is at most so many days from the business date: numbers come again. */
  readonly bankNumberDays: number
  /** A debit with our reference counts up to so many days after the business date. */
  readonly referenceDays: number
  /** Money comes back up to so many days after it left. */
  readonly returnDays: number
  /** Without any number: at most so many days between business date and line. */
  readonly nearDays: number
  /** The one debit of a bulk file comes up to so many days after its last row. */
  readonly batchDays: number
  /** A payout without a debit is waited for until so many business days after its date (T+2, MONEY.md). */
  readonly pendingBusinessDays: number
  /** A difference of at most so many paise, on a payment that is otherwise sure, needs nobody. */
  readonly tolerancePaise: bigint
  /** 0 to 100: a match without a number is made by itself only from here up. */
  readonly minScore: number
  /** Regular expressions (RE2) over the narration in upper case. */
  readonly gst: readonly string[]
  readonly charges: readonly string[]
  /** Transfers between own accounts, funding included. */
  readonly ownAccounts: readonly string[]
  /** Credits that nobody has to look at, such as sweeps of a collection account. */
  readonly knownCredits: readonly string[]
  /** Bank holidays beyond the national table, `YYYY-MM-DD` or `MM-DD`. */
  readonly holidays: readonly string[]
}

/** What holds unless a rules file says otherwise. Windows: MONEY.md, ladders; patterns: narrations as banks print their fees. */
export const defaultRules: ReconRules = Object.freeze({
  version: 1,
  bankNumberDays: 1,
  referenceDays: 10,
  returnDays: 10,
  nearDays: 1,
  batchDays: 2,
  pendingBusinessDays: 2,
  tolerancePaise: 0n,
  minScore: 85,
  gst: Object.freeze(["^(GST|CGST|SGST|IGST)\\b"]),
  charges: Object.freeze([
    "^((IMPS|NEFT|RTGS|UPI|CIB|SMS|ACCOUNT|CHEQUE|CHQ|DD|BULK|MIN BAL|MINIMUM BALANCE) )?(CHG|CHGS|CHRG|CHRGS|CHARGE|CHARGES|FEE|FEES)\\b"
  ]),
  ownAccounts: Object.freeze([]),
  knownCredits: Object.freeze([]),
  holidays: Object.freeze([])
})

/** A rules file that was refused: which field, and what it must be. */
export class ReconRulesError extends Error {
  override readonly name = "ReconRulesError"
  readonly code = "RECON_RULES"
  readonly field: string

  constructor(field: string, must: string) {
    super(`rules: ${field} must be ${must}`)
    this.field = field
  }
}

const limits: Readonly<Record<string, readonly [least: number, most: number]>> = {
  bankNumberDays: [0, 3],
  referenceDays: [0, 60],
  returnDays: [0, 60],
  nearDays: [0, 5],
  batchDays: [0, 10],
  pendingBusinessDays: [0, 30],
  minScore: [70, 100]
}
const lists = ["gst", "charges", "ownAccounts", "knownCredits", "holidays"] as const

/**
 * Reads a rules file. A field that is left out keeps its default; one that is not known is refused, so that a slip of the pen changes
 * nothing in silence.
 *
 * @param json The file's text, or its value.
 * @throws ReconRulesError naming the field.
 * @example
 * ```ts
 * const rules = parseRules('{"version": 1, "ownAccounts": ["^INF/INFT/[0-9]+/FUNDING"]}')
 * ```
 */
export const parseRules = (json: unknown): ReconRules => {
  const value = typeof json === "string" ? readJson(json) : json
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new ReconRulesError("the file", "a JSON object")
  const given = value as Readonly<Record<string, unknown>>
  for (const field of Object.keys(given)) {
    if (!Object.hasOwn(defaultRules, field)) throw new ReconRulesError(field, `one of ${Object.keys(defaultRules).join(", ")}`)
  }
  if (given["version"] !== 1) throw new ReconRulesError("version", "1")
  const rules: Record<string, unknown> = { ...defaultRules }
  for (const [field, [least, most]] of Object.entries(limits)) {
    const number = given[field] ?? rules[field]
    if (typeof number !== "number" || !Number.isInteger(number) || number < least || number > most) {
      throw new ReconRulesError(field, `a whole number from ${least} to ${most}`)
    }
    rules[field] = number
  }
  rules["tolerancePaise"] = readTolerance(given["tolerancePaise"] ?? "0")
  for (const field of lists) rules[field] = readList(field, given[field] ?? rules[field])
  return Object.freeze(rules) as unknown as ReconRules
}

/** Money in a file is decimal text of paise; a rupee is the most that is a mistake of rounding. */
const readTolerance = (value: unknown): bigint => {
  const text = typeof value === "bigint" ? `${value}` : value
  if (typeof text !== "string" || !/^\d{1,3}$/.test(text) || BigInt(text) > 100n) throw new ReconRulesError("tolerancePaise", 'a text from "0" to "100"')
  return BigInt(text)
}

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new ReconRulesError("the file", "valid JSON")
  }
}

const readList = (field: string, value: unknown): readonly string[] => {
  if (!Array.isArray(value) || value.length > 200) throw new ReconRulesError(field, "a list of at most 200 texts")
  return Object.freeze(value.map((item: unknown, index) => {
    const name = `${field}[${index}]`
    if (typeof item !== "string" || item === "" || item.length > 300) throw new ReconRulesError(name, "a text of 1 to 300 characters")
    if (field === "holidays") {
      if (!/^(\d{4}-)?\d\d-\d\d$/.test(item)) throw new ReconRulesError(name, "YYYY-MM-DD or MM-DD")
    } else if (!isPattern(item)) {
      throw new ReconRulesError(name, "a regular expression without look-around and back-references")
    }
    return item
  }))
}

/** RE2, which DuckDB uses, runs in linear time and so knows neither look-around nor back-references. */
const isPattern = (text: string): boolean => {
  try {
    new RegExp(text, "u")
    return !/\(\?[=!<]|\\[1-9]/.test(text)
  } catch {
    return false
  }
}

/** SHA-256, hex: fields in order of name, so that a file's order does not count. */
export const digestRules = (rules: ReconRules): string =>
  digestText(JSON.stringify(Object.entries(rules).toSorted(([a], [b]) => (a < b ? -1 : 1)), (_, value: unknown) =>
    typeof value === "bigint" ? `${value}` : value))
