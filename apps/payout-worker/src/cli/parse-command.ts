import { parseArgs } from "node:util"
import { SetupError } from "../setup/setup-error.ts"
import { type CommandName, commandNames, helpOf, overview } from "./help.ts"

/** What was asked for on the command line. */
export type Command =
  | { readonly name: "help"; readonly text: string }
  | {
      readonly name: "demo"
      readonly file: string | undefined
      readonly exitWhenDone: boolean
      readonly json: boolean
      readonly host: string | undefined
      readonly seed: number
    }
  | { readonly name: "serve"; readonly host: string | undefined }
  | { readonly name: "pay"; readonly file: string; readonly json: boolean }
  | { readonly name: "doctor"; readonly json: boolean }
  | { readonly name: "verify-audit"; readonly json: boolean; readonly anchors: string | undefined }
  | { readonly name: "pause"; readonly rail: string; readonly reason: string }
  | { readonly name: "resume"; readonly rail: string }
  | { readonly name: "migrate" }

const flag = { type: "boolean", default: false } as const
const text = { type: "string" } as const
const rails = ["upi", "imps", "neft", "rtgs", "internal"]

/** Reads the command line. @throws SetupError that names the flag or argument that is wrong */
export const parseCommand = (args: readonly string[]): Command => {
  // A package manager may hand over the "--" that separated its own flags from ours.
  const [name = "help", ...rest] = args.filter((arg, index) => !(arg === "--" && index <= 1))
  if (name === "help" || name === "--help") return { name: "help", text: overview }
  if (!isCommand(name)) throw new SetupError(`there is no command "${name}"; the commands are ${commandNames.join(", ")}`)
  if (rest.includes("--help")) return { name: "help", text: helpOf[name] }
  return readers[name](rest)
}

const isCommand = (name: string): name is CommandName => (commandNames as readonly string[]).includes(name)

const readers: Readonly<Record<CommandName, (args: readonly string[]) => Command>> = {
  demo: (args) => {
    const { values } = read("demo", args, { file: text, "exit-when-done": flag, json: flag, host: text, seed: { type: "string", default: "1" } }, 0)
    const seed = Number(values.seed)
    if (!/^\d+$/.test(values.seed) || !Number.isSafeInteger(seed)) throw new SetupError("--seed must be a whole number")
    return { name: "demo", file: values.file, exitWhenDone: values["exit-when-done"], json: values.json, host: values.host, seed }
  },
  serve: (args) => ({ name: "serve", host: read("serve", args, { host: text }, 0).values.host }),
  pay: (args) => {
    const { values, positionals } = read("pay", args, { json: flag }, 1)
    return { name: "pay", file: positionals[0] ?? "", json: values.json }
  },
  doctor: (args) => ({ name: "doctor", json: read("doctor", args, { json: flag }, 0).values.json }),
  "verify-audit": (args) => {
    const { json, anchors } = read("verify-audit", args, { json: flag, anchors: text }, 0).values
    return { name: "verify-audit", json, anchors }
  },
  pause: (args) => {
    const { values, positionals } = read("pause", args, { reason: text }, 1)
    const rail = positionals[0] ?? ""
    if (!rails.includes(rail)) throw new SetupError(`there is no rail "${rail}"; the rails are ${rails.join(", ")}`)
    if (values.reason === undefined || values.reason.trim() === "") throw new SetupError("--reason is needed: whoever resumes the rail reads it")
    return { name: "pause", rail, reason: values.reason }
  },
  resume: (args) => {
    const rail = read("resume", args, {}, 1).positionals[0] ?? ""
    if (!rails.includes(rail)) throw new SetupError(`there is no rail "${rail}"; the rails are ${rails.join(", ")}`)
    return { name: "resume", rail }
  },
  migrate: (args) => {
    read("migrate", args, {}, 0)
    return { name: "migrate" }
  }
}

const read = <const O extends Record<string, { readonly type: "string" | "boolean"; readonly default?: string | boolean }>>(
  name: CommandName,
  args: readonly string[],
  options: O,
  positionalCount: number
) => {
  const parsed = parseOrRefuse(name, args, options)
  if (parsed.positionals.length !== positionalCount) {
    const wants = positionalCount === 0 ? "no arguments" : "one argument"
    throw new SetupError(`hundi-worker ${name} takes ${wants}, not ${parsed.positionals.length}. See hundi-worker ${name} --help`)
  }
  return parsed
}

const parseOrRefuse = <const O extends Record<string, { readonly type: "string" | "boolean"; readonly default?: string | boolean }>>(
  name: CommandName,
  args: readonly string[],
  options: O
) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n")
    throw new SetupError(`${reason} See hundi-worker ${name} --help`)
  }
}
