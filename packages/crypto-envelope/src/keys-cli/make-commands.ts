import type { SubjectFields } from "../subject.ts"
import { CommandError } from "./keys-io.ts"
import type { Command, CommandResult, KeysIo, OptionInfo, Values } from "./keys-io.ts"
import { PASSWORD_OPTION, loadPrivateKey } from "./load-key-file.ts"

const SUBJECT: Readonly<Record<string, OptionInfo>> = {
  name: { type: "string", value: "NAME", help: "company or domain name, as the bank shall see it (required)" },
  organization: { type: "string", value: "NAME", help: "registered name of the company" },
  unit: { type: "string", value: "NAME", help: "department" },
  city: { type: "string", value: "NAME", help: "town" },
  state: { type: "string", value: "NAME", help: "state, written out" },
  country: { type: "string", value: "CODE", help: "two capital letters, such as IN" },
  email: { type: "string", value: "ADDRESS", help: "e-mail address" }
}
const FILES: Readonly<Record<string, OptionInfo>> = {
  out: { type: "string", value: "FOLDER", help: "where the files go (this folder)" },
  base: { type: "string", value: "NAME", help: "what the files are called (partner)" },
  force: { type: "boolean", help: "replace files that exist. A replaced private key is lost" }
}
const BITS: OptionInfo = { type: "string", value: "N", help: "4096 (what the bank asks for) or 2048 (quick tests)" }
const DAYS: OptionInfo = { type: "string", value: "N", help: "days until the certificate expires (730)" }
const KEY: OptionInfo = { type: "string", value: "FILE", help: "a private key that you have" }

/** `hundi-keys new`: a key and a self-signed certificate. */
export const newCommand: Command = {
  summary: "make a private key and a self-signed certificate, for UAT",
  usage: "--name NAME [options]",
  options: { ...SUBJECT, bits: BITS, days: DAYS, ...FILES },
  run: async (values, io) => {
    const files = planFiles(values, io, ["key", "cer"])
    const { generatePartnerKeys } = await import("../generate-partner-keys.ts")
    const options = { ...readSubject(values), ...readBits(values), ...readDays(values), now: io.nowMs }
    const { privateKeyPem, certificatePem } = await generatePartnerKeys(options)
    await files.write("key", privateKeyPem)
    await files.write("cer", certificatePem)
    const next = "Send the .cer file to the bank for UAT. For production: hundi-keys csr --key with the same key file."
    return report(files, ["key", "cer"], next)
  }
}

/** `hundi-keys csr`: a request for a certificate authority. */
export const csrCommand: Command = {
  summary: "make a certificate request, for the authority whose certificate production wants",
  usage: "--name NAME [--key FILE] [options]",
  options: {
    ...SUBJECT,
    dns: { type: "string", multiple: true, value: "HOST", help: "host name for the certificate; may be given more than once" },
    key: { ...KEY, help: `${KEY.help}, instead of a new one` },
    bits: BITS,
    ...FILES,
    ...PASSWORD_OPTION
  },
  run: async (values, io) => {
    const path = values.text("key")
    const made = path === undefined ? (["key", "csr"] as const) : (["csr"] as const)
    const files = planFiles(values, io, made)
    const { createSigningRequest } = await import("../create-signing-request.ts")
    const privateKey = path === undefined ? undefined : await loadPrivateKey(path, values, io)
    const options = { ...readSubject(values), ...readBits(values), dnsNames: values.list("dns"), ...(privateKey !== undefined && { privateKey }) }
    const { privateKeyPem, requestPem } = await createSigningRequest(options)
    if (path === undefined) await files.write("key", privateKeyPem)
    await files.write("csr", requestPem)
    return report(files, made, "Send the .csr file to a certificate authority, and what it returns to the bank. The key stays with you.")
  }
}

/** `hundi-keys self-signed`: a certificate for a key that is there. */
export const selfSignedCommand: Command = {
  summary: "make a self-signed certificate for a private key that you have, for UAT",
  usage: "--key FILE --name NAME [options]",
  options: { ...SUBJECT, key: KEY, days: DAYS, ...FILES, ...PASSWORD_OPTION },
  run: async (values, io) => {
    const path = values.text("key")
    if (path === undefined) throw new CommandError(2, "self-signed needs --key FILE; hundi-keys new makes a key as well.")
    const files = planFiles(values, io, ["cer"])
    const { generatePartnerKeys } = await import("../generate-partner-keys.ts")
    const privateKey = await loadPrivateKey(path, values, io)
    const { certificatePem } = await generatePartnerKeys({ ...readSubject(values), ...readDays(values), now: io.nowMs, privateKey })
    await files.write("cer", certificatePem)
    return report(files, ["cer"], "Send the .cer file to the bank for UAT. Production wants a certificate of an authority: hundi-keys csr.")
  }
}

type Extension = "key" | "cer" | "csr"
interface Files {
  readonly path: (extension: Extension) => string
  readonly write: (extension: Extension, content: string) => Promise<void>
}

/** Refuses before a key is made, not after: RSA-4096 takes seconds. */
function planFiles(values: Values, io: KeysIo, extensions: readonly Extension[]): Files {
  if (values.positionals.length > 0) throw new CommandError(2, `Not understood: ${values.positionals.join(" ")}. Names with spaces need quotes.`)
  if (values.text("name") === undefined) throw new CommandError(2, 'The certificate needs a name: --name "Asha Traders"')
  const path = (extension: Extension): string => io.join(values.text("out") ?? ".", `${values.text("base") ?? "partner"}.${extension}`)
  const force = values.flag("force")
  const there = extensions.map(path).filter((one) => !force && io.exists(one))
  if (there.length > 0) throw new CommandError(1, `${there.join(" and ")}: there already. Choose another --out or --base, or replace with --force.`)
  return { path, write: (extension, content) => io.write(path(extension), content, { secret: extension === "key", force }) }
}

function report(files: Files, extensions: readonly Extension[], next: string): CommandResult {
  const meaning: Readonly<Record<Extension, string>> = {
    key: "your private key: secret, readable by you alone. Keep a copy in a safe place",
    cer: "your certificate: not secret",
    csr: "your certificate request: not secret"
  }
  const lines = extensions.map((extension) => `${files.path(extension)}  ${meaning[extension]}`)
  return { exitCode: 0, text: [...lines, "", next].join("\n"), json: { files: Object.fromEntries(extensions.map((one) => [one, files.path(one)])) } }
}

function readSubject(values: Values): SubjectFields {
  const names = { organization: "organization", organizationalUnit: "unit", locality: "city", state: "state", country: "country", emailAddress: "email" }
  const given = Object.entries(names).flatMap(([field, option]) => {
    const value = values.text(option)
    return value === undefined ? [] : [[field, value]]
  })
  return { commonName: values.text("name") ?? "", ...(Object.fromEntries(given) as Partial<SubjectFields>) }
}

function readBits(values: Values): { readonly bits?: 2048 | 4096 } {
  const text = values.text("bits")
  if (text === undefined) return {}
  if (text !== "2048" && text !== "4096") throw new CommandError(2, "--bits is 4096 or 2048.")
  return { bits: text === "2048" ? 2048 : 4096 }
}

function readDays(values: Values): { readonly days?: number } {
  const text = values.text("days")
  if (text === undefined) return {}
  if (!/^[1-9]\d{0,3}$/.test(text) || Number(text) > 3650) throw new CommandError(2, "--days is a whole number from 1 to 3650.")
  return { days: Number(text) }
}
