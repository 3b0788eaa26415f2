import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** Reads every package.json of the workspace, sorted by folder. */
export function readWorkspace(root: string): readonly Project[] {
  return ["packages", "apps", "tooling"].flatMap((kind) => {
    if (!existsSync(join(root, kind))) return []
    return readdirSync(join(root, kind))
      .sort()
      .filter((name) => existsSync(join(root, kind, name, "package.json")))
      .map((name) => {
        const folder = `${kind}/${name}`
        return { folder, manifest: JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Manifest }
      })
  })
}

/** The packages that are published. */
export function publicPackages(root: string): readonly Project[] {
  return readWorkspace(root).filter((project) => project.manifest.private !== true)
}

/** The subpaths of a package that are code, with their source file relative to the package. */
export function codeExports(project: Project): readonly CodeExport[] {
  return Object.entries(project.manifest.exports ?? {}).flatMap(([subpath, target]) => {
    const source = typeof target === "string" ? undefined : target["hundi-source"]
    if (source === undefined) return []
    return [{ subpath, specifier: project.manifest.name + subpath.slice(1), source: source.replace(/^\.\//, "") }]
  })
}

export interface Project {
  /** Relative to the root, for example `packages/core`. */
  readonly folder: string
  readonly manifest: Manifest
}

export interface Manifest {
  readonly name: string
  readonly version?: string
  readonly description?: string
  readonly private?: boolean
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export interface CodeExport {
  readonly subpath: string
  readonly specifier: string
  readonly source: string
}
