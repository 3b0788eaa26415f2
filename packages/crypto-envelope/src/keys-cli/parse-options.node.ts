import { parseArgs } from "node:util"
import { CommandError } from "./keys-io.ts"
import type { OptionInfo, Values } from "./keys-io.ts"

/** Reads a command's arguments. Throws a {@link CommandError} for what the command does not know. */
export function parseOptions(args: readonly string[], options: Readonly<Record<string, OptionInfo>>, command: string): Values {
  try {
    const config = Object.fromEntries(Object.entries(options).map(([name, { type, multiple = false }]) => [name, { type, multiple }]))
    const { values, positionals } = parseArgs({ args: [...args], options: config, allowPositionals: true })
    return {
      text: (name) => {
        const value = values[name]
        return typeof value === "string" ? value : undefined
      },
      flag: (name) => values[name] === true,
      list: (name) => {
        const value = values[name]
        return Array.isArray(value) ? value.filter((one) => typeof one === "string") : []
      },
      positionals
    }
  } catch (error) {
    // Node's words name the option; their second sentence is about positionals that start with a dash.
    const [words = ""] = error instanceof Error ? error.message.split(". ") : []
    throw new CommandError(2, `${words.replace(/\.$/, "")}. hundi-keys ${command} --help lists the options.`)
  }
}
