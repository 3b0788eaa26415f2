import { readFileSync } from "node:fs"
import { UsageError } from "./usage-error.ts"

/** A file of JSON, parsed. @throws UsageError naming the flag; never the file's contents */
export const readJsonFile = (path: string, flag: string): unknown => {
  const text = readText(path, flag)
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new UsageError(`${flag}: ${path} is not JSON`)
  }
}

const readText = (path: string, flag: string): string => {
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    throw new UsageError(`${flag}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? "failed"})`)
  }
}
