import { readdirSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { AnyDeclaration } from "@hundi/catalog"

/** Folders of packages/catalog/src that hold declarations. A new family also adds its line to portal/declared-apis.ts and its subpath. */
export const familyFolders = ["cib", "collections", "composite", "erupi", "imps", "others", "upi", "upi2"] as const

/**
 * `declared.ts` of each family: every declaration of its folder by name. So an API is added with its file and its sample, and nothing else
 * is written by hand: clients, pages and the simulator find it here.
 *
 * @param source packages/catalog/src
 * @returns file name below `source` to text
 */
export async function gatherDeclarations(source: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const family of familyFolders) {
    const lines: string[] = []
    for (const file of readdirSync(join(source, family)).filter(isSource).sort()) {
      const module = (await import(pathToFileURL(join(source, family, file)).href)) as Readonly<Record<string, unknown>>
      const names = Object.keys(module).filter((name) => isDeclaration(module[name])).sort()
      if (names.length > 0) lines.push(`export { ${names.join(", ")} } from "./${file}"`)
    }
    files.set(`${family}/declared.ts`, `${head}${lines.join("\n")}\n`)
  }
  return files
}

const head = "// Made by tooling/scripts/src/catalogue/main.ts; do not edit. Every declaration of this folder.\n"

const gathered: ReadonlySet<string> = new Set(["index.ts", "all.ts", "rails.ts", "declared.ts"])
const isSource = (file: string): boolean => file.endsWith(".ts") && !/\.(?:test|sample|data)\.ts$/.test(file) && !gathered.has(file)

const isDeclaration = (value: unknown): value is AnyDeclaration =>
  typeof value === "object" && value !== null && "id" in value && "samples" in value && "moves" in value
