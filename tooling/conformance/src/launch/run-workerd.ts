import { Miniflare } from "miniflare"
import { readFileSync, readdirSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import type { RuntimeReport } from "../run-suites.ts"

const TIMEOUT_MS = 180_000
const COMPATIBILITY_DATE = "2026-07-01"

/**
 * Runs the bundled suites in workerd, all in one request of one Durable Object, whose SQLite holds the journal.
 *
 * @param runtime `workerd` has `nodejs_compat`; `workerd-bare` has Web APIs alone, as any edge without Node compatibility
 * @param folder of the bundle
 */
export async function runWorkerd(runtime: "workerd" | "workerd-bare", folder: string): Promise<RuntimeReport> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".mjs") && file !== "process.mjs" && file !== "browser.mjs")
  // The first module is the worker.
  files.sort((a, b) => Number(b === "worker.mjs") - Number(a === "worker.mjs"))
  const miniflare = new Miniflare({
    modules: files.map((file) => ({ type: "ESModule", path: join(folder, file) })),
    modulesRoot: folder,
    compatibilityDate: COMPATIBILITY_DATE,
    compatibilityFlags: runtime === "workerd" ? ["nodejs_compat"] : [],
    durableObjects: { SUITES: { className: "Suites", useSQLite: true } },
    // Otherwise it asks the network for the location of this machine.
    cf: false
  })
  try {
    const url = `http://localhost/?version=${workerdVersion()}`
    const reply = await miniflare.dispatchFetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    const text = await reply.text()
    if (reply.status !== 200) throw new Error(`the worker answered ${reply.status}: ${text.slice(0, 2000)}`)
    return JSON.parse(text) as RuntimeReport
  } finally {
    await miniflare.dispose()
  }
}

function workerdVersion(): string {
  const path = createRequire(import.meta.resolve("miniflare")).resolve("workerd/package.json")
  return (JSON.parse(readFileSync(path, "utf8")) as { readonly version: string }).version
}
