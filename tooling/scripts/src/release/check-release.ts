import type { Bump } from "../steps/changesets.ts"
import { bumpsOf } from "../steps/changesets.ts"
import type { Manifest } from "../workspace.ts"

/** One package of a release. */
export interface ReleasedPackage {
  readonly name: string
  readonly oldVersion: string
  /** The package.json inside of the tarball: pnpm has put ranges in the place of `workspace:` and `catalog:`. */
  readonly packed: Manifest
  /** `undefined` where there is no CHANGELOG.md. */
  readonly changeLog: string | undefined
}

/**
 * Whether versions, change logs and ranges came out as the changesets asked for.
 *
 * @param changesets - their texts, as they were before they were used up
 */
export function checkRelease(packages: readonly ReleasedPackage[], changesets: readonly string[]): readonly string[] {
  const versions = new Map(packages.map(({ name, packed }) => [name, packed.version ?? ""]))
  const moved = new Set(packages.filter(({ packed, oldVersion }) => packed.version !== oldVersion).map(({ name }) => name))
  return packages.flatMap((project) => {
    const texts = changesets.filter((text) => bumpsOf(text).some(({ name }) => name === project.name))
    const problems = [...checkVersion(project, texts, moved), ...checkChangeLog(project, texts), ...checkRanges(project.packed, versions)]
    return problems.map((problem) => `${project.name}: ${problem}`)
  })
}

/** The next version of `major.minor.patch`. */
export function bumpVersion(version: string, level: Bump["level"]): string {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number)
  if (level === "major") return `${major + 1}.0.0`
  return level === "minor" ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`
}

function checkVersion(project: ReleasedPackage, texts: readonly string[], moved: ReadonlySet<string>): readonly string[] {
  const { name, oldVersion, packed } = project
  const levels = texts.flatMap(bumpsOf).flatMap((bump) => (bump.name === name ? [bump.level] : []))
  const level = (["major", "minor", "patch"] as const).find((one) => levels.includes(one))
  // A package that nobody changed goes out again when one that it pins does: its range has to move.
  const needed = Object.keys({ ...packed.dependencies, ...packed.peerDependencies, ...packed.optionalDependencies })
  const follows = needed.some((other) => moved.has(other)) ? [bumpVersion(oldVersion, "patch")] : []
  const expected = level === undefined ? [oldVersion, ...follows] : [bumpVersion(oldVersion, level)]
  return expected.includes(packed.version ?? "") ? [] : [`${oldVersion} became ${packed.version}, not ${expected.join(" or ")}`]
}

function checkChangeLog({ packed, oldVersion, changeLog }: ReleasedPackage, texts: readonly string[]): readonly string[] {
  if (packed.version === oldVersion) return []
  if (changeLog === undefined) return ["there is no CHANGELOG.md"]
  const [, section] = changeLog.split(`\n## ${packed.version}\n`)
  if (section === undefined) return [`CHANGELOG.md has no heading ${packed.version}`]
  const latest = section.split(/\n## /)[0] ?? ""
  return texts.map(firstLine).flatMap((line) => (latest.includes(line) ? [] : [`CHANGELOG.md does not say under ${packed.version}: ${line}`]))
}

/** What others are asked for is the very version that goes out with it, or a range that begins there. */
function checkRanges(packed: Manifest, versions: ReadonlyMap<string, string>): readonly string[] {
  const kinds = ["dependencies", "peerDependencies", "optionalDependencies"] as const
  return kinds.flatMap((kind) =>
    Object.entries(packed[kind] ?? {}).flatMap(([name, range]) => {
      if (/^(?:workspace|catalog|file|link):/.test(range)) return [`${kind} has ${name} ${range}: nobody outside of this repository can resolve that`]
      const version = versions.get(name)
      if (version === undefined) return name.startsWith("@hundi/") ? [`${kind} has ${name}, which is not published`] : []
      return range.replace(/^[\^~]/, "") === version ? [] : [`${kind} has ${name} ${range}, but ${version} goes out with it`]
    })
  )
}

function firstLine(changeset: string): string {
  return changeset.replace(/^---[\s\S]*?\n---\s*/, "").split("\n")[0]?.trim() ?? ""
}
