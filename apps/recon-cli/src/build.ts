import { rmSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

/**
 * Bundles the program: one small file that starts at once, and parts that are loaded when a command needs them. The native part of
 * DuckDB stays outside. The thread that opens workbooks must lie beside the other parts (packages/recon/src/inputs).
 */
const bundle = async (): Promise<void> => {
  rmSync(root("dist"), { recursive: true, force: true })
  await build({
    entryPoints: {
      "hundi-recon": root("src/main.ts"),
      "sheet-worker.node": root("../../packages/recon/src/inputs/sheet-worker.node.ts")
    },
    outdir: root("dist"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22.19",
    conditions: ["hundi-source"],
    external: ["@duckdb/node-bindings"],
    minifySyntax: true,
    legalComments: "none",
    logLevel: "warning",
    // Libraries in CommonJS ask for Node's modules by require.
    banner: { js: `import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);` }
  })
}

await bundle()
