import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { expect, it, onTestFinished } from "vitest"
import { temporaryFolder } from "../testing/temporary-folder.ts"
import { bundleWorker } from "./bundle-worker.ts"

const LIMIT_BYTES = 180 * 1024
/** What Cloudflare allows a Worker to compute before its first request (Workers limits, startup time). */
const STARTUP_LIMIT_MS = 1000

/** Heavy, or of other runtimes: none of it may bleed into the edge. */
const FOREIGN = /pkijs|asn1js|pvutils|x509|packages\/recon|duckdb|@hono|\/hono\/|csv-parse|simulator|miniflare|packages\/(checksum|crash-kit)|journal\/src\/(sqlite\.ts|postgres)/

it("is at most 180 KB minified and compressed, starts in a moment, and holds nothing foreign", async () => {
  const { text, metafile } = await bundleWorker()
  const bytes = gzipSync(text, { level: 9 }).length
  const inputs = Object.keys(metafile.inputs)
  expect(inputs.filter((path) => FOREIGN.test(path))).toEqual([])
  // The pattern would find them: these are there.
  expect(inputs.filter((path) => /journal\/src\/sqlite\/sql-journal\.ts|noble/.test(path)).length).toBeGreaterThan(1)
  const startupMs = measureStartup(text)
  console.log(`edge worker: ${(bytes / 1024).toFixed(1)} KB min+gzip of ${LIMIT_BYTES / 1024} KB (${(text.length / 1024).toFixed(0)} KB minified); start-up CPU ${startupMs} ms (its module evaluated by V8 on this machine)`)
  expect(bytes).toBeLessThanOrEqual(LIMIT_BYTES)
  expect(startupMs).toBeLessThan(STARTUP_LIMIT_MS)
  // What Cloudflare's runtime gives, and nothing of Node's that is imported outright.
  expect([...text.matchAll(/from\s*"((?:node|cloudflare):[^"]+)"/g)].map(([, name]) => name)).toEqual(["cloudflare:workers"])
})

/** CPU time of evaluating the module, in a process of its own, with a stand-in for the one module that only workerd has. */
const measureStartup = (text: string): number => {
  const folder = temporaryFolder(onTestFinished)
  writeFileSync(join(folder, "stub.mjs"), "export class DurableObject {}")
  writeFileSync(join(folder, "worker.mjs"), text.replace(/"cloudflare:workers"/, '"./stub.mjs"'))
  const script = 'const from = process.cpuUsage(); await import("./worker.mjs"); const { user, system } = process.cpuUsage(from); console.log(Math.round((user + system) / 1000))'
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: folder, encoding: "utf8" })
  if (stdout.trim() === "") throw new Error(`the bundle does not evaluate: ${stderr}`)
  return Number(stdout)
}
