#!/usr/bin/env -S node --conditions=hundi-source
import { enableCompileCache } from "node:module"
import { type Command, parseCommand } from "./cli/parse-command.ts"

/** Runs one command. Each is loaded when it is asked for: `--help` needs no database. */
const run = async (command: Command): Promise<number> => {
  switch (command.name) {
    case "help":
      process.stdout.write(command.text)
      return 0
    case "run":
      return (await import("./commands/run.ts")).run(command.flags)
    case "explain":
      return (await import("./commands/explain.ts")).explain(command.words[0] ?? "", command.flags)
    case "resolve":
      return (await import("./commands/resolve.ts")).resolve(command.flags)
    case "exceptions":
      return (await import("./commands/exceptions.ts")).exceptions(command.words, command.flags)
    case "export":
      return (await import("./commands/export.ts")).exportRun(command.flags)
    case "close":
      return (await import("./commands/close.ts")).close(command.flags)
    case "merge":
      return (await import("./commands/merge.ts")).merge(command.words, command.flags)
  }
}

/** Refusals that were written for people. Anything else is a fault of the program, and shows where. */
const forPeople: ReadonlySet<string> = new Set(["UsageError", "ReconInputError", "BooksError", "ReconRulesError", "ReconMergeError", "HundiError"])

// Whoever reads our output may have seen enough: `hundi-recon ... | head` is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1))

try {
  const command = parseCommand(process.argv.slice(2))
  // What was compiled is kept between runs: the second start is the fast one.
  if (command.name !== "help") enableCompileCache()
  process.exitCode = await run(command)
} catch (error) {
  const isForPeople = error instanceof Error && forPeople.has(error.name)
  const text = isForPeople ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`hundi-recon: ${text}\n`)
  if (process.argv.includes("--json")) {
    const parts = isForPeople ? (error as Error & Readonly<Record<"code" | "file" | "line" | "rule" | "fix", unknown>>) : undefined
    const { code, file, line, rule, fix } = parts ?? {}
    process.stdout.write(`${JSON.stringify({ error: { code: code ?? "FAILED", message: isForPeople ? error.message : "the program failed", file, line, rule, fix } })}\n`)
  }
  process.exitCode = 1
}
