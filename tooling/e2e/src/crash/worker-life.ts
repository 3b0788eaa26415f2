import { type ChildProcess, spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { Home } from "./prepare-home.ts"

/** One worker process, from its start to its end. */
export interface Life {
  /** What it said when it began to work: the address for `serve`. Undefined when it ended before that. */
  readonly ready: Promise<string | undefined>
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  readonly isOver: () => boolean
  readonly stdout: () => string
  /** The last of it. */
  readonly stderr: () => string
  readonly kill: (signal: NodeJS.Signals) => void
}

const main = fileURLToPath(new URL("../../../../apps/payout-worker/src/main.ts", import.meta.url))
/** Short: an account of the simulator answers after 30 s, and nobody waits for it here. */
const BANK_TIMEOUT_MS = 1000
const KEPT = 4000

/** Starts `hundi-worker` on the home's journal. `sign` finds the words that say that it works. */
export const startLife = (home: Home, bankUrl: string, args: readonly string[], sign: RegExp): Life => {
  const child = spawn(process.execPath, ["--conditions=hundi-source", main, ...args], {
    env: { ...process.env, ...settingsOf(home, bankUrl) },
    stdio: ["ignore", "pipe", "pipe"]
  })
  living.add(child)
  const said = { stdout: "", stderr: "" }
  let isOver = false
  const ended: Life["ended"] = new Promise((resolve) =>
    child.once("close", (code, signal) => {
      isOver = true
      living.delete(child)
      resolve({ code, signal })
    })
  )
  child.stdout.on("data", (chunk: Buffer) => void (said.stdout = (said.stdout + chunk.toString()).slice(-KEPT)))
  return {
    ready: readSign(child, sign, said, ended),
    ended,
    isOver: () => isOver,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    kill: (signal) => void child.kill(signal)
  }
}

const living = new Set<ChildProcess>()

/** Ends every worker that was started here: a run that fails leaves none behind. */
export const endLives = (): void => living.forEach((child) => void child.kill("SIGKILL"))

const settingsOf = (home: Home, bankUrl: string): NodeJS.ProcessEnv => ({
  HUNDI_STATE: home.state,
  HUNDI_BANK_URL: bankUrl,
  HUNDI_PORT: "0",
  HUNDI_BANK_TIMEOUT_MS: String(BANK_TIMEOUT_MS),
  NODE_COMPILE_CACHE: home.cache
})

const readSign = (child: ChildProcess, sign: RegExp, said: { stderr: string }, ended: Promise<unknown>): Promise<string | undefined> =>
  new Promise((resolve) => {
    child.stderr?.on("data", (chunk: Buffer) => {
      said.stderr = (said.stderr + chunk.toString()).slice(-KEPT)
      const found = sign.exec(said.stderr)
      if (found !== null) resolve(found[1] ?? "")
    })
    void ended.then(() => resolve(undefined))
  })
