import { existsSync, readFileSync, statSync } from "node:fs"
import { dirname, join, posix } from "node:path"
import { listFiles } from "../list-files.ts"
import type { Step } from "../step.ts"

/** Every relative link in Markdown leads to a file of the repository, and its #anchor to a heading there. */
export const links: Step = ({ root }) => {
  const files = new Set(listFiles(root))
  const known = (path: string): boolean => files.has(path) || (existsSync(join(root, path)) && statSync(join(root, path)).isDirectory())
  const read = (path: string): string => readFileSync(join(root, path), "utf8")
  return [...files].filter((file) => file.endsWith(".md")).flatMap((file) => checkLinks(file, read, known))
}

/**
 * What is wrong with the links of one page.
 *
 * @param file - relative to the root
 * @param read - text of a page
 * @param known - whether a path, relative to the root, is a file or folder of the repository
 */
export function checkLinks(file: string, read: (path: string) => string, known: (path: string) => boolean): readonly string[] {
  return linksIn(read(file)).flatMap(({ target, line }) => {
    const where = `${file}:${line}: ${target}`
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return []
    if (target.startsWith("/")) return [`${where}: write it relative to the page`]
    const [path = "", anchor] = decodeURI(target).split("#")
    const goal = path === "" ? file : posix.normalize(posix.join(dirname(file), path)).replace(/\/$/, "")
    if (goal.startsWith("..")) return [`${where}: leaves the repository`]
    if (!known(goal)) return [`${where}: no such file`]
    if (anchor === undefined) return []
    // Line numbers of code rot with the next commit: link the file.
    if (!goal.endsWith(".md")) return [`${where}: link the file without #${anchor}`]
    return anchorsOf(read(goal)).has(anchor) ? [] : [`${where}: no such heading in ${goal}`]
  })
}

interface Link {
  readonly target: string
  readonly line: number
}

function linksIn(markdown: string): readonly Link[] {
  return withoutCode(markdown).flatMap((text, index) => {
    const inline = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+["'][^)]*["'])?\s*\)/g)]
    const references = [...text.matchAll(/^\s*\[[^\]]+\]:\s+<?(\S+?)>?(?:\s|$)/g)]
    const html = [...text.matchAll(/<(?:a|img)\s[^>]*(?:href|src)="([^"]+)"/g)]
    return [...inline, ...references, ...html].map((match) => ({ target: match[1] ?? "", line: index + 1 }))
  })
}

/** The page's lines, with fenced blocks and inline code blanked out. */
function withoutCode(markdown: string): readonly string[] {
  let fence: string | undefined
  return markdown.split("\n").map((line) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence === undefined && mark !== undefined) fence = mark
    else if (fence !== undefined && mark?.startsWith(fence) === true) fence = undefined
    else if (fence === undefined) return line.replaceAll(/(`+)(?:(?!\1).)*\1/g, "")
    return ""
  })
}

/** The anchors that GitHub gives to headings: lower case, punctuation dropped, blanks to hyphens, repeats numbered. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const seen = new Map<string, number>()
  const anchors = new Set<string>()
  let fenced = false
  for (const line of markdown.split("\n")) {
    if (/^\s*(?:`{3,}|~{3,})/.test(line)) fenced = !fenced
    for (const [, name] of line.matchAll(/<a\s[^>]*(?:id|name)="([^"]+)"/g)) anchors.add(name ?? "")
    const heading = fenced ? null : /^#{1,6}\s+(.*?)\s*#*\s*$/.exec(line)
    if (heading === null) continue
    const text = (heading[1] ?? "").replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    const slug = text.toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "").replaceAll(" ", "-")
    const count = seen.get(slug) ?? 0
    seen.set(slug, count + 1)
    anchors.add(count === 0 ? slug : `${slug}-${count}`)
  }
  return anchors
}
