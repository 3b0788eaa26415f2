import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

const main = fileURLToPath(new URL("../../../../apps/recon-cli/src/main.ts", import.meta.url))

/** How one command of `hundi-recon` ended. `json` is its last line, where that is JSON. */
export interface ReconAnswer {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly json: Readonly<Record<string, unknown>>
}

interface Where {
  readonly state: string
  readonly bankUrl: string
}

/** Runs `hundi-recon` in a process of its own, as a person would, with `--json`. */
export const runRecon = async (home: Where, ...args: readonly string[]): Promise<ReconAnswer> => {
  const child = spawn(process.execPath, ["--conditions=hundi-source", main, ...args, "--json"], {
    env: { ...process.env, HUNDI_STATE: home.state, HUNDI_BANK_URL: home.bankUrl },
    stdio: ["ignore", "pipe", "pipe"]
  })
  let [stdout, stderr] = ["", ""]
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve))
  const last = stdout.trim().split("\n").at(-1) ?? ""
  return { code, stdout, stderr, json: last.startsWith("{") ? (JSON.parse(last) as ReconAnswer["json"]) : {} }
}
