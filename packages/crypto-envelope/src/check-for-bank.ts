import { EnvelopeError } from "./envelope-error.ts"
import { inspectCertificate } from "./inspect-certificate.ts"
import { keyMatchesCertificate } from "./key-matches-certificate.ts"

/** What {@link checkForBank} looks at. */
export interface BankCheck {
  /** The certificate, in any shape. */
  readonly certificate: string
  /** The private key that should belong to it, in any shape. */
  readonly privateKey?: string
  /** The present moment in milliseconds since 1970. */
  readonly now: number
  /** Judge as the production system does: a certificate authority must have signed. Off for UAT. */
  readonly production?: boolean
}

/** Bits of the RSA modulus that the bank asks of partners: public integration guides of the Composite API name 4096 and no other. */
export const BANK_BITS = 4096

/**
 * Everything for which the bank would turn a certificate down, or for which replies could not be opened: an error per reason,
 * each with its own code (`ENVELOPE_KEY_SIZE`, `ENVELOPE_EXPIRED`, `ENVELOPE_NOT_YET_VALID`, `ENVELOPE_KEY_MISMATCH`,
 * `ENVELOPE_SELF_SIGNED`). An empty list means that nothing was found.
 *
 * @example
 * ```ts
 * for (const { code, message } of await checkForBank({ certificate, privateKey, now: Date.now() })) console.warn(code, message)
 * ```
 *
 * @throws EnvelopeError `ENVELOPE_KEY` when a text holds no certificate or no private key at all
 */
export async function checkForBank(check: BankCheck): Promise<readonly EnvelopeError[]> {
  const { certificate, privateKey, now, production = false } = check
  const { bits, notBefore, notAfter, selfSigned } = await inspectCertificate(certificate)
  const findings: EnvelopeError[] = []
  if (bits !== BANK_BITS)
    findings.push(keySizeError("certificate: its key", bits))
  const outside = checkDates("certificate", { notBefore, notAfter }, now)
  if (outside !== undefined) findings.push(outside)
  if (privateKey !== undefined && !keyMatchesCertificate(privateKey, certificate)) {
    const message = "privateKey: does not belong to this certificate. What is sealed to the one cannot be opened with the other."
    findings.push(new EnvelopeError("ENVELOPE_KEY_MISMATCH", message))
  }
  if (production && selfSigned) {
    const message = "certificate: it is self-signed. UAT takes that; production wants a certificate that an authority signed."
    findings.push(new EnvelopeError("ENVELOPE_SELF_SIGNED", message))
  }
  return findings
}

/** The refusal of a key of another size than the bank's. */
export function keySizeError(what: string, bits: number): EnvelopeError {
  return new EnvelopeError("ENVELOPE_KEY_SIZE", `${what} has ${bits} bits, and the bank asks for ${BANK_BITS}. Make a new pair.`)
}

/** From when to when a certificate is valid, RFC 3339. */
export interface Validity {
  readonly notBefore: string
  readonly notAfter: string
}

/** The refusal of a certificate whose dates do not cover a moment. */
export function checkDates(name: string, { notBefore, notAfter }: Validity, now: number): EnvelopeError | undefined {
  if (now > Date.parse(notAfter)) return new EnvelopeError("ENVELOPE_EXPIRED", `${name}: it expired on ${notAfter.slice(0, 10)}.`)
  if (now >= Date.parse(notBefore)) return undefined
  return new EnvelopeError("ENVELOPE_NOT_YET_VALID", `${name}: it is not valid before ${notBefore.slice(0, 16).replace("T", " ")} UTC.`)
}
