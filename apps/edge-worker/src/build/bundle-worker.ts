import { fileURLToPath } from "node:url"
import { build, type Metafile } from "esbuild"

/** One module as Cloudflare runs it, and what went into it. */
export interface WorkerBundle {
  readonly text: string
  readonly metafile: Metafile
}

/** Bundles the worker, or another entry on top of it, from the sources: the one bundle that is deployed, tested and weighed. */
export const bundleWorker = async (entry = fileURLToPath(new URL("../worker.ts", import.meta.url)), minify = true): Promise<WorkerBundle> => {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    minify,
    format: "esm",
    platform: "neutral",
    target: "es2023",
    mainFields: ["module", "main"],
    conditions: ["hundi-source", "workerd"],
    external: ["node:*", "cloudflare:*"],
    metafile: true,
    write: false,
    logLevel: "error"
  })
  return { text: outputFiles[0]?.text ?? "", metafile }
}
