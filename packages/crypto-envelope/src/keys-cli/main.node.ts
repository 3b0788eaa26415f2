#!/usr/bin/env node
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { askSecret } from "./ask-secret.node.ts"
import { CommandError } from "./keys-io.ts"
import type { KeysIo } from "./keys-io.ts"
import { runKeys } from "./run-keys.ts"

/**
 * The program `hundi-keys`.
 *
 * @param args - what stands behind the program's name
 * @returns the exit code: 0 fine, 1 refused or not valid, 2 called in a wrong way
 */
export async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  return runKeys(args, nodeIo)
}

const nodeIo: KeysIo = {
  get nowMs() {
    return Date.now()
  },
  read: async (path) => {
    try {
      return readFileSync(path === "-" ? 0 : path)
    } catch (error) {
      throw new CommandError(1, `${path === "-" ? "The standard input" : path} cannot be read: ${reasonOf(error)}.`)
    }
  },
  write: async (path, content, { secret, force }) => {
    try {
      mkdirSync(dirname(path), { recursive: true })
      // A file that is replaced would keep its mode, and its readers.
      if (force) rmSync(path, { force: true })
      // "wx" refuses a file that came into being since it was looked for.
      writeFileSync(path, content, { mode: secret ? 0o600 : 0o644, flag: "wx" })
    } catch (error) {
      const exists = (error as NodeJS.ErrnoException).code === "EEXIST"
      throw new CommandError(1, exists ? `${path} exists already. --force replaces it.` : `${path} cannot be written: ${reasonOf(error)}.`)
    }
  },
  exists: existsSync,
  join,
  out: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
  env: (name) => process.env[name],
  ask: askSecret
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? "unknown"
  const words: Readonly<Record<string, string>> = { ENOENT: "there is no such file", EACCES: "access is denied", EISDIR: "it is a folder" }
  return words[code] ?? code
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2))
