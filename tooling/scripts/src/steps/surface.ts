import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { ReleasedSurfaces } from "../release/surfaces.ts"
import { changedReports, digestReports, isReleased, readReleased, releasedFile, reportFolder } from "../release/surfaces.ts"
import type { Step } from "../step.ts"
import type { Project } from "../workspace.ts"
import { publicPackages } from "../workspace.ts"
import { bumpsOf } from "./changesets.ts"

/**
 * Whoever changes what users can import says so to them: a package whose API reports differ from those of its last version needs a waiting
 * changeset that names it. `pnpm version-packages` uses the changesets up and writes down the surface that goes out.
 */
export const surface: Step = ({ root }) => checkSurfaces(root)

/** What is wrong with the surfaces of all packages below a root. */
export function checkSurfaces(root: string): readonly string[] {
  const released = readReleased(root)
  const named = readNamed(root)
  const packages = publicPackages(root)
  const gone = Object.keys(released).filter((name) => !packages.some(({ manifest }) => manifest.name === name))
  return [
    ...packages.flatMap((project) => checkSurface(project, released, digestReports(root, project.manifest.name), named)),
    ...gone.map((name) => `${releasedFile} knows ${name}, which is no published package: delete its entry`)
  ]
}

/**
 * What is wrong with one package.
 *
 * @param now - digests of its API reports
 * @param named - packages that a waiting changeset names
 */
function checkSurface(
  { manifest }: Project,
  released: ReleasedSurfaces,
  now: Readonly<Record<string, string>>,
  named: ReadonlySet<string>
): readonly string[] {
  const { name } = manifest
  const before = released[name]
  if (isReleased(manifest) && before?.version !== manifest.version) {
    const known = before === undefined ? "no version" : `version ${before.version}`
    return [`${name} says it is ${manifest.version}, ${releasedFile} knows ${known}\nversions are given by: pnpm version-packages`]
  }
  const changed = changedReports(before?.reports ?? {}, now)
  if (changed.length === 0 || named.has(name)) return []
  const what =
    before === undefined ? `${name} was never released and no changeset names it` : `the public surface of ${name} differs from ${before.version} and no changeset names it`
  return [`${what}: ${changed.map((file) => `${reportFolder}/${file}`).join(", ")}\n${advise(name)}`]
}

/** A changeset that would do, ready to be pasted and finished. */
function advise(name: string): string {
  const file = `.changeset/${name.replace(/^@[^/]+\//, "")}-what-is-new.md`
  const text = ["---", `${JSON.stringify(name)}: minor`, "---", "", "What users can do now, or have to change, in one or two sentences."]
  return [`write ${file} (patch, minor or major; \`pnpm changeset\` asks and writes it too):`, ...text.map((line) => `  ${line}`.trimEnd())].join("\n")
}

function readNamed(root: string): ReadonlySet<string> {
  const folder = join(root, ".changeset")
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".md") && file !== "README.md") : []
  return new Set(files.flatMap((file) => bumpsOf(readFileSync(join(folder, file), "utf8"))).map(({ name }) => name))
}
