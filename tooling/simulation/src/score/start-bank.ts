import { spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { onExit } from "./on-exit.ts"

const main = fileURLToPath(new URL("../../../../apps/bank-sim/src/main.ts", import.meta.url))

/** A simulator in a process of its own, on a free port. */
export interface OwnBank {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts a simulator for one score. `seed` is its seed; the folder keeps its keys and books. */
export const startBank = async (stateFolder: string, seed: number): Promise<OwnBank> => {
  const child = spawn(process.execPath, ["--conditions=hundi-source", main, "--port", "0", "--state", stateFolder, "--seed", String(seed), "--json"], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  // A bank that still sleeps over a late answer would outlive its score otherwise.
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const stop = (): Promise<void> => {
    child.kill("SIGKILL")
    return ended
  }
  void ended.then(onExit(() => void child.kill("SIGKILL")))
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as { readonly url?: string }
    if (url !== undefined) return { url, stop }
  }
  throw new Error("the simulator did not start")
}
