import { encodeBase64 } from "../base64.ts"
import { createEnvelope } from "../create-envelope.ts"
import { readPrivateKey } from "../read-key.ts"
import { CommandError } from "./keys-io.ts"
import type { Command, CommandResult, KeysIo, Values } from "./keys-io.ts"
import { PASSWORD_OPTION, loadPrivateKey } from "./load-key-file.ts"
import { PROFILE_OPTIONS, pickProfile } from "./pick-profile.ts"

/** `hundi-keys open`: JSON from an HTTP body. */
export const openCommand: Command = {
  summary: "open a body that the bank sealed to your certificate",
  usage: "[FILE] --key partner.key [options]",
  options: {
    key: { type: "string", value: "FILE", help: "your private key (required)" },
    ...PROFILE_OPTIONS,
    ...PASSWORD_OPTION
  },
  run: open
}

async function open(values: Values, io: KeysIo): Promise<CommandResult> {
  const { profile, rsaAlone } = pickProfile(values)
  const path = values.text("key")
  if (path === undefined) throw new CommandError(2, "open needs your private key: --key partner.key")
  if (values.positionals.length > 1) throw new CommandError(2, "open takes one file, or the standard input.")
  const privateKey = await loadPrivateKey(path, values, io)
  const body = new TextDecoder().decode(await io.read(values.positionals[0] ?? "-")).trim()
  // An envelope has two parties; for opening alone our own public half can stand for the other one.
  const recipientCertificate = encodeBase64(readPrivateKey(privateKey, "key").spki)
  const envelope = await createEnvelope({ recipientCertificate, privateKey, profile })
  const opened = await (rsaAlone ? envelope.openAsymmetric(body) : envelope.open(body))
  if (!opened.sealed) io.complain("Note: this body was not sealed. Anyone on the way can have written it.")
  return { exitCode: 0, text: JSON.stringify(opened.value, null, 2), json: opened }
}
