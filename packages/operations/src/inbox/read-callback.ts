/** Whose callback: of merchant UPI, of corporate banking, or about money that came in to a virtual account. */
export type CallbackSource = "upi" | "cib" | "collection"

/** What a callback claims. `unclear`: no word that is documented for a payment, or words that contradict each other. */
export type Says = "paid" | "failed" | "returned" | "pending" | "unclear"

/** All that is taken from a callback's body; nothing here is about a person. */
export interface CallbackFacts {
  /** Our own, 15 characters. */
  readonly reference: string
  /** The bank's words in capitals: status, and response code where there is one (`SUCCESS/00`). `OTHER`: a word that no source lists. */
  readonly code: string
  /** RRN or UTR. */
  readonly bankNumber: string | null
  readonly says: Says
}

/**
 * Reads the four facts of an opened callback. Undefined when it cannot be about a payout of ours: it names no reference in our form.
 * Money that comes in (e-Collection) names none.
 *
 * Source: facts/upi-collections-and-others.json `upi.callback`, facts/composite-and-cib.json `cib.transaction.callback`; keys change
 * their letter case between products (rule "field spelling").
 * @example
 * readCallback("cib", { UNIQUEID: "T012AY00000000A", TXNSTATUS: "SUCCESS", UTRNUMBER: "000000001" })?.says // "paid"
 */
export const readCallback = (source: CallbackSource, body: unknown): CallbackFacts | undefined => {
  const names = fields[source]
  if (names === undefined || typeof body !== "object" || body === null) return undefined
  const find = finderOf(body)
  const reference = find(names.reference)
  if (!REFERENCE.test(reference)) return undefined
  const word = listedOf(find(names.status), isListed)
  const code = listedOf(find(names.code), (text) => CODE.test(text))
  const bankNumber = find(names.bankNumber)
  return {
    reference,
    code: code === "" ? word : `${word}/${code}`,
    bankNumber: BANK_NUMBER.test(bankNumber) ? bankNumber : null,
    says: code === "" || /^0+$/.test(code) || word !== "SUCCESS" ? meaningOf(word) : "unclear"
  }
}

/** MONEY.md, References. */
const REFERENCE = /^[0-9A-Z]{15}$/
/** RRN, UTR or host reference: capitals and digits, six digits at least. */
const BANK_NUMBER = /^(?=(?:[A-Z]*\d){6})[0-9A-Z]{6,22}$/
/** `00`, `U30`, `ZA`. */
const CODE = /^(?=.{1,6}$)[A-Z]{0,3}\d{0,5}$/

interface Names {
  readonly reference: readonly string[]
  readonly status: readonly string[]
  readonly code: readonly string[]
  readonly bankNumber: readonly string[]
}

const fields: Readonly<Record<string, Names>> = {
  upi: { reference: ["merchantTranId"], status: ["TxnStatus"], code: ["ResponseCode"], bankNumber: ["BankRRN"] },
  cib: { reference: ["UNIQUEID"], status: ["TXNSTATUS"], code: [], bankNumber: ["UTRNUMBER", "UTR"] }
}

const finderOf = (body: object): ((names: readonly string[]) => string) => {
  const values = new Map<string, string>()
  for (const [key, value] of Object.entries(body)) {
    const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : ""
    if (text !== "" && !values.has(plainKey(key))) values.set(plainKey(key), text)
  }
  return (names) => names.map((name) => values.get(plainKey(name))).find((text) => text !== undefined) ?? ""
}

const plainKey = (key: string): string => key.toLowerCase().replace(/[_ ]/g, "")

/** What else stands there is not kept: it may be about a person. */
const listedOf = (text: string, isKnown: (word: string) => boolean): string => {
  const word = text.toUpperCase().replace(/[_ ]+/g, "-")
  return word === "" || isKnown(word) ? word : "OTHER"
}

const meanings: readonly (readonly [RegExp, Says])[] = [
  [/^SUCCESS$/, "paid"],
  [/^(FAIL|FAILED|FAILURE|REJECT|REJECTED)$/, "failed"],
  [/^(REVERSED|REVERSAL|RETURNED|RETURN|REFUNDED)$/, "returned"],
  [/^(PENDING|PENDING-FOR-(PROCESSING|APPROVAL)|INITIATED)$/, "pending"],
  [/^(DUPLICATE|DEEMED|TIMEOUT)$/, "unclear"],
  // Of mandates.
  [/^(CREATE|UPDATE|SUSPEND|REACTIVATE|REVOKE|EXECUTE|NOTIFICATION)-(SUCCESS|FAIL|FAILURE|INITIATED)$/, "unclear"]
]

const isListed = (word: string): boolean => meanings.some(([pattern]) => pattern.test(word))

const meaningOf = (word: string): Says => meanings.find(([pattern]) => pattern.test(word))?.[1] ?? "unclear"
