import { build } from "esbuild"
import { createRequire } from "node:module"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { TrialReport } from "./run-trial.ts"

/** Of miniflare's class what is used here; the package is installed for tooling/conformance, which pins it. */
interface Miniflare {
  dispatchFetch(url: string, init: { readonly signal: AbortSignal }): Promise<Response>
  dispose(): Promise<void>
}

const COMPATIBILITY_DATE = "2026-07-01"
const TIMEOUT_MS = 120_000

/**
 * Bundles a worker as wrangler does and asks it once.
 *
 * @param entry - its file, in the fresh project
 * @returns its report, or why there is none
 */
export async function runInWorkerd(root: string, entry: string): Promise<TrialReport | string> {
  let script: string
  try {
    script = await bundle(entry)
  } catch (error) {
    return `it cannot be bundled: ${error instanceof Error ? error.message : String(error)}`
  }
  const { resolve } = createRequire(join(root, "tooling/conformance/package.json"))
  const { Miniflare } = (await import(pathToFileURL(resolve("miniflare")).href)) as { readonly Miniflare: new (options: object) => Miniflare }
  const flags = { compatibilityDate: COMPATIBILITY_DATE, compatibilityFlags: ["nodejs_compat"] }
  // Without `cf: false` it asks the network for the location of this machine.
  const miniflare = new Miniflare({ modules: [{ type: "ESModule", path: "worker.mjs", contents: script }], ...flags, cf: false })
  try {
    const reply = await miniflare.dispatchFetch("http://localhost/", { signal: AbortSignal.timeout(TIMEOUT_MS) })
    const text = await reply.text()
    return reply.status === 200 ? (JSON.parse(text) as TrialReport) : `the worker answered ${reply.status}: ${text.slice(0, 2000)}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await miniflare.dispose()
  }
}

/** One file: what is imported inside of a request is then evaluated there, not when the worker starts. */
async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    write: false,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    external: ["node:*", "cloudflare:*"],
    supported: { "top-level-await": true },
    logLevel: "silent"
  })
  return outputFiles[0]?.text ?? ""
}
