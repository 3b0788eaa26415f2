import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { buildRecords, groupEntries } from "./build-records.ts"
import { allSayNoneMoved } from "./classify.ts"
import { renderConflicts, renderData, renderJson } from "./render.ts"
import { readTranscription } from "./transcription.ts"

/** Every generated file with the text it should have. */
export const renderFiles = (): ReadonlyMap<string, string> => {
  const transcription = readTranscription()
  const records = buildRecords(transcription)
  const declines = groupEntries(transcription.entries).filter(allSayNoneMoved)
  const calledDeclines = new Set(declines.map(({ family, code }) => `${family} ${code}`))
  return new Map([
    [pathOf("../src/codes.data.ts"), renderData(records)],
    [pathOf("../codes.json"), renderJson(records)],
    [pathOf("../../../docs/generated/code-conflicts.md"), renderConflicts(records, calledDeclines)]
  ])
}

/** The generated files whose text on disk is not what the generator makes; empty = all up to date. */
export const findStaleFiles = (): readonly string[] =>
  [...renderFiles()].filter(([path, text]) => readOrEmpty(path) !== text).map(([path]) => path)

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

const readOrEmpty = (path: string): string => {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return ""
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes("--check")) {
    const stale = findStaleFiles()
    for (const path of stale) console.error(`out of date: ${path}; run the generate script`)
    process.exitCode = stale.length === 0 ? 0 : 1
  } else {
    for (const [path, text] of renderFiles()) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
    }
  }
}
