import { encodeBase64 } from "../base64.ts"
import { EnvelopeError } from "../envelope-error.ts"
import type { KeyFileItem } from "../inspect-key-file.ts"
import { readCertificate, readPrivateKey, readPublicKey } from "../read-key.ts"
import { writePem } from "../read-pem.ts"
import { CommandError } from "./keys-io.ts"
import type { Command, CommandResult, KeysIo, Values } from "./keys-io.ts"
import { PASSWORD_OPTION, findPassword, loadKeyFile, nameItems, toPem } from "./load-key-file.ts"

/** Formats, whether they are secret, and whether they are bytes that no terminal shows. */
const FORMATS: Readonly<Record<string, { readonly secret: boolean; readonly binary?: boolean }>> = {
  pkcs8: { secret: true },
  pkcs1: { secret: true },
  base64: { secret: true },
  jwk: { secret: true },
  p12: { secret: true, binary: true },
  certificate: { secret: false },
  der: { secret: false, binary: true },
  public: { secret: false }
}

/** `hundi-keys convert`: the same key or certificate in another format. */
export const convertCommand: Command = {
  summary: "write a key or a certificate in another format",
  usage: `FILE --to ${Object.keys(FORMATS).join("|")} [options]`,
  options: {
    to: { type: "string", value: "FORMAT", help: "pkcs8, pkcs1, base64 (one line), jwk, p12: secret; certificate, der, public: not" },
    out: { type: "string", value: "FILE", help: "the new file; mode 600 when it is secret" },
    show: { type: "boolean", help: "print it, even though it is a private key" },
    certificate: { type: "string", value: "FILE", help: "for p12: the certificate, when FILE holds the key alone" },
    "new-password-file": { type: "string", value: "FILE", help: "for p12: the new file's password (or HUNDI_KEYS_NEW_PASSWORD, or you are asked)" },
    force: { type: "boolean", help: "replace a file that exists" },
    ...PASSWORD_OPTION
  },
  run: convert
}

async function convert(values: Values, io: KeysIo): Promise<CommandResult> {
  const [path, ...rest] = values.positionals
  if (path === undefined || rest.length > 0) throw new CommandError(2, "convert takes one file: hundi-keys convert partner.key --to pkcs8 --out new.key")
  const to = values.text("to") ?? ""
  const format = Object.hasOwn(FORMATS, to) ? FORMATS[to] : undefined
  if (format === undefined) throw new CommandError(2, `--to is one of ${Object.keys(FORMATS).join(", ")}.`)
  const out = values.text("out")
  if (out === undefined && format.binary === true) throw new CommandError(2, `--to ${to} needs --out FILE: it is not text.`)
  if (out === undefined && format.secret && !values.flag("show"))
    throw new CommandError(2, `--to ${to} is a private key: give --out FILE, or --show to print it.`)
  const items = await loadKeyFile(path, values, io)
  const content = format.secret ? await writeSecret(to, path, items, values, io) : writePublic(to, path, items)
  if (out === undefined) return { exitCode: 0, text: String(content).trimEnd(), json: { format: to, content } }
  await io.write(out, content, { secret: format.secret, force: values.flag("force") })
  const note = format.secret ? "secret: readable by you alone" : "not secret"
  return { exitCode: 0, text: `${out}  ${to}, ${note}`, json: { format: to, file: out } }
}

type Content = string | Uint8Array
async function writeSecret(to: string, path: string, items: readonly KeyFileItem[], values: Values, io: KeysIo): Promise<Content> {
  const key = items.find((item) => item.kind === "private key")
  if (key === undefined) throw new EnvelopeError("ENVELOPE_KEY", `${path}: found ${nameItems(items)}, expected a private key.`)
  if (to === "p12") return pack(key.pem, items, values, io)
  const { exportPrivateKey } = await import("../export-private-key.ts")
  const { pkcs8Pem, pkcs8Base64, pkcs1Pem, jwk } = await exportPrivateKey(key.pem)
  if (to === "pkcs8") return pkcs8Pem
  if (to === "pkcs1") return pkcs1Pem
  return to === "base64" ? `${pkcs8Base64}\n` : `${JSON.stringify(jwk)}\n`
}

async function pack(privateKey: string, items: readonly KeyFileItem[], values: Values, io: KeysIo): Promise<Uint8Array> {
  const extra = values.text("certificate")
  const all = extra === undefined ? items : [...items, ...(await loadKeyFile(extra, values, io))]
  const certificates = all.flatMap((item) => (item.kind === "certificate" ? [toPem(item.pem)] : []))
  const [{ writePkcs12 }, { keyMatchesCertificate }] = await Promise.all([import("../write-pkcs12.ts"), import("../key-matches-certificate.ts")])
  if (certificates.length === 0) throw new CommandError(2, "A p12 file holds a certificate too: give --certificate FILE.")
  const certificate = certificates.find((one) => keyMatchesCertificate(privateKey, one)) ?? certificates[0]!
  const chain = certificates.filter((one) => one !== certificate).join("")
  const password = await findPassword("the new file", values.text("new-password-file"), "HUNDI_KEYS_NEW_PASSWORD", { ...io, ask: askTwice(io) })
  return writePkcs12({ privateKey, certificate, chain, password })
}

/** Nobody sees what is typed, and a slip would lock the file for good. */
function askTwice({ ask }: KeysIo): KeysIo["ask"] {
  return async (question) => {
    const first = await ask(question)
    if (first === undefined || first === (await ask("Once more: "))) return first
    throw new CommandError(1, "The two passwords differ: nothing was written.")
  }
}

function writePublic(to: string, path: string, items: readonly KeyFileItem[]): string | Uint8Array {
  const certificates = items.flatMap((item) => (item.kind === "certificate" ? [item.pem] : []))
  const key = items.find((item) => item.kind === "private key")
  if (to === "public" && (certificates[0] !== undefined || key !== undefined)) {
    const { spki } = certificates[0] === undefined ? readPrivateKey(key!.pem, path) : readPublicKey(certificates[0], path)
    return writePem("PUBLIC KEY", encodeBase64(spki))
  }
  if (certificates[0] === undefined) throw new EnvelopeError("ENVELOPE_KEY", `${path}: found ${nameItems(items)}, expected a certificate.`)
  return to === "der" ? readCertificate(certificates[0], path).der : certificates.map(toPem).join("")
}
