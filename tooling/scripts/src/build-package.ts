import { readFileSync } from "node:fs"
import { build } from "tsdown"

/**
 * Builds the package in the current folder: one file per export of its package.json, ESM with types.
 * Unbundled, so that an import of one subpath loads that file and what it needs, nothing else.
 */
interface ExportEntry {
  readonly "hundi-source"?: string
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { exports: Record<string, ExportEntry | string> }
const entry = Object.values(manifest.exports).flatMap((value) => {
  const source = typeof value === "string" ? undefined : value["hundi-source"]
  return source === undefined ? [] : [source]
})

await build({
  entry,
  root: "src",
  format: "esm",
  platform: "neutral",
  unbundle: true,
  dts: { tsconfig: "../../tsconfig.json" },
  clean: true,
  outExtensions: () => ({ js: ".mjs", dts: ".d.mts" }),
  logLevel: "warn"
})
