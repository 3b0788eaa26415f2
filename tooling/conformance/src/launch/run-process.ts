import { spawn } from "node:child_process"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { RuntimeReport } from "../run-suites.ts"

const TIMEOUT_MS = 180_000
/** A private operation of RSA-2048 each, on a slow machine. */
const CORRUPTION_TIMEOUT_MS = 4
const bin = (name: string): string => fileURLToPath(new URL(`../../node_modules/.bin/${name}`, import.meta.url))

interface Command {
  readonly file: string
  readonly args: readonly string[]
  /** Each runtime stands in another part of the world: Indian time must not come from the machine's zone. */
  readonly zone: string
}

const commands: Readonly<Record<"node" | "deno" | "bun", Command>> = {
  node: { file: process.execPath, args: [], zone: "Asia/Kolkata" },
  deno: { file: bin("deno"), args: ["run", "-A", "--no-config", "--no-lock", "--cached-only", "--quiet"], zone: "America/St_Johns" },
  bun: { file: bin("bun"), args: ["run"], zone: "Pacific/Apia" }
}

/**
 * Runs the bundled suites in a process of their own.
 *
 * @param folder of the bundle
 * @param corruptions for the corruption suite, which then gets more time too
 * @throws Error when the process did not end with a report within three minutes, or more for more corruptions
 */
export async function runProcess(runtime: keyof typeof commands, folder: string, corruptions?: number): Promise<RuntimeReport> {
  const { file, args, zone } = commands[runtime]
  const long = corruptions === undefined ? {} : { HUNDI_CORRUPTIONS: String(corruptions) }
  const timeoutMs = TIMEOUT_MS + (corruptions ?? 0) * CORRUPTION_TIMEOUT_MS
  const env = { ...long, PATH: process.env["PATH"], HOME: folder, DENO_DIR: join(folder, ".deno"), DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1", TZ: zone }
  const lines = (await outputOf(file, [...args, join(folder, "process.mjs")], folder, env, timeoutMs)).trimEnd().split("\n")
  return JSON.parse(lines.at(-1) ?? "") as RuntimeReport
}

function outputOf(file: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], timeout: timeoutMs })
    const [out, errors]: [string[], string[]] = [[], []]
    child.stdout.setEncoding("utf8").on("data", (text: string) => out.push(text))
    child.stderr.setEncoding("utf8").on("data", (text: string) => errors.push(text))
    child.on("error", reject)
    child.on("close", (code, signal) => {
      if (code === 0) resolve(out.join(""))
      else reject(new Error(`ended with ${signal ?? code}: ${errors.join("").trim().slice(-2000)}`))
    })
  })
}
