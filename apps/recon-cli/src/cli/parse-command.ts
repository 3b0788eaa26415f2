import { parseArgs } from "node:util"
import { UsageError } from "../setup/usage-error.ts"
import { type CommandName, commandNames, helpOf, overview } from "./help.ts"

type OptionType = "text" | "flag" | "list"

interface Shape {
  readonly words: readonly [least: number, most: number]
  readonly flags: Readonly<Record<string, OptionType>>
}

const about = { by: "text", json: "flag" } as const

/** The flags of each command, and how many words may follow it. */
const shapes = {
  run: {
    words: [0, 0],
    flags: {
      ...about, statement: "list", account: "text", "date-order": "text", layout: "text", from: "text", to: "text", opening: "text", closing: "text",
      journal: "text", ledger: "text", mapping: "text", rules: "text", "as-of": "text", "dry-run": "flag", save: "flag", threads: "text", memory: "text"
    }
  },
  explain: { words: [1, 1], flags: { json: "flag", run: "text", journal: "text" } },
  resolve: { words: [0, 0], flags: { ...about, apply: "flag", only: "list" } },
  exceptions: {
    words: [1, 2],
    flags: { ...about, status: "text", account: "text", assignee: "text", "as-of": "text", to: "text", text: "text", reason: "text" }
  },
  export: { words: [0, 0], flags: { json: "flag", format: "text", out: "text", run: "text", mapping: "text", company: "text", sample: "flag" } },
  close: { words: [0, 0], flags: { ...about, account: "text", from: "text", to: "text", reason: "text", reopen: "flag", list: "flag" } },
  merge: { words: [2, 1000], flags: { json: "flag" } }
} as const satisfies Record<CommandName, Shape>

type Value<T extends OptionType> = T extends "text" ? string | undefined : T extends "flag" ? boolean : readonly string[]

/** The flags of one command, as they were given. */
export type FlagsOf<N extends CommandName> = { readonly [F in keyof (typeof shapes)[N]["flags"]]: (typeof shapes)[N]["flags"][F] extends OptionType ? Value<(typeof shapes)[N]["flags"][F]> : never }

/** What was asked for. */
export type Command =
  | { readonly name: "help"; readonly text: string }
  | { [N in CommandName]: { readonly name: N; readonly words: readonly string[]; readonly flags: FlagsOf<N> } }[CommandName]

/** Reads the command line. @throws UsageError that names the flag or word that is wrong */
export const parseCommand = (args: readonly string[]): Command => {
  // A package manager may hand over the "--" that separated its own flags from ours.
  const [name = "help", ...rest] = args.filter((arg, index) => !(arg === "--" && index <= 1))
  if (name === "help" || name === "--help" || name === "-h") return { name: "help", text: isCommand(rest[0]) ? helpOf[rest[0]] : overview }
  if (!isCommand(name)) throw new UsageError(`there is no command "${name}"; the commands are ${commandNames.join(", ")}`)
  if (rest.includes("--help") || rest.includes("-h")) return { name: "help", text: helpOf[name] }
  return readFlags(name, rest)
}

const isCommand = (name: string | undefined): name is CommandName => (commandNames as readonly (string | undefined)[]).includes(name)

const readFlags = (name: CommandName, args: readonly string[]): Command => {
  const { words: [least, most], flags } = shapes[name]
  const entries = Object.entries<OptionType>(flags)
  const options = Object.fromEntries(entries.map(([flag, type]) => [flag, { type: type === "flag" ? "boolean" : "string", multiple: type === "list" } as const]))
  const { values, positionals } = parseOrRefuse(name, args, options)
  if (positionals.length < least || positionals.length > most) {
    throw new UsageError(`hundi-recon ${name} takes ${least === 0 ? "no words" : least === 1 && most === 1 ? "one word" : `${least} or more words`} besides its flags. See hundi-recon ${name} --help`)
  }
  const filled = Object.fromEntries(entries.map(([flag, type]) => [flag, values[flag] ?? (type === "flag" ? false : type === "list" ? [] : undefined)]))
  return { name, words: positionals, flags: filled } as unknown as Command
}

const parseOrRefuse = (name: CommandName, args: readonly string[], options: Record<string, { type: "boolean" | "string"; multiple: boolean }>) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n")
    throw new UsageError(`${reason} See hundi-recon ${name} --help`)
  }
}

/** A flag that must be there. @throws UsageError saying what for */
export const needed = (value: string | undefined, name: string, use: string): string => {
  if (value === undefined || value.trim() === "") throw new UsageError(`--${name} is needed: ${use}`)
  return value
}

/** Who says so: `--by`, or HUNDI_ACTOR. @throws UsageError */
export const personOf = (by: string | undefined, env: NodeJS.ProcessEnv): string =>
  needed(by ?? env["HUNDI_ACTOR"], "by", "who says so, as your colleagues know you (or set HUNDI_ACTOR)")

/** A date that exists. @throws UsageError */
export const dateOf = (value: string, name: string): string => {
  if (!isDate(value)) throw new UsageError(`--${name} must be a date, YYYY-MM-DD`)
  return value
}

const isDate = (text: string): boolean => {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text
}
