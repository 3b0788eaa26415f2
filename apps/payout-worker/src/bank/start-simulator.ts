import { type ChildProcess, spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { SetupError } from "../setup/setup-error.ts"

/** A simulator that this process started. */
export interface OwnSimulator {
  readonly url: URL
  /** Resolves when it has ended by itself; the worker then knows why the bank went silent. */
  readonly ended: Promise<void>
  readonly stop: () => Promise<void>
}

const scriptPath = fileURLToPath(new URL("../../../bank-sim/src/main.ts", import.meta.url))
const READY_MS = 60_000
const LOCK_MS = 8000
const STOP_MS = 5000

/**
 * Starts bank-sim as a child on its state folder, and waits until it answers. A child of a worker that was killed may need
 * a moment to notice and to let the folder go, so a taken folder is tried again for some seconds.
 * @throws SetupError with the simulator's own words
 */
export const startSimulator = async (stateFolder: string, seed: number): Promise<OwnSimulator> => {
  const giveUpAt = Date.now() + LOCK_MS
  for (;;) {
    const started = await startOnce(stateFolder, seed)
    if (typeof started !== "string") return started
    if (!started.includes("uses the state folder") || Date.now() > giveUpAt) throw new SetupError(`the bank simulator did not start: ${started}`)
    await sleep(250)
  }
}

const startOnce = async (stateFolder: string, seed: number): Promise<OwnSimulator | string> => {
  const child = spawn(
    process.execPath,
    ["--conditions=hundi-source", "--import", new URL("./end-with-parent.ts", import.meta.url).href, scriptPath, ...flags(stateFolder, seed)],
    // A group of its own: Ctrl-C must reach the worker first, which still listens to the bank while it stops.
    { stdio: ["pipe", "pipe", "pipe"], detached: true }
  )
  let said = ""
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-2000)
  })
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()))
  const url = await Promise.race([readReadyLine(child), ended.then(() => undefined), sleep(READY_MS, undefined, { ref: false })])
  if (url === undefined) {
    child.kill("SIGKILL")
    return said.trim() || "it ended without a word"
  }
  return { url: new URL(url), ended, stop: () => stop(child, ended) }
}

const flags = (stateFolder: string, seed: number): readonly string[] => ["--port", "0", "--json", "--state", stateFolder, "--seed", String(seed)]

const readReadyLine = (child: ChildProcess): Promise<string | undefined> =>
  new Promise((resolve) => {
    child.once("error", () => resolve(undefined))
    if (child.stdout === null) return resolve(undefined)
    createInterface({ input: child.stdout }).on("line", (line) => {
      try {
        const { url } = JSON.parse(line) as { readonly url?: unknown }
        if (typeof url === "string") resolve(url)
      } catch {
        // Some other line: the ready line is still to come.
      }
    })
  })

const stop = async (child: ChildProcess, ended: Promise<void>): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill("SIGTERM")
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS)
  await ended
  clearTimeout(timer)
}
