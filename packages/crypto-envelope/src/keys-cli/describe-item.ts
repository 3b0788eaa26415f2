import type { CertificateFacts } from "../inspect-certificate.ts"
import type { KeyFileItem } from "../inspect-key-file.ts"

const BANK_BITS = 4096
const DAY_MS = 86_400_000
const SOON_DAYS = 45

/** Whose it is, and who will judge it. */
export interface View {
  /** The bank's or an authority's: nothing is demanded of it. */
  readonly theirs: boolean
  readonly production: boolean
}

/** One part of a key file in words for people who do not read certificates every day. */
export function describeItem(item: KeyFileItem, nowMs: number, options: View): readonly string[] {
  switch (item.kind) {
    case "certificate":
      return ["certificate", ...describeCertificate(item.facts, nowMs, options)]
    case "private key":
      return [
        "private key (secret: it never leaves you)",
        line("Size", describeSize(item.bits, options.theirs)),
        line("Stored", item.encrypted ? "encrypted with a password" : "without a password: keep the file to yourself")
      ]
    case "public key":
      return ["public key", line("Size", describeSize(item.bits, options.theirs))]
    case "certificate request": {
      const signature = item.signatureHolds ? "holds" : "DOES NOT HOLD: make the request again"
      return [
        "certificate request, for a certificate authority",
        line("For", item.subject),
        line("Size", describeSize(item.bits, options.theirs)),
        line("Signature", signature)
      ]
    }
    default:
      return [item.what]
  }
}

/** Whole days until a moment; negative when it has passed. */
export function daysUntil(date: string, nowMs: number): number {
  return Math.floor((Date.parse(date) - nowMs) / DAY_MS)
}

function describeCertificate(facts: CertificateFacts, nowMs: number, options: View): readonly string[] {
  return [
    line("For", facts.subject),
    line("Issued by", describeIssuer(facts, options)),
    line("Size", describeSize(facts.bits, options.theirs)),
    ...(facts.dnsNames.length > 0 ? [line("Hosts", facts.dnsNames.join(", "))] : []),
    line("Valid", describeDates(facts, nowMs)),
    line("Serial", facts.serialNumber),
    line("SHA-256", facts.sha256.toUpperCase().replace(/..(?=.)/g, "$&:"))
  ]
}

function describeIssuer(facts: CertificateFacts, { theirs, production }: View): string {
  if (!facts.selfSigned) return facts.issuer
  if (theirs) return "itself (self-signed)"
  return production ? "itself (self-signed): refused in production" : "itself (self-signed): fine for UAT, refused in production"
}

function describeSize(bits: number, theirs: boolean): string {
  if (theirs) return `${bits} bits`
  return bits === BANK_BITS ? `${bits} bits: fine for the bank` : `${bits} bits: the bank asks for ${BANK_BITS}`
}

function describeDates({ notBefore, notAfter }: CertificateFacts, nowMs: number): string {
  const range = `${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)}`
  if (nowMs < Date.parse(notBefore)) return `${range}: NOT VALID YET`
  const days = daysUntil(notAfter, nowMs)
  if (nowMs > Date.parse(notAfter)) return `${range}: EXPIRED ${plural(-days - 1)} ago`
  return `${range}: expires in ${plural(days)}${days < SOON_DAYS ? ". Renew it now: the bank takes time to change certificates" : ""}`
}

function plural(days: number): string {
  return days === 1 ? "1 day" : `${days} days`
}

function line(name: string, value: string): string {
  return `  ${name.padEnd(10)} ${value}`
}
