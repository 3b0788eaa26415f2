import { IA5String, PrintableString, Utf8String } from "asn1js"
import { AttributeTypeAndValue } from "pkijs"
import type { RelativeDistinguishedNames } from "pkijs"
import { EnvelopeError } from "./envelope-error.ts"

/** Who a certificate or a request is about. Only the common name is required; certificate authorities ask for more. */
export interface SubjectFields {
  /** A company or domain name, as the bank shall see it. 1 to 64 characters. */
  readonly commonName: string
  /** The registered name of the company. At most 64 characters. */
  readonly organization?: string
  /** A department. At most 64 characters. */
  readonly organizationalUnit?: string
  /** A town. At most 128 characters. */
  readonly locality?: string
  /** A state or province, written out. At most 128 characters. */
  readonly state?: string
  /** ISO 3166 code in capitals, such as `IN`. */
  readonly country?: string
  /** ASCII, at most 255 characters. */
  readonly emailAddress?: string
}

/** Object identifiers and upper bounds of RFC 5280, appendix A, in the order in which names are written. */
const ATTRIBUTES: readonly (readonly [field: keyof SubjectFields, oid: string, max: number])[] = [
  ["country", "2.5.4.6", 2],
  ["state", "2.5.4.8", 128],
  ["locality", "2.5.4.7", 128],
  ["organization", "2.5.4.10", 64],
  ["organizationalUnit", "2.5.4.11", 64],
  ["commonName", "2.5.4.3", 64],
  ["emailAddress", "1.2.840.113549.1.9.1", 255]
]

const SHORT_NAMES: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "street",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.17": "postalCode",
  "1.2.840.113549.1.9.1": "emailAddress"
}

/** Fills a distinguished name. Throws `ENVELOPE_KEY` when a field is out of range. */
export function writeSubject(name: RelativeDistinguishedNames, fields: SubjectFields): void {
  checkSubject(fields)
  for (const [field, type] of ATTRIBUTES) {
    const value = fields[field]
    if (value !== undefined) name.typesAndValues.push(new AttributeTypeAndValue({ type, value: writeText(field, value) }))
  }
}

/** Throws `ENVELOPE_KEY`, naming the field, when one is out of range. */
export function checkSubject(fields: SubjectFields): void {
  for (const [field, , max] of ATTRIBUTES) {
    const value: unknown = fields[field]
    if (value === undefined && field !== "commonName") continue
    const fits = typeof value === "string" && value.trim() !== "" && [...value].length <= max && !/\p{Cc}/u.test(value)
    if (!fits) throw outOfRange(field, `1 to ${max} characters on one line`)
    if (field === "country" && !/^[A-Z]{2}$/.test(value)) throw outOfRange(field, "two capital letters, such as IN")
    if (field === "emailAddress" && !/^[\x21-\x7e]+@[\x21-\x7e]+$/.test(value)) throw outOfRange(field, "an e-mail address in ASCII")
  }
}

/** A distinguished name as text, in the order of the certificate, e.g. `C=IN, O=Asha Traders, CN=asha.example`. */
export function describeName(name: RelativeDistinguishedNames): string {
  return name.typesAndValues
    .map(({ type, value }) => {
      const text = String(value.valueBlock.value).replace(/[\\,+"<>;=]/g, "\\$&")
      return `${SHORT_NAMES[type] ?? type}=${text}`
    })
    .join(", ")
}

/** The refusal of an option, for everything that makes keys. */
export function outOfRange(field: string, expected: string): EnvelopeError {
  return new EnvelopeError("ENVELOPE_KEY", `${field}: expected ${expected}.`)
}

/** RFC 5280, section 4.1.2.4: country codes are printable, addresses IA5, and everything beyond ASCII UTF-8. */
function writeText(field: string, value: string): PrintableString | Utf8String | IA5String {
  if (field === "emailAddress") return new IA5String({ value })
  return /^[A-Za-z0-9 '()+,./:=?-]*$/.test(value) ? new PrintableString({ value }) : new Utf8String({ value })
}
