import { invalidField } from "./books-error.ts"

/** What one leg of a posting stands on. */
export const ledgerRoles = ["bank", "payable", "clearing", "charges", "inputGst", "suspense", "verification", "ownAccounts"] as const
export type LedgerRole = (typeof ledgerRoles)[number]

/** One account of the general ledger. */
export interface LedgerAccount {
  readonly code: string
  readonly name: string
}

/** The headings of the exported file, in the words of the system that reads it. */
export const ledgerColumns = ["date", "voucher", "code", "name", "debit", "credit", "narration", "reference"] as const
export type LedgerColumn = (typeof ledgerColumns)[number]

/** How findings become postings of a general ledger. */
export interface PostingMapping {
  readonly version: 1
  readonly accounts: Readonly<Record<LedgerRole, LedgerAccount>>
  /** Bank accounts that have an account of their own in the ledger: the last digits of the bank account, at least four, and its account. */
  readonly banks: readonly (LedgerAccount & { readonly endsWith: string })[]
  /** `finding`: a voucher for each; `day`: one voucher a day and bank account, with sums. */
  readonly voucherPer: "finding" | "day"
  readonly voucherPrefix: string
  readonly columns: Readonly<Record<LedgerColumn, string>>
}

/** A mapping to begin with: `hundi-recon export --format gl --help` prints it. */
export const samplePostingMapping: PostingMapping = {
  version: 1,
  accounts: {
    bank: { code: "1010", name: "Bank current account" },
    payable: { code: "2100", name: "Payables" },
    clearing: { code: "1090", name: "Payment clearing" },
    charges: { code: "6110", name: "Bank charges" },
    inputGst: { code: "1450", name: "Input GST" },
    suspense: { code: "1999", name: "Bank suspense" },
    verification: { code: "6120", name: "Account verification" },
    ownAccounts: { code: "1095", name: "Transfers between own accounts" }
  },
  banks: [],
  voucherPer: "finding",
  voucherPrefix: "BR",
  columns: {
    ...{ date: "Date", voucher: "Voucher", code: "Account", name: "Account name" },
    ...{ debit: "Debit", credit: "Credit", narration: "Narration", reference: "Reference" }
  }
}

type Json = Readonly<Record<string, unknown>>

/**
 * Checks a mapping file, parsed JSON. `verification` and `ownAccounts` may be left out: they are then `charges` and `clearing`. So may
 * `banks`, `voucherPer`, `voucherPrefix` and `columns`. @throws BooksError INVALID naming the field and its rule
 */
export const parsePostingMapping = (json: unknown): PostingMapping => {
  const given = objectOf("mapping", json, ["version", "accounts", "banks", "voucherPer", "voucherPrefix", "columns"])
  if (given["version"] !== 1) throw invalidField("version", "1")
  const accounts = objectOf("accounts", given["accounts"], ledgerRoles)
  const fallback: Partial<Record<LedgerRole, LedgerRole>> = { verification: "charges", ownAccounts: "clearing" }
  const voucherPer = given["voucherPer"] ?? "finding"
  if (voucherPer !== "finding" && voucherPer !== "day") throw invalidField("voucherPer", "finding or day")
  return {
    version: 1,
    accounts: Object.fromEntries(
      ledgerRoles.map((role) => [role, accountOf(`accounts.${role}`, accounts[role] ?? accounts[fallback[role] ?? role])])
    ) as PostingMapping["accounts"],
    banks: banksOf(given["banks"] ?? []),
    voucherPer,
    voucherPrefix: textOf("voucherPrefix", given["voucherPrefix"] ?? "BR"),
    columns: columnsOf(given["columns"] ?? {})
  }
}

const objectOf = (field: string, value: unknown, keys: readonly string[]): Json => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalidField(field, "an object")
  const unknown = Object.keys(value).find((key) => !keys.includes(key))
  if (unknown !== undefined) throw invalidField(`${field}.${unknown}`, `there is no such field; there are ${keys.join(", ")}`)
  return value as Json
}

const textOf = (field: string, value: unknown): string => {
  if (typeof value !== "string" || value.trim() === "" || value.length > 80) throw invalidField(field, "1 to 80 characters")
  return value
}

const accountOf = (field: string, value: unknown): LedgerAccount => {
  const { code, name } = objectOf(field, value, ["code", "name"])
  return { code: textOf(`${field}.code`, code), name: textOf(`${field}.name`, name) }
}

const banksOf = (value: unknown): PostingMapping["banks"] => {
  if (!Array.isArray(value)) throw invalidField("banks", "a list")
  return value.map((one: unknown, index) => {
    const { endsWith, code, name } = objectOf(`banks.${index}`, one, ["endsWith", "code", "name"])
    if (typeof endsWith !== "string" || !/^\d{4,}$/.test(endsWith)) throw invalidField(`banks.${index}.endsWith`, "the last digits of the bank account, at least four")
    return { endsWith, ...accountOf(`banks.${index}`, { code, name }) }
  })
}

const columnsOf = (value: unknown): PostingMapping["columns"] => {
  const given = objectOf("columns", value, ledgerColumns)
  const columns = ledgerColumns.map((column) => [column, textOf(`columns.${column}`, given[column] ?? samplePostingMapping.columns[column])] as const)
  if (new Set(columns.map(([, heading]) => heading)).size !== columns.length) throw invalidField("columns", "each heading once")
  return Object.fromEntries(columns) as PostingMapping["columns"]
}
