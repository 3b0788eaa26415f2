import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Step } from "../step.ts"
import { publicPackages } from "../workspace.ts"

/** The changeset settings, and that each waiting changeset names packages which are published. */
export const changesets: Step = ({ root }) => {
  const folder = join(root, ".changeset")
  if (!existsSync(join(folder, "config.json"))) return [".changeset/config.json is missing"]
  const names = publicPackages(root).map(({ manifest }) => manifest.name)
  const files = readdirSync(folder).filter((file) => file.endsWith(".md") && file !== "README.md")
  return [
    ...checkConfig(readFileSync(join(folder, "config.json"), "utf8")),
    ...files.flatMap((file) => checkChangeset(readFileSync(join(folder, file), "utf8"), names).map((why) => `.changeset/${file}: ${why}`))
  ]
}

/** What is wrong with the settings. */
export function checkConfig(text: string): readonly string[] {
  const config = JSON.parse(text) as Readonly<Record<string, unknown>>
  const problems: string[] = []
  if (config["access"] !== "public") problems.push("access must be public: scoped packages are restricted otherwise")
  if (config["baseBranch"] !== "main") problems.push("baseBranch must be main")
  if (config["commit"] !== false) problems.push("commit must be false")
  const privates = config["privatePackages"] as { version?: unknown; tag?: unknown } | undefined
  if (privates?.version !== false || privates.tag !== false) problems.push("privatePackages must be {version: false, tag: false}")
  return problems.map((problem) => `.changeset/config.json: ${problem}`)
}

/** What is wrong with one changeset: front matter of `"package": patch|minor|major`, then a text for the change log. */
export function checkChangeset(text: string, names: readonly string[]): readonly string[] {
  const parts = split(text)
  if (parts === undefined) return ["no front matter between two --- lines"]
  const problems = parts.lines.flatMap((line) => {
    const bump = readBump(line)
    if (bump === undefined) return [`cannot read ${JSON.stringify(line)}`]
    return names.includes(bump.name) ? [] : [`${bump.name} is no published package`]
  })
  return parts.summary.trim() === "" ? [...problems, "no text for the change log"] : problems
}

/** What one changeset asks for. Lines that cannot be read are left out; `checkChangeset` complains about them. */
export function bumpsOf(text: string): readonly Bump[] {
  return (split(text)?.lines ?? []).map(readBump).filter((bump) => bump !== undefined)
}

export interface Bump {
  readonly name: string
  readonly level: "patch" | "minor" | "major"
}

function split(text: string): { readonly lines: readonly string[]; readonly summary: string } | undefined {
  const match = /^---\r?\n([\s\S]*?)---\r?\n([\s\S]*)$/.exec(text)
  if (match === null) return undefined
  const [, front = "", summary = ""] = match
  return { lines: front.split("\n").filter((line) => line.trim() !== ""), summary }
}

function readBump(line: string): Bump | undefined {
  const entry = /^["']?(@?[\w/-]+)["']?: *(patch|minor|major)\s*$/.exec(line)
  return entry === null ? undefined : { name: entry[1] ?? "", level: entry[2] as Bump["level"] }
}
