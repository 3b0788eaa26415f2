import { posix, sep } from "node:path"

/**
 * The workspace folder that a file belongs to, for example `packages/core`.
 *
 * @param file - absolute path of the file
 * @param root - absolute path of the repository
 */
export function ownerOf(file: string, root: string): string | undefined {
  const path = slashes(file)
  const prefix = `${slashes(root)}/`
  if (!path.startsWith(prefix)) return undefined
  return /^(?:packages|apps|tooling)\/[^/]+(?=\/|$)/.exec(path.slice(prefix.length))?.[0]
}

/**
 * The workspace folder that an import points to: by package name, or by a relative path that leaves its own folder.
 *
 * @param folderOf - workspace folder by package name, for example `@hundi/core` -> `packages/core`
 */
export function targetOf(
  specifier: string,
  file: string,
  root: string,
  folderOf: (name: string) => string | undefined
): string | undefined {
  if (specifier.startsWith(".")) return ownerOf(posix.resolve(posix.dirname(slashes(file)), specifier), root)
  if (specifier.startsWith("/")) return ownerOf(specifier, root)
  const name = /^@hundi\/[^/]+/.exec(specifier)?.[0]
  return name === undefined ? undefined : folderOf(name)
}

function slashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/")
}
