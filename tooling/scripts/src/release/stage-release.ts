import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import { runCommand } from "../run-command.ts"
import type { Project } from "../workspace.ts"
import { publicPackages } from "../workspace.ts"
import { recordSurfaces } from "./record-surfaces.ts"
import { reportFolder } from "./surfaces.ts"

/** The next release, in a folder of its own: built packages with their new versions and change logs. */
export interface StagedRelease {
  readonly root: string
  /** The packages as they were before. */
  readonly before: readonly Project[]
  readonly after: readonly Project[]
  /** The texts of the changesets that were used up. */
  readonly changesets: readonly string[]
}

/**
 * Copies what a release needs out of the work tree and does there what `pnpm version-packages` does: the work tree keeps its versions and
 * its changesets. Where none waits, as after a release, every package gets one for the trial.
 *
 * @param folder - empty or missing
 * @returns the release, or what `changeset version` said when it failed
 */
export async function stageRelease(root: string, folder: string): Promise<StagedRelease | string> {
  const before = publicPackages(root)
  mkdirSync(folder, { recursive: true })
  for (const name of ["package.json", "pnpm-workspace.yaml", "LICENSE", ".changeset", reportFolder]) cpSync(join(root, name), join(folder, name), { recursive: true })
  for (const project of before) copyPackage(root, folder, project, before)

  const waiting = changesetFiles(folder)
  if (waiting.length === 0) writeFileSync(join(folder, ".changeset/trial.md"), changesetForAll(before))
  const changesets = changesetFiles(folder).map((file) => readFileSync(join(folder, ".changeset", file), "utf8"))
  const { ok, output } = await runCommand(join(root, "node_modules/.bin/changeset"), ["version"], { cwd: folder })
  if (!ok) return `changeset version failed:\n${output.trim()}`
  recordSurfaces(folder)
  return { root: folder, before, after: publicPackages(folder), changesets }
}

/** Everything of a package but what its tests leave behind; its neighbours are linked to their copies. */
function copyPackage(root: string, folder: string, project: Project, all: readonly Project[]): void {
  const from = join(root, project.folder)
  const to = join(folder, project.folder)
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from).filter((name) => !left.has(name))) cpSync(join(from, entry), join(to, entry), { recursive: true })
  const links = join(to, "node_modules/@hundi")
  rmSync(join(to, "node_modules"), { recursive: true, force: true })
  mkdirSync(links, { recursive: true })
  for (const { folder: neighbour, manifest } of all) {
    if (neighbour !== project.folder) symlinkSync(join(folder, neighbour), join(links, basename(manifest.name)), "junction")
  }
}

const left = new Set(["node_modules", ".reports", ".turbo"])

function changesetFiles(folder: string): readonly string[] {
  if (!existsSync(join(folder, ".changeset"))) return []
  return readdirSync(join(folder, ".changeset")).filter((file) => file.endsWith(".md") && file !== "README.md")
}

function changesetForAll(packages: readonly Project[]): string {
  return `---\n${packages.map(({ manifest }) => `${JSON.stringify(manifest.name)}: patch\n`).join("")}---\n\nA trial of the release.\n`
}
