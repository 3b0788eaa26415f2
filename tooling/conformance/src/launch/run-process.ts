import { spawn } from "node:child_process"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { RuntimeReport } from "../run-suites.ts"

const TIMEOUT_MS = 60_000
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
 * @throws Error when the process did not end with a report within 60 s
 */
export async function runProcess(runtime: keyof typeof commands, folder: string): Promise<RuntimeReport> {
  const { file, args, zone } = commands[runtime]
  const env = { PATH: process.env["PATH"], HOME: folder, DENO_DIR: join(folder, ".deno"), DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1", TZ: zone }
  const lines = (await outputOf(file, [...args, join(folder, "process.mjs")], folder, env)).trimEnd().split("\n")
  return JSON.parse(lines.at(-1) ?? "") as RuntimeReport
}

function outputOf(file: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], timeout: TIMEOUT_MS })
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
