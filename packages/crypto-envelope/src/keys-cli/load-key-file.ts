import { encodeBase64 } from "../base64.ts"
import { EnvelopeError } from "../envelope-error.ts"
import type { KeyFileItem } from "../inspect-key-file.ts"
import { readCertificate } from "../read-key.ts"
import { writePem } from "../read-pem.ts"
import { CommandError } from "./keys-io.ts"
import type { KeysIo, OptionInfo, Values } from "./keys-io.ts"

/** The option of every command that may meet an encrypted file. */
export const PASSWORD_OPTION: Readonly<Record<string, OptionInfo>> = {
  "password-file": { type: "string", value: "FILE", help: "the password in the first line (or HUNDI_KEYS_PASSWORD, or you are asked)" }
}

/** What a file holds. A password is only looked for when the file is encrypted. */
export async function loadKeyFile(path: string, values: Values, io: KeysIo): Promise<readonly KeyFileItem[]> {
  const { inspectKeyFile } = await import("../inspect-key-file.ts")
  const content = await io.read(path)
  try {
    return await inspectKeyFile(content)
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error
    if (error.code !== "ENVELOPE_PASSWORD") throw nameFile(error, path)
  }
  const password = await findPassword(path, values.text("password-file"), "HUNDI_KEYS_PASSWORD", io)
  try {
    return await inspectKeyFile(content, password)
  } catch (error) {
    throw error instanceof EnvelopeError ? nameFile(error, path) : error
  }
}

/** The same refusal with the file's name in place of the general one. */
function nameFile({ code, message }: EnvelopeError, path: string): EnvelopeError {
  return new EnvelopeError(code, `${path}: ${message.replace(/^(?:file|privateKey|certificate): /, "")}`)
}

/** The one private key of a file, PKCS#8 PEM or base64. */
export async function loadPrivateKey(path: string, values: Values, io: KeysIo): Promise<string> {
  const items = await loadKeyFile(path, values, io)
  const key = items.find((item) => item.kind === "private key")
  if (key === undefined) throw new EnvelopeError("ENVELOPE_KEY", `${path}: found ${nameItems(items)}, expected a private key.`)
  return key.pem
}

/** What stands in a file, in words. */
export function nameItems(items: readonly KeyFileItem[]): string {
  return items.map((item) => (item.kind === "other" ? item.what : `a ${item.kind}`)).join(" and ")
}

/** A password from a file, the environment, or a person; never from the arguments, which other users of a machine can see. */
export async function findPassword(what: string, file: string | undefined, variable: string, io: KeysIo): Promise<string> {
  if (file !== undefined) return new TextDecoder().decode(await io.read(file)).split(/\r?\n/)[0]!
  const found = io.env(variable) ?? (await io.ask(`Password of ${what}: `))
  if (found === undefined) throw new CommandError(2, `${what} needs a password: give --password-file FILE or set ${variable}.`)
  return found
}

/** A certificate in any shape as PEM. */
export function toPem(certificate: string): string {
  return writePem("CERTIFICATE", encodeBase64(readCertificate(certificate, "certificate").der))
}
