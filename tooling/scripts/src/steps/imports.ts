import { readFileSync } from "node:fs"
import { isBuiltin } from "node:module"
import { join } from "node:path"
import ts from "typescript"
import { listFiles } from "../list-files.ts"
import type { Step } from "../step.ts"
import type { Manifest } from "../workspace.ts"
import { readWorkspace } from "../workspace.ts"

/**
 * Whatever a project imports is in its own package.json: a package that a neighbour happens to install is missing at the user's.
 * Code that ships may not use devDependencies.
 */
export const imports: Step = ({ root }) => {
  const files = listFiles(root).filter((file) => /\.(?:ts|mts|js|mjs)$/.test(file) && !file.endsWith(".d.ts"))
  return readWorkspace(root).flatMap(({ folder, manifest }) =>
    files
      .filter((file) => file.startsWith(`${folder}/`))
      .flatMap((file) => {
        const path = file.slice(folder.length + 1)
        return findUndeclared(path, readFileSync(join(root, file), "utf8"), manifest).map((name) => `${file}: ${name} is not in ${folder}/package.json`)
      })
  )
}

/**
 * Names of packages that a file imports and its package.json does not allow.
 *
 * @param path - relative to the project's folder
 */
export function findUndeclared(path: string, text: string, manifest: Manifest): readonly string[] {
  const ships = manifest.private !== true && path.startsWith("src/") && !path.endsWith(".test.ts")
  const allowed = new Set([
    manifest.name,
    ...Object.keys(manifest.dependencies ?? {}),
    ...Object.keys(manifest.peerDependencies ?? {}),
    ...Object.keys(manifest.optionalDependencies ?? {}),
    ...(ships ? [] : Object.keys(manifest.devDependencies ?? {}))
  ])
  const names = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => packageOf(fileName))
  return [...new Set(names)].filter((name) => name !== undefined).filter((name) => !allowed.has(name))
}

/** `effect/Schema` -> `effect`; nothing for relative paths, Node's modules and those of a runtime (`cloudflare:workers`). */
function packageOf(specifier: string): string | undefined {
  if (/^[./]/.test(specifier) || specifier.includes(":") || isBuiltin(specifier)) return undefined
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0]
}
