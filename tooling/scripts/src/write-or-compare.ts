import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import type { StepOptions } from "./step.ts"

/**
 * Writes a generated file, or says that the committed one is stale.
 *
 * @param how - the command that brings it up to date
 */
export function writeOrCompare({ root, write }: StepOptions, file: string, text: string, how: string): readonly string[] {
  const path = join(root, file)
  const now = existsSync(path) ? readFileSync(path, "utf8") : undefined
  if (now === text) return []
  if (!write) return [`${file} is ${now === undefined ? "missing" : `stale: ${firstDifference(now, text)}`}\nbring it up to date: ${how}`]
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return []
}

function firstDifference(left: string, right: string): string {
  const a = left.split("\n")
  const b = right.split("\n")
  const at = a.findIndex((line, index) => line !== b[index])
  const line = at === -1 ? a.length : at
  return `line ${line + 1} is ${JSON.stringify(a[line] ?? "(end)")}, should be ${JSON.stringify(b[line] ?? "(end)")}`
}
