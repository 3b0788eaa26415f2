/** Maps every field of a reply, however deep; a list of `{name, value}` as in Recon360 counts as fields too. */
export const mapFields = (value: unknown, change: (name: string, value: unknown) => unknown, name = ""): unknown => {
  if (Array.isArray(value)) return value.map((one) => mapFields(one, change, name))
  if (typeof value !== "object" || value === null) return change(name, value)
  const fields = value as Readonly<Record<string, unknown>>
  if (typeof fields["name"] === "string" && "value" in fields) return { ...fields, value: mapFields(fields["value"], change, fields["name"]) }
  return Object.fromEntries(Object.entries(fields).map(([key, inner]) => [key, mapFields(inner, change, key)]))
}

/** Renames every key, however deep. */
export const mapKeys = (value: unknown, rename: (key: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((one) => mapKeys(one, rename))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [rename(key), mapKeys(inner, rename)]))
}

/** A reply without some of its fields, at the top. */
export const without = (body: Readonly<Record<string, unknown>>, names: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(body).filter(([key]) => !names.includes(key)))

/** The names that codes, numbers of the bank, references, amounts, accounts and branches go by in the replies. */
export const fieldNames = {
  code: ["ActCode", "response", "errorCode", "ErrorCode", "STATUS", "original-txn-response-code"],
  number: ["BankRRN", "UTRNUMBER", "UTR", "RRN", "OriginalBankRRN"],
  reference: ["TransRefNo", "TranRefNo", "UNIQUEID", "SeqNo", "merchantTranId"],
  amount: ["Amount", "TransactionAmount", "amount", "PayerAmount"],
  account: ["BeneAccNo", "BeneficiaryAccountNumber"],
  ifsc: ["BeneIFSC"]
} as const

/** Another value in the same form: the last letter or digit that can change is another one. */
export const another = (text: string): string =>
  text.replace(/[0-9A-Za-z](?=[^0-9A-Za-z]*$)/, (last) => (/\d/.test(last) ? String((Number(last) + 1) % 10) : last.toUpperCase() === "A" ? "B" : "A"))
