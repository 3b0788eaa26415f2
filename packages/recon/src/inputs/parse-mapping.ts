import type { CsvColumns, DateFormat, LedgerColumns, LedgerMappingFile, MisColumns, MisMappingFile, StatementMappingFile } from "./mapping.ts"
import { refuserOf, type Refuse } from "./recon-input-error.ts"

/** Any mapping file. */
export type MappingFile = StatementMappingFile | LedgerMappingFile | MisMappingFile

type MappingOf<Kind extends MappingFile["kind"]> = Extract<MappingFile, { kind: Kind }>

const dateFormats: readonly DateFormat[] = ["dd/mm/yyyy", "mm/dd/yyyy", "yyyy-mm-dd", "yyyymmdd", "dd-mon-yyyy"]
const delimiters: readonly string[] = [",", ";", "\t", "|"]
const encodings: readonly string[] = ["utf-8", "utf-16le", "utf-16be", "windows-1252"]

interface Wanted {
  readonly needed: readonly string[]
  readonly optional: readonly string[]
  readonly hasDates: boolean
}

const statement = { needed: ["date", "narration"], optional: ["valueDate", "debit", "credit", "amount", "sign", "balance", "reference"] } satisfies
  { needed: (keyof CsvColumns)[], optional: (keyof CsvColumns)[] }
const ledger = {
  needed: ["payoutId", "reference", "amount", "businessDate"],
  optional: ["account", "rail", "attempt", "sentAt", "state", "rrn", "kind", "batch", "beneficiaryHash", "beneficiaryStart"]
} satisfies { needed: (keyof LedgerColumns)[], optional: (keyof LedgerColumns)[] }
const mis = { needed: ["amount", "status", "hostReference", "remark"], optional: ["creditAccount", "debitAccount", "ifsc", "network"] } satisfies
  { needed: (keyof MisColumns)[], optional: (keyof MisColumns)[] }

const kinds: Readonly<Record<MappingFile["kind"], Wanted>> = {
  statement: { ...statement, hasDates: true }, ledger: { ...ledger, hasDates: true }, mis: { ...mis, hasDates: false }
}

/**
 * Checks a mapping file of one kind: JSON text, or what was parsed from it. `kind` in the file may be left out. Unknown fields are refused,
 * so that a typing error does not go unnoticed.
 *
 * @param value JSON text or a parsed value
 * @throws ReconInputError RECON_INPUT_MAPPING that names the field
 * @example
 * parseMapping('{"dateFormat":"dd/mm/yyyy","columns":{"date":"Booked","narration":"Text","amount":"Amount","sign":"Dr/Cr"}}', "statement")
 */
export const parseMapping = <Kind extends MappingFile["kind"]>(value: unknown, kind: Kind, name = "mapping file"): MappingOf<Kind> => {
  const refuse = refuserOf(name)
  const parsed = typeof value === "string" ? parseJson(value, refuse) : value
  if (!isObject(parsed)) throw bad(refuse, "a mapping is an object")
  const { needed, optional, hasDates } = kinds[kind]
  const known = ["kind", "delimiter", "encoding", "skipLines", "columns", ...(hasDates ? ["dateFormat"] : []), ...(kind === "ledger" ? ["defaults"] : [])]
  refuseUnknown(parsed, known, "", refuse)
  const { columns, delimiter, encoding, skipLines, dateFormat, defaults } = parsed
  if (parsed["kind"] !== undefined && parsed["kind"] !== kind) throw bad(refuse, `kind: "${kind}" is needed here`)
  if (delimiter !== undefined && !delimiters.some((one) => one === delimiter)) throw bad(refuse, 'delimiter: one of "," ";" "\\t" "|"')
  if (encoding !== undefined && !encodings.some((one) => one === encoding)) throw bad(refuse, `encoding: one of ${encodings.join(", ")}`)
  if (skipLines !== undefined && !(Number.isSafeInteger(skipLines) && Number(skipLines) >= 0)) throw bad(refuse, "skipLines: a whole number, 0 or more")
  if (hasDates && !dateFormats.includes(dateFormat as DateFormat)) throw bad(refuse, `dateFormat: one of ${dateFormats.join(", ")}`)
  if (!isObject(columns)) throw bad(refuse, "columns: which heading holds what")
  refuseUnknown(columns, [...needed, ...optional], "columns.", refuse)
  for (const role of needed) if (columns[role] === undefined) throw bad(refuse, `columns.${role} is missing`)
  for (const [role, heading] of Object.entries(columns)) {
    if (typeof heading !== "string" || heading.trim() === "") throw bad(refuse, `columns.${role}: the heading's text`)
  }
  if (kind === "statement") refuseMoney(columns, refuse)
  if (defaults !== undefined) refuseDefaults(defaults, refuse)
  return { ...parsed, kind } as MappingOf<Kind>
}

const refuseMoney = (columns: Readonly<Record<string, unknown>>, refuse: Refuse): void => {
  const [hasDebit, hasCredit, hasAmount, hasSign] = ["debit", "credit", "amount", "sign"].map((role) => columns[role] !== undefined)
  const isClear = hasAmount === true ? hasDebit !== true && hasCredit !== true : hasDebit === true && hasCredit === true && hasSign !== true
  if (!isClear) throw bad(refuse, "columns: either debit and credit, or amount (and sign, where Cr or Dr has a column)")
}

const refuseDefaults = (defaults: unknown, refuse: Refuse): void => {
  if (!isObject(defaults)) throw bad(refuse, "defaults: account, rail, state")
  refuseUnknown(defaults, ["account", "rail", "state"], "defaults.", refuse)
  for (const [name, text] of Object.entries(defaults)) if (typeof text !== "string" || text === "") throw bad(refuse, `defaults.${name}: a text`)
}

const refuseUnknown = (value: Readonly<Record<string, unknown>>, known: readonly string[], prefix: string, refuse: Refuse): void => {
  const stray = Object.keys(value).find((key) => !known.includes(key))
  if (stray !== undefined) throw bad(refuse, `${prefix}${stray} is not a field; there are ${known.join(", ")}`)
}

const parseJson = (text: string, refuse: Refuse): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw bad(refuse, "the file is not JSON")
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value)

const bad = (refuse: Refuse, rule: string) => refuse("RECON_INPUT_MAPPING", 0, rule, "Correct the mapping file.")
