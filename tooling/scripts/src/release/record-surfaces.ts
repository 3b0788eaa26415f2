import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { publicPackages } from "../workspace.ts"
import type { ReleasedSurfaces } from "./surfaces.ts"
import { digestReports, isReleased, readReleased, releasedFile } from "./surfaces.ts"

/**
 * Writes down the surface of every package that has got another version since the last time, and keeps the others: a package whose surface
 * changed without a changeset gets no version, and `pnpm verify surface` goes on saying so.
 *
 * @returns the names of the packages whose surface was written down
 */
export function recordSurfaces(root: string): readonly string[] {
  const before = readReleased(root)
  const packages = publicPackages(root).filter(({ manifest }) => isReleased(manifest))
  const renewed = packages.flatMap(({ manifest: { name, version } }) => (before[name]?.version === version ? [] : [name]))
  const after: ReleasedSurfaces = Object.fromEntries(
    packages.flatMap(({ manifest: { name, version = "" } }) => {
      const surface = renewed.includes(name) ? { version, reports: digestReports(root, name) } : before[name]
      return surface === undefined ? [] : [[name, surface]]
    })
  )
  if (packages.length > 0) writeFileSync(join(root, releasedFile), `${JSON.stringify(after, null, 2)}\n`)
  return renewed
}
