import { parseArgs } from "node:util"
import { SetupError } from "../setup/setup-error.ts"

type Options = Record<string, { readonly type: "string" | "boolean"; readonly default?: string | boolean }>

/** A flag that is there or not, and one with a text. */
export const flag = { type: "boolean", default: false } as const
export const text = { type: "string" } as const

/** Reads the flags and arguments of one command. @throws SetupError that names what is wrong, and repeats no value */
export const readFlags = <const O extends Options>(name: string, args: readonly string[], options: O, positionalCount: number) => {
  const parsed = parseOrRefuse(name, args, options)
  if (parsed.positionals.length !== positionalCount) {
    const wants = positionalCount === 0 ? "no arguments" : positionalCount === 1 ? "one argument" : `${positionalCount} arguments`
    throw new SetupError(`hundi-worker ${name} takes ${wants}, not ${parsed.positionals.length}. See hundi-worker ${name} --help`)
  }
  return parsed
}

const parseOrRefuse = <const O extends Options>(name: string, args: readonly string[], options: O) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n")
    throw new SetupError(`${reason} See hundi-worker ${name} --help`)
  }
}

/** A flag that must be there. @throws SetupError saying what for */
export const needed = (value: string | undefined, name: string, use: string): string => {
  if (value === undefined || value.trim() === "") throw new SetupError(`--${name} is needed: ${use}`)
  return value
}
