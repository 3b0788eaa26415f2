import { encodeBase64 } from "../base64.ts"
import { createEnvelope } from "../create-envelope.ts"
import { readKeyText } from "../read-key-text.ts"
import { CommandError } from "./keys-io.ts"
import type { Command, CommandResult, KeysIo, Values } from "./keys-io.ts"
import { PROFILE_OPTIONS, pickProfile } from "./pick-profile.ts"

/** `hundi-keys seal`: an HTTP body from JSON. */
export const sealCommand: Command = {
  summary: "seal JSON to the bank's certificate, as the body of a request",
  usage: "[FILE] --to bank.cer [options]",
  options: {
    to: { type: "string", value: "FILE", help: "the certificate of who shall be able to open it (required)" },
    ...PROFILE_OPTIONS,
    service: { type: "string", value: "TEXT", help: "the envelope's service field" },
    "request-id": { type: "string", value: "TEXT", help: "the envelope's requestId field" }
  },
  run: seal
}

async function seal(values: Values, io: KeysIo): Promise<CommandResult> {
  const { profile, rsaAlone } = pickProfile(values)
  const to = values.text("to")
  if (to === undefined) throw new CommandError(2, "seal needs the recipient's certificate: --to bank.cer")
  if (values.positionals.length > 1) throw new CommandError(2, "seal takes one file, or the standard input.")
  const recipientCertificate = readKeyText(await io.read(to))
  const value = parse(new TextDecoder().decode(await io.read(values.positionals[0] ?? "-")))
  const envelope = await createEnvelope({ recipientCertificate, privateKey: await makeThrowAwayKey(), profile })
  const service = values.text("service")
  const requestId = values.text("request-id")
  const fields = { ...(service !== undefined && { service }), ...(requestId !== undefined && { requestId }) }
  const body = await (rsaAlone ? envelope.sealAsymmetric(value) : envelope.seal(value, fields))
  return { exitCode: 0, text: body, json: { body, contentType: rsaAlone ? "text/plain" : "application/json" } }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""))
  } catch {
    // Without the parser's words: they quote the text.
    throw new CommandError(1, "The text to seal is not JSON.")
  }
}

/** An envelope has two parties; for sealing alone our half does not matter. */
async function makeThrowAwayKey(): Promise<string> {
  const algorithm = { name: "RSA-OAEP", modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: "SHA-1" }
  const { privateKey } = await globalThis.crypto.subtle.generateKey(algorithm, true, ["decrypt"])
  return encodeBase64(new Uint8Array(await globalThis.crypto.subtle.exportKey("pkcs8", privateKey)))
}
