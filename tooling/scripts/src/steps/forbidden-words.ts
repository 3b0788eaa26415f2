import { readFileSync } from "node:fs"
import { join } from "node:path"
import { listFiles } from "../list-files.ts"
import type { Step } from "../step.ts"

/** Nothing in the repository may name one machine: no home folders, no package registry that a lock file would pin a clone to. */
export const forbiddenWords: Step = ({ root }) =>
  listFiles(root).flatMap((file) => {
    const bytes = readFileSync(join(root, file))
    return bytes.includes(0) ? [] : findForbidden(bytes.toString("utf8")).map((found) => `${file}:${found}`)
  })

/** `line: what` for each finding in a text. */
export function findForbidden(text: string): readonly string[] {
  return text.split("\n").flatMap((line, index) =>
    patterns.flatMap(({ what, pattern }) => {
      const match = pattern.exec(line)
      return match === null ? [] : [`${index + 1}: ${what}: ${match[0].trim()}`]
    })
  )
}

// Each pattern is broken up by a bracket, so that this file does not find itself.
const patterns: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "path of one machine", pattern: /(?<![\w.)}\]/-])\/(?:[w]ork|[r]oot|[h]ome\/[a-z][\w-]*|[U]sers\/\w+)\/[\w.-]*/ },
  { what: "path of one machine", pattern: /\b[A-Z]:\\[U]sers\\/ },
  { what: "package registry", pattern: /\b[r]egistry\.(?!example\b)[a-z0-9-]+\.[a-z]{2,}\b/i },
  { what: "package registry", pattern: /https?:\/\/[^\s/"']*(?:[a]rtifactory|[v]erdaccio|[n]exus)[^\s/"']*/i },
  { what: "package registry", pattern: /^\s*(?:@[\w-]+:)?[r]egistry\s*=/ }
]
