import { build } from "esbuild"
import { fileURLToPath } from "node:url"

/**
 * Bundles the entries once; every runtime then runs the very same bytes of suites, libraries and vectors. Chunks are shared,
 * because an error class has to be one class for the journal and for the suite that catches its errors.
 *
 * @param folder where the files go: outside of the repository, so that no runtime finds sources or packages by itself
 */
export async function bundle(folder: string): Promise<void> {
  const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
  await build({
    entryPoints: ["process", "worker", "browser"].map((name) => source(`entries/${name}.ts`)),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "neutral",
    target: "es2023",
    mainFields: ["module", "main"],
    conditions: ["hundi-source"],
    external: ["node:*", "cloudflare:*"],
    supported: { "top-level-await": true },
    logLevel: "error"
  })
}
