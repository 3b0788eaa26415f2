import { type ChildProcess, spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

const main = fileURLToPath(new URL("../../../apps/payout-worker/src/main.ts", import.meta.url))

/** The last line of `--json` (CONTRACTS.md, Summary JSON). */
export type Summary = Readonly<
  Record<
    | "payouts"
    | "invalid"
    | "settled"
    | "accepted"
    | "rejected"
    | "pending"
    | "unknown"
    | "review"
    | "reversed"
    | "notSent"
    | "doublePaid"
    | "bankDebits"
    | "elapsedMs",
    number
  >
>

/** Where a worker lives for one test. */
export interface Home {
  readonly state: string
  readonly bankUrl: string
  readonly port: number
  readonly file: string
}

/** Starts the worker's main job on a file, as `npm start -- --file F --exit-when-done --json` does. */
const startWorker = (home: Home): ChildProcess =>
  spawn(process.execPath, ["--conditions=hundi-source", main, "demo", "--file", home.file, "--exit-when-done", "--json"], {
    env: { ...process.env, HUNDI_STATE: home.state, HUNDI_BANK_URL: home.bankUrl, HUNDI_PORT: String(home.port) },
    stdio: ["ignore", "pipe", "pipe"]
  })

/** Runs the worker until it ends by itself. */
export const runWorker = async (
  home: Home
): Promise<{ readonly code: number | null; readonly summary: Summary; readonly stderr: string }> => {
  const child = startWorker(home)
  let stdout = ""
  let stderr = ""
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve))
  const last = stdout.trim().split("\n").at(-1) ?? ""
  if (!last.startsWith("{")) throw new Error(`the worker ended with ${code} and no summary: ${stderr.slice(-2000)}`)
  return { code, summary: JSON.parse(last) as Summary, stderr }
}
