import { BANK_BITS, inspectCertificate } from "@hundi/crypto-envelope/x509"
import { fail, type Finding, note, ok, warn } from "./finding.ts"

/** Exchanging a certificate with the bank takes days: it is asked for by mail, and both sides switch together. */
const WARN_DAYS = 30
const FAIL_DAYS = 7

const DAY_MS = 86_400_000
const LEAST_BITS = 2048

/** Whole days until a time; negative when it has passed. */
const daysUntil = (at: string, now: number): number => Math.floor((Date.parse(at) - now) / DAY_MS)

/** From when to when, as dates are written. */
interface Validity {
  readonly notBefore: string
  readonly notAfter: string
}

/** What the dates of a certificate ask for. `what` is told with them; `todo` says how this one is renewed. */
export const judgeDates = (name: string, { notBefore, notAfter }: Validity, now: number, what: string, todo: string): Finding => {
  const days = daysUntil(notAfter, now)
  const day = notAfter.slice(0, 10)
  if (Number.isNaN(days)) return fail(name, `${what}; its dates cannot be read`, todo)
  if (days < 0) return fail(name, `${what}; it lapsed on ${day}`, todo)
  if (Date.parse(notBefore) > now) return fail(name, `${what}; it is not valid before ${notBefore.slice(0, 10)}`, "set this machine's clock if it is wrong; else wait for that day")
  if (days < FAIL_DAYS) return fail(name, `${what}; ${days} days left, until ${day}`, todo)
  return days < WARN_DAYS ? warn(name, `${what}; ${days} days left, until ${day}`, todo) : ok(name, `${what}; ${days} days left, until ${day}`)
}

/** A certificate of the envelopes: dates and size of its key. The bank asks partners for 4096 bits. */
export const judgeCertificate = async (name: string, pem: string, now: number, todo: string): Promise<readonly Finding[]> => {
  const facts = await inspectCertificate(pem).catch(() => undefined)
  if (facts === undefined) return [fail(name, "the file holds no certificate that can be read", "it must be X.509, PEM or DER in base64: -----BEGIN CERTIFICATE-----")]
  const dates = judgeDates(name, facts, now, `RSA ${facts.bits} bits${facts.selfSigned ? ", self-signed" : ""}`, todo)
  if (facts.bits < LEAST_BITS) return [dates, fail(`${name}, size`, `${facts.bits} bits are too few to be safe`, todo)]
  return facts.bits < BANK_BITS ? [dates, note(`${name}, size`, `${facts.bits} bits; the bank's guides name ${BANK_BITS}`)] : [dates]
}
