import type { KeyFileItem } from "../inspect-key-file.ts"
import { readKeyText } from "../read-key-text.ts"
import { daysUntil, describeItem } from "./describe-item.ts"
import { CommandError } from "./keys-io.ts"
import type { Command, CommandResult, KeysIo, Values } from "./keys-io.ts"
import { PASSWORD_OPTION, loadKeyFile, loadPrivateKey, toPem } from "./load-key-file.ts"

/** `hundi-keys inspect`: what files hold, and whether the bank would take it. */
export const inspectCommand: Command = {
  summary: "say what key files hold, and whether the bank would take them",
  usage: "FILE... [options]",
  options: {
    key: { type: "string", value: "FILE", help: "check that this private key belongs to the certificate" },
    roots: { type: "string", value: "FILE", help: "check that the certificate leads to one of these trusted roots" },
    production: { type: "boolean", help: "judge as production does: self-signed is refused" },
    bank: { type: "boolean", help: "the file is the bank's own certificate: its dates alone are judged" },
    ...PASSWORD_OPTION
  },
  run: inspect
}

interface Part {
  readonly path: string
  readonly item: KeyFileItem
}

async function inspect(values: Values, io: KeysIo): Promise<CommandResult> {
  const { positionals: paths } = values
  if (paths.length === 0) throw new CommandError(2, "inspect needs a file: hundi-keys inspect partner.cer")
  const parts: Part[] = []
  for (const path of paths) for (const item of await loadKeyFile(path, values, io)) parts.push({ path, item })
  const problems = await judge(parts, values, io)
  const own = findOwn(parts)
  const blocks = parts.map(({ path, item }) => {
    const theirs = values.flag("bank") || (item.kind === "certificate" && item !== own)
    const [head, ...lines] = describeItem(item, io.nowMs, { theirs, production: values.flag("production") })
    return [`${path}: ${head}`, ...lines].join("\n")
  })
  const verdict = problems.length === 0 ? "Nothing wrong was found." : problems.map(({ message }) => `REFUSED  ${message}`).join("\n")
  return {
    exitCode: problems.length === 0 ? 0 : 1,
    text: [...blocks, verdict].join("\n\n"),
    json: { items: parts.map((part) => toJson(part, io.nowMs)), problems: problems.map(({ code, message }) => ({ code, message })) }
  }
}

/** A reason for which a file would be turned down. */
interface Problem {
  readonly code: string
  readonly message: string
}

type CertificateItem = Extract<KeyFileItem, { readonly kind: "certificate" }>

/**
 * The first certificate that is no authority's is the one in question; the others are its issuers. One that openssl signed
 * with its own key calls itself an authority as well, so the first of all will do too.
 */
function findOwn(parts: readonly Part[]): CertificateItem | undefined {
  const certificates = parts.flatMap(({ item }) => (item.kind === "certificate" ? [item] : []))
  return certificates.find(({ facts }) => !facts.authority) ?? certificates[0]
}

async function judge(parts: readonly Part[], values: Values, io: KeysIo): Promise<readonly Problem[]> {
  const certificate = findOwn(parts)
  const keyPath = values.text("key")
  if (certificate === undefined && (keyPath !== undefined || values.text("roots") !== undefined))
    throw new CommandError(2, "--key and --roots check a certificate, and no file holds one.")
  const rest = await judgeRest(parts, certificate !== undefined, values.flag("bank"))
  if (certificate === undefined) return rest
  const keys = parts.flatMap(({ item }) => (item.kind === "private key" ? [item.pem] : []))
  const privateKey = keyPath === undefined ? keys[0] : await loadPrivateKey(keyPath, values, io)
  const { checkForBank } = await import("../check-for-bank.ts")
  const options = { certificate: certificate.pem, now: io.nowMs, production: values.flag("production") }
  const found = await checkForBank({ ...options, ...(privateKey !== undefined && { privateKey }) })
  const all = parts.flatMap(({ item }) => (item.kind === "certificate" ? [item.pem] : []))
  const chain = await judgeChain(certificate.pem, all, values, io)
  return [...(values.flag("bank") ? found.filter(({ code }) => OF_BANK.includes(code)) : found), ...chain, ...rest]
}

/** What can be wrong with the bank's own certificate: its size and its issuer are the bank's business. */
const OF_BANK: readonly string[] = ["ENVELOPE_EXPIRED", "ENVELOPE_NOT_YET_VALID", "ENVELOPE_KEY_MISMATCH"]

/** Everything but certificates. A key beside its certificate has the certificate's size, which is judged already. */
async function judgeRest(parts: readonly Part[], hasCertificate: boolean, bank: boolean): Promise<readonly Problem[]> {
  const { BANK_BITS, keySizeError } = await import("../check-for-bank.ts")
  return parts.flatMap(({ path, item }): readonly Problem[] => {
    if (item.kind === "other") return [{ code: "ENVELOPE_KEY", message: `${path}: found ${item.what}, expected an RSA key or certificate.` }]
    if (item.kind === "certificate") return []
    if (item.kind === "certificate request" && !item.signatureHolds)
      return [{ code: "ENVELOPE_SIGNATURE", message: `${path}: the request's signature does not hold.` }]
    const judged = bank || (hasCertificate && item.kind === "private key")
    return judged || item.bits === BANK_BITS ? [] : [keySizeError(`${path}: the key`, item.bits)]
  })
}

async function judgeChain(certificate: string, all: readonly string[], values: Values, io: KeysIo): Promise<readonly Problem[]> {
  const path = values.text("roots")
  if (path === undefined) return []
  const [{ verifyChain }, { EnvelopeError }] = await Promise.all([import("../verify-chain.ts"), import("../envelope-error.ts")])
  const roots = readKeyText(await io.read(path))
  try {
    await verifyChain({ certificate, intermediates: all.map(toPem).join(""), roots, now: io.nowMs })
    return []
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error
    return [error]
  }
}

/** Facts only: the PEM of a private key stays out. */
function toJson({ path, item }: Part, nowMs: number): object {
  if (item.kind === "certificate") return { path, kind: item.kind, ...item.facts, expiresInDays: daysUntil(item.facts.notAfter, nowMs) }
  if (item.kind === "private key") return { path, kind: item.kind, bits: item.bits, encrypted: item.encrypted }
  return { path, ...item }
}
