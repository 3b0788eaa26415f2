import { CertificateChainValidationEngine } from "pkijs"
import type { Certificate } from "pkijs"
import { encodeBase64 } from "./base64.ts"
import { checkDates } from "./check-for-bank.ts"
import type { Validity } from "./check-for-bank.ts"
import { EnvelopeError } from "./envelope-error.ts"
import { inspectCertificate, isAuthority, isSelfSigned, isSignedBy, parseCertificate } from "./inspect-certificate.ts"
import type { CertificateFacts } from "./inspect-certificate.ts"
import { listStructures, readCertificate } from "./read-key.ts"
import { describeName } from "./subject.ts"

/** What {@link verifyChain} takes. */
export interface ChainOptions {
  /** The certificate to judge. Others in the same text count as intermediates. */
  readonly certificate: string
  /** Certificates between it and a root, in any order, as one text of PEM blocks. */
  readonly intermediates?: string
  /** Certificates that you trust, as one text of PEM blocks. Nothing is trusted but these. */
  readonly roots: string
  /** The moment to judge at, in milliseconds since 1970. */
  readonly now: number
}

interface Link {
  readonly name: string
  readonly certificate: Certificate
  readonly der: Uint8Array<ArrayBuffer>
  readonly trusted: boolean
}

const MAX_LINKS = 10

/**
 * Follows a certificate's issuers to a trusted root, and checks signatures, dates and the right to issue at each step.
 * Revocation is not checked.
 *
 * @returns the facts of the certificate and the subjects on the path; when the chain does not hold, it throws
 *
 * @throws EnvelopeError `ENVELOPE_NO_PATH`, `ENVELOPE_SIGNATURE`, `ENVELOPE_EXPIRED` or `ENVELOPE_NOT_YET_VALID`, with the
 *   subject at fault in the message; `ENVELOPE_KEY` when a text holds no certificate
 *
 * @example
 * ```ts
 * await verifyChain({ certificate, intermediates, roots, now: Date.now() })
 * ```
 */
export async function verifyChain(options: ChainOptions): Promise<ChainVerdict> {
  const { der } = readCertificate(options.certificate, "certificate")
  const roots = readLinks(options.roots, "roots", true)
  if (roots.length === 0) throw new EnvelopeError("ENVELOPE_KEY", "roots: found no certificate, expected at least one.")
  const others = [...readLinks(options.certificate, "certificate", false), ...readLinks(options.intermediates ?? "", "intermediates", false)]
  const pool = [...roots, ...others]
  const start = pool.find((link) => isSame(link.der, der)) ?? makeLink(der, "certificate", false)
  const found = await climb(start, pool, [], options.now)
  if (found instanceof EnvelopeError) throw found
  await askEngine(found, options.now)
  const facts = await inspectCertificate(encodeBase64(der))
  return { ...facts, path: found.map(({ name }) => name) }
}

/** The facts of a certificate whose chain holds. */
export interface ChainVerdict extends CertificateFacts {
  /** Subjects from the certificate to the root. */
  readonly path: readonly string[]
}

/** A path from this link to a root, or why there is none: of several reasons the first, since the likeliest issuer comes first. */
async function climb(link: Link, pool: readonly Link[], below: readonly Link[], now: number): Promise<readonly Link[] | EnvelopeError> {
  const path = [...below, link]
  const outside = checkDates(link.name, toDates(link.certificate), now)
  if (outside !== undefined) return outside
  if (link.trusted) return path
  if (await isSelfSigned(link.certificate)) return noPath(`${link.name}: it is self-signed and not among the trusted roots.`)
  const { issuer: wanted } = link.certificate
  const named = pool.filter((other) => other.certificate.subject.isEqual(wanted) && !path.some(({ der }) => isSame(der, other.der)))
  const issuerName = describeName(wanted)
  if (named.length === 0 || path.length >= MAX_LINKS)
    return noPath(`${link.name}: no path to a trusted root. The certificate of its issuer is missing: ${issuerName}.`)
  let reason: EnvelopeError | undefined
  for (const issuer of named) {
    if (!(await isSignedBy(link.certificate, issuer.certificate))) continue
    if (!isAuthority(issuer.certificate, path.length - 1)) {
      reason ??= noPath(`${link.name}: its issuer may not issue certificates, or not in a chain of this length: ${issuerName}.`)
      continue
    }
    const found = await climb(issuer, pool, path, now)
    if (!(found instanceof EnvelopeError)) return found
    reason ??= found
  }
  return reason ?? new EnvelopeError("ENVELOPE_SIGNATURE", `${link.name}: wrong signature. It was not made by the issuer that it names: ${issuerName}.`)
}

/** The rules beyond signatures and dates (name constraints, unknown critical extensions) are pkijs's. */
async function askEngine(path: readonly Link[], now: number): Promise<void> {
  const root = path.at(-1)!.certificate
  // The engine judges the last one. A root that is judged itself needs no more than being trusted.
  if (path.length === 1) return
  const certs = path.slice(0, -1).map(({ certificate }) => certificate).reverse()
  const engine = new CertificateChainValidationEngine({ trustedCerts: [root], certs, checkDate: new Date(now) })
  const { result, resultCode } = await engine.verify()
  if (!result) throw noPath(`${path[0]!.name}: the chain breaks a rule for chains (RFC 5280, section 6; pkijs code ${resultCode}).`)
}

function readLinks(text: string, field: string, trusted: boolean): readonly Link[] {
  return listStructures(text).flatMap((one) => (typeof one !== "string" && one.kind === "certificate" ? [makeLink(one.der, field, trusted)] : []))
}

function makeLink(der: Uint8Array<ArrayBuffer>, field: string, trusted: boolean): Link {
  const certificate = parseCertificate(der, field)
  return { name: describeName(certificate.subject), certificate, der, trusted }
}

function toDates(certificate: Certificate): Validity {
  return { notBefore: certificate.notBefore.value.toISOString(), notAfter: certificate.notAfter.value.toISOString() }
}

function noPath(message: string): EnvelopeError {
  return new EnvelopeError("ENVELOPE_NO_PATH", message)
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, i) => byte === right[i])
}
