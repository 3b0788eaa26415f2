import { SetupError } from "../setup/setup-error.ts"
import { type CommandName, commandNames, helpOf, overview } from "./help.ts"
import { type PeopleCommand, peopleReaders } from "./parse-people-command.ts"
import { flag, needed, readFlags as read, text } from "./read-flags.ts"

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
      readonly by: string | undefined
    }
  | { readonly name: "serve"; readonly host: string | undefined }
  | { readonly name: "pay"; readonly file: string; readonly json: boolean; readonly by: string | undefined }
  | { readonly name: "doctor"; readonly json: boolean }
  | { readonly name: "verify-audit"; readonly json: boolean; readonly anchors: string | undefined }
  | { readonly name: "pause"; readonly rail: string; readonly reason: string }
  | { readonly name: "resume"; readonly rail: string }
  | { readonly name: "migrate"; readonly seal: boolean }
  | PeopleCommand

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
    const options = { file: text, "exit-when-done": flag, json: flag, host: text, by: text, seed: { type: "string", default: "1" } } as const
    const { file, json, host, by, seed: given, "exit-when-done": exitWhenDone } = read("demo", args, options, 0).values
    const seed = Number(given)
    if (!/^\d+$/.test(given) || !Number.isSafeInteger(seed)) throw new SetupError("--seed must be a whole number")
    return { name: "demo", file, exitWhenDone, json, host, seed, by }
  },
  serve: (args) => ({ name: "serve", host: read("serve", args, { host: text }, 0).values.host }),
  pay: (args) => {
    const { values, positionals } = read("pay", args, { json: flag, by: text }, 1)
    return { name: "pay", file: positionals[0] ?? "", json: values.json, by: values.by }
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
    return { name: "pause", rail, reason: needed(values.reason, "reason", "whoever resumes the rail reads it") }
  },
  resume: (args) => {
    const rail = read("resume", args, {}, 1).positionals[0] ?? ""
    if (!rails.includes(rail)) throw new SetupError(`there is no rail "${rail}"; the rails are ${rails.join(", ")}`)
    return { name: "resume", rail }
  },
  migrate: (args) => ({ name: "migrate", seal: read("migrate", args, { seal: flag }, 0).values.seal }),
  ...peopleReaders
}
