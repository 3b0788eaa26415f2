import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { build } from "esbuild"
import { Miniflare } from "miniflare"
import { median } from "./rates.ts"
import type { RuntimeTask } from "./runtime-entry.ts"

type Rates = Readonly<Record<"raw" | "open", number>>

const run = promisify(execFile)
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url))
const bin = (name: string): string => here(`../node_modules/.bin/${name}`)

/** `open` at 1 KB over the bare raw operation, on each runtime that has node:crypto. */
export const benchRuntimes = async (task: RuntimeTask): Promise<Readonly<Record<"deno" | "bun" | "workerd", number>>> => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-bench-"))
  try {
    const bundle = async (entry: string): Promise<string> => {
      const outfile = join(folder, entry.replace(".ts", ".mjs"))
      const define = { TASK: JSON.stringify(task) }
      await build({
        ...{ entryPoints: [here(entry)], outfile, define, bundle: true, format: "esm", platform: "node" },
        ...{ conditions: ["hundi-source"], logLevel: "error" }
      })
      return outfile
    }
    const script = await bundle("runtime-cli.ts")
    const [deno, bun] = [await runScript(bin("deno"), ["run", "-A", script]), await runScript(bin("bun"), [script])]
    const workerd = await runWorkerd(await bundle("runtime-worker.ts"))
    return { deno: deno.open / deno.raw, bun: bun.open / bun.raw, workerd: workerd.open / workerd.raw }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const runScript = async (command: string, args: readonly string[]): Promise<Rates> => {
  const { stdout } = await run(command, args)
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Rates
}

const COUNT = 100
const ROUNDS = 5

const runWorkerd = async (scriptPath: string): Promise<Rates> => {
  const modules = [{ type: "ESModule" as const, path: "worker.mjs", contents: readFileSync(scriptPath, "utf8") }]
  const miniflare = new Miniflare({ modules, compatibilityDate: "2026-07-01", compatibilityFlags: ["nodejs_compat"] })
  const measure = async (work: string): Promise<number> => {
    const began = performance.now()
    await (await miniflare.dispatchFetch(`http://bench/?work=${work}&count=${COUNT}`)).text()
    return (COUNT * 1000) / (performance.now() - began)
  }
  await measure("open")
  const [raw, open]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    raw.push(await measure("raw"))
    open.push(await measure("open"))
  }
  await miniflare.dispose()
  return { raw: median(raw), open: median(open) }
}
