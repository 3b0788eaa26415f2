import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { publint } from "publint"
import { formatMessage } from "publint/utils"
import type { ReleasedPackage } from "../release/check-release.ts"
import { checkRelease } from "../release/check-release.ts"
import { dryRunPublish } from "../release/dry-run-publish.ts"
import { tryAsUser } from "../release/fresh-project.ts"
import type { StagedRelease } from "../release/stage-release.ts"
import { stageRelease } from "../release/stage-release.ts"
import { runAsStep } from "../run-command.ts"
import type { Step } from "../step.ts"
import type { Manifest, Project } from "../workspace.ts"
import { checkSurfaces } from "./surface.ts"

/**
 * What users would get if the next release were now. Every public package is built; a copy outside of the work tree gets the versions and
 * change logs that the waiting changesets ask for, and is packed. The tarballs are checked with publint and "are the types wrong", would be
 * published, and are installed, type-checked and run by a new user on Node, Deno, Bun and a Worker.
 */
export const pack: Step = async ({ root }) => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-pack-"))
  try {
    const built = await runPnpm(root, ["--filter", "./packages/*", "run", "build"])
    if (built.length > 0) return built
    const staged = await stageRelease(root, join(folder, "release"))
    if (typeof staged === "string") return [staged]
    const tarballs = join(folder, "tarballs")
    mkdirSync(tarballs)
    const packed = await runPnpm(staged.root, ["--filter", "./packages/*", "pack", "--pack-destination", tarballs])
    if (packed.length > 0) return packed

    const found = findTarballs(tarballs, staged.after)
    const missing = staged.after.filter(({ manifest }) => !found.has(manifest.name)).map(({ manifest }) => `${manifest.name} gave no tarball`)
    const unfit = await dryRunPublish(staged.root, [...found.keys()])
    // npm waits for the network and the disk for a good part of its time.
    const [wrong, unusable] = await Promise.all([checkTarballs(root, found), tryAsUser(root, join(folder, "user"), staged.after, found)])
    return [...missing, ...wrong, ...checkStaged(staged, found), ...unfit, ...unusable]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runPnpm(cwd: string, args: readonly string[]): Promise<readonly string[]> {
  // The caller's pnpm has installed already; asking again here would only cost time.
  return runAsStep("npx", ["--yes", "pnpm@12.21.0", ...args], { cwd, env: { pnpm_config_verify_deps_before_run: "false" } })
}

function findTarballs(folder: string, packages: readonly Project[]): ReadonlyMap<string, string> {
  const files = readdirSync(folder)
  return new Map(
    packages.flatMap(({ manifest: { name, version } }) => {
      const file = `${name.replace("@", "").replace("/", "-")}-${version}.tgz`
      return files.includes(file) ? [[name, join(folder, file)] as const] : []
    })
  )
}

async function checkTarballs(root: string, tarballs: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const problems: string[] = []
  for (const [name, tarball] of tarballs) problems.push(...(await checkTarball(root, name, tarball)))
  return problems
}

async function checkTarball(root: string, name: string, tarball: string): Promise<readonly string[]> {
  const bytes = readFileSync(tarball)
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true })
  const lines = messages.map((message) => `publint, ${name}: ${formatMessage(message, pkg, { color: false }) ?? message.code}`)
  const cwd = join(root, "tooling/scripts")
  const wrongTypes = await runAsStep("attw", ["--profile", "esm-only", "--no-color", "--no-emoji", tarball], { cwd })
  return [...lines, ...wrongTypes.map((output) => `attw, ${name}:\n${output}`)]
}

/** Versions, change logs and ranges; and after a release nothing of the surface may wait for a changeset any more. */
function checkStaged({ root, before, after, changesets }: StagedRelease, tarballs: ReadonlyMap<string, string>): readonly string[] {
  const released = after.flatMap(({ folder, manifest: { name } }): readonly ReleasedPackage[] => {
    const tarball = tarballs.get(name)
    if (tarball === undefined) return []
    const log = join(root, folder, "CHANGELOG.md")
    const oldVersion = before.find(({ manifest }) => manifest.name === name)?.manifest.version ?? ""
    return [{ name, oldVersion, packed: readPacked(tarball), changeLog: existsSync(log) ? readFileSync(log, "utf8") : undefined }]
  })
  return [...checkRelease(released, changesets), ...checkSurfaces(root).map((problem) => `after the release: ${problem}`)]
}

function readPacked(tarball: string): Manifest {
  return JSON.parse(execFileSync("tar", ["-xzOf", tarball, "package/package.json"], { encoding: "utf8" })) as Manifest
}
