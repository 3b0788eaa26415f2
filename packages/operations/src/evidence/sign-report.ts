import { invalid } from "@hundi/core"
import { decodeBase64Url, encodeBase64Url } from "../at-rest/base64url.ts"
import type { ApprovalRow } from "./approval-row.ts"
import { canonicalJson } from "./canonical-json.ts"
import { checkRows } from "./check-rows.ts"
import { parseHeader } from "./jwe.ts"

/** The report as it is signed: money as a decimal text of paise, times in ms since 1970 (UTC). */
export interface ApprovalReport {
  readonly format: "hundi-report/1"
  readonly kind: "approvals"
  /** IST dates, both included. */
  readonly from: string
  readonly to: string
  readonly madeAt: number
  readonly count: number
  readonly totalPaise: string
  readonly rows: readonly (Omit<ApprovalRow, "amountPaise"> & { readonly amountPaise: string })[]
}

/** The report and its signature, apart: a detached JWS (RFC 7515, appendix F) over the report's canonical JSON. */
export interface SignedReport {
  readonly report: ApprovalReport
  /** `header..signature`. */
  readonly signature: string
}

/** Who signs: an Ed25519 private key, which anybody can check, or a shared secret of 32 bytes or more. `id` names it in the signature. */
export type SigningKey =
  | { readonly id: string; readonly ed25519: CryptoKey }
  | { readonly id: string; readonly hmac: Uint8Array<ArrayBuffer> }

/** What {@link signReport} takes. */
export interface ReportOptions {
  readonly kind: "approvals"
  /** IST dates `YYYY-MM-DD`, both included: every row was decided on one of these days. */
  readonly from: string
  readonly to: string
  readonly rows: readonly ApprovalRow[]
  /** ms since 1970 (UTC). */
  readonly now: number
  readonly key: SigningKey
}

/** What a check found. */
export type ReportCheck =
  | { readonly valid: true; readonly report: ApprovalReport; readonly keyId: string }
  | { readonly valid: false; readonly why: string }

/**
 * Signs who approved what over some days, for an auditor who was not there. A row that was decided on another day is refused, so that
 * reports of neighbouring days neither overlap nor leave a gap.
 *
 * @throws HundiError INVALID_REQUEST naming the row and the rule
 * @example
 * const signed = await signReport({ kind: "approvals", from: "2030-01-01", to: "2030-01-31", rows, now: Date.now(), key })
 * await verifyReport(signed, { ed25519: publicKey }) // { valid: true, report, keyId }
 */
export const signReport = async ({ kind, from, to, rows, now, key }: ReportOptions): Promise<SignedReport> => {
  checkRows(from, to, rows)
  const report: ApprovalReport = {
    ...{ format: "hundi-report/1", kind, from, to, madeAt: now, count: rows.length },
    totalPaise: totalOf(rows).toString(),
    rows: rows.map(({ payoutId, fingerprint, amountPaise, maker, approvals, decidedAt }) => ({
      ...{ payoutId, fingerprint, amountPaise: amountPaise.toString(), maker, decidedAt },
      approvals: approvals.map(({ by, at, action }) => ({ by, at, action }))
    }))
  }
  const header = encodeBase64Url(utf8.encode(canonicalJson({ alg: "ed25519" in key ? "EdDSA" : "HS256", kid: key.id, typ: "hundi-report+jws" })))
  const signing = signingInput(header, report)
  const signature =
    "ed25519" in key
      ? await globalThis.crypto.subtle.sign("Ed25519", key.ed25519, signing)
      : await globalThis.crypto.subtle.sign("HMAC", await hmacKey(key.hmac), signing)
  return { report, signature: `${header}..${encodeBase64Url(new Uint8Array(signature))}` }
}

/**
 * Checks a signed report, given as a value or as its file's text. The key decides the algorithm, never the report: a public key must not
 * pass for a secret. Never throws.
 */
export const verifyReport = async (
  signed: SignedReport | string,
  key: { readonly ed25519: CryptoKey } | { readonly hmac: Uint8Array<ArrayBuffer> }
): Promise<ReportCheck> => {
  try {
    const { report, signature } = typeof signed === "string" ? (JSON.parse(signed) as SignedReport) : signed
    const [header = "", payload, mark = "", ...more] = signature.split(".")
    const bytes = decodeBase64Url(mark)
    if (payload !== "" || more.length > 0 || bytes === undefined) return broken("its signature is not in the form of a detached JWS: header..signature")
    const { alg, kid, crit } = parseHeader(header)
    const wanted = "ed25519" in key ? "EdDSA" : "HS256"
    if (alg !== wanted || crit !== undefined) return broken(`it is signed with another algorithm than ${wanted}, the one of the key given`)
    const signing = signingInput(header, report)
    const { subtle } = globalThis.crypto
    const holds =
      "ed25519" in key ? await subtle.verify("Ed25519", key.ed25519, bytes, signing) : await subtle.verify("HMAC", await hmacKey(key.hmac), bytes, signing)
    if (!holds) return broken("the signature does not fit: the report was altered after it was signed, or another key signed it")
    if (report.format !== "hundi-report/1") return broken("it is signed, but no report of a form known here")
    return { valid: true, report, keyId: String(kid) }
  } catch {
    return broken("it cannot be read as a signed report: { report, signature }")
  }
}

const utf8 = new TextEncoder()
const broken = (why: string): ReportCheck => ({ valid: false, why })

const signingInput = (header: string, report: ApprovalReport): Uint8Array<ArrayBuffer> =>
  utf8.encode(`${header}.${encodeBase64Url(utf8.encode(canonicalJson(report)))}`)

const HMAC_BYTES = 32

const hmacKey = async (secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> => {
  if (secret.length < HMAC_BYTES) throw invalid("key.hmac", `${HMAC_BYTES} bytes or more (RFC 7518, section 3.2)`)
  return globalThis.crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"])
}

const totalOf = (rows: readonly ApprovalRow[]): bigint => rows.reduce((sum, { amountPaise }) => sum + amountPaise, 0n)
