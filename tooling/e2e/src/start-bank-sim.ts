import { type ChildProcess, spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"

const main = fileURLToPath(new URL("../../../apps/bank-sim/src/main.ts", import.meta.url))

/** The simulator in a process of its own, on a free port. */
export const startBankSim = async (state: string): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> => {
  const child = spawn(process.execPath, ["--conditions=hundi-source", main, "--port", "0", "--state", state, "--seed", "1", "--json"], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  return { url: await readUrl(child), stop: () => stop(child) }
}

const readUrl = async (child: ChildProcess): Promise<string> => {
  if (child.stdout === null) throw new Error("the simulator has no output")
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as { readonly url?: string }
    if (said.url !== undefined) return said.url
  }
  throw new Error("the simulator did not start")
}

const stop = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once("exit", () => resolve())
    child.kill("SIGTERM")
  })
