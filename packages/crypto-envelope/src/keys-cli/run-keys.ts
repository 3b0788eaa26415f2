import { EnvelopeError } from "../envelope-error.ts"
import { convertCommand } from "./convert-command.ts"
import { inspectCommand } from "./inspect-command.ts"
import { CommandError } from "./keys-io.ts"
import type { Command, KeysIo, OptionInfo } from "./keys-io.ts"
import { csrCommand, newCommand, selfSignedCommand } from "./make-commands.ts"
import { openCommand } from "./open-command.ts"
import { parseOptions } from "./parse-options.node.ts"
import { sealCommand } from "./seal-command.ts"

/** In the order of an onboarding. */
const COMMANDS: Readonly<Record<string, Command>> = {
  new: newCommand,
  csr: csrCommand,
  "self-signed": selfSignedCommand,
  inspect: inspectCommand,
  convert: convertCommand,
  seal: sealCommand,
  open: openCommand
}

const COMMON: Readonly<Record<string, OptionInfo>> = {
  json: { type: "boolean", help: "print one line of JSON instead of text" },
  help: { type: "boolean", help: "print this" }
}

/**
 * Runs one command of `hundi-keys`.
 *
 * @param args - what stands behind the program's name
 * @returns the exit code: 0 fine, 1 refused or not valid, 2 called in a wrong way
 */
export async function runKeys(args: readonly string[], io: KeysIo): Promise<0 | 1 | 2> {
  const [name, ...rest] = args
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const out = name === undefined ? io.complain : io.out
    out(describeProgram())
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  const json = rest.includes("--json")
  try {
    if (command === undefined) throw new CommandError(2, `There is no command ${name}. hundi-keys --help lists them.`)
    const options = { ...command.options, ...COMMON }
    const values = parseOptions(rest, options, name)
    if (values.flag("help")) {
      io.out(describeCommand(name, command, options))
      return 0
    }
    const result = await command.run(values, io)
    io.out(json ? JSON.stringify(result.json) : result.text)
    return result.exitCode
  } catch (error) {
    return refuse(error, json, io)
  }
}

function refuse(error: unknown, json: boolean, io: KeysIo): 1 | 2 {
  const known = error instanceof EnvelopeError || error instanceof CommandError
  if (!known) throw error
  const exitCode = error instanceof CommandError ? error.exitCode : 1
  const code = error instanceof EnvelopeError ? error.code : exitCode === 2 ? "USAGE" : "FILE"
  if (json) io.out(JSON.stringify({ error: { code, message: error.message } }))
  else io.complain(error.message)
  return exitCode
}

function describeProgram(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(12)} ${summary}`)
  return [
    "hundi-keys: keys, certificates and envelopes for ICICI Bank's APIs. Unofficial.",
    "",
    "hundi-keys COMMAND [options]; hundi-keys COMMAND --help says more.",
    "",
    ...lines,
    "",
    "Exit codes: 0 fine, 1 refused or not valid, 2 called in a wrong way."
  ].join("\n")
}

function describeCommand(name: string, { summary, usage }: Command, options: Readonly<Record<string, OptionInfo>>): string {
  const lines = Object.entries(options).map(([option, { value, help }]) => {
    const left = value === undefined ? `--${option}` : `--${option} ${value}`
    return `  ${left.padEnd(24)} ${help}`
  })
  return [`hundi-keys ${name} ${usage}`, "", `${summary[0]!.toUpperCase()}${summary.slice(1)}.`, "", ...lines].join("\n")
}
