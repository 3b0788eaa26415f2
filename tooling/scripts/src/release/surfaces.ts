import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Manifest } from "../workspace.ts"

/** A package's public surface, as it was at its last version. */
export interface ReleasedSurface {
  readonly version: string
  /** SHA-256 of each of its API reports, in hex, by file name. */
  readonly reports: Readonly<Record<string, string>>
}

/** The surfaces of all released packages by name; `{}` before the first release. */
export type ReleasedSurfaces = Readonly<Record<string, ReleasedSurface>>

export const reportFolder = "tooling/api-reports"
export const releasedFile = `${reportFolder}/released.json`

/** Reads what `record-surfaces.ts` wrote at the last release. */
export function readReleased(root: string): ReleasedSurfaces {
  const path = join(root, releasedFile)
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as ReleasedSurfaces) : {}
}

/**
 * The digests of a package's reports today, by file name. Line ends do not count: git may have rewritten them.
 *
 * @param name - for example `@hundi/core`, whose reports are `core.api.md` and `core.*.api.md`
 */
export function digestReports(root: string, name: string): Readonly<Record<string, string>> {
  const folder = join(root, reportFolder)
  const own = `${name.replace("@hundi/", "")}.`
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.startsWith(own) && file.endsWith(".api.md")) : []
  return Object.fromEntries(files.sort().map((file) => [file, digest(readFileSync(join(folder, file), "utf8"))]))
}

/** What came, went or changed between two surfaces: file names of reports, sorted. */
export function changedReports(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((file) => before[file] !== now[file]).sort()
}

/** `0.0.0` is a package that was never released. */
export function isReleased(manifest: Manifest): boolean {
  return manifest.version !== undefined && manifest.version !== "0.0.0"
}

function digest(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex")
}
