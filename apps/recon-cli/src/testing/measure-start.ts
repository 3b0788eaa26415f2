import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { ACCOUNT, makeBooks } from "./make-books.ts"

/** The quickest of several starts, ms; side by side, so that a busy machine is busy for all. */
export interface StartTimes {
  readonly node: number
  readonly help: number
  readonly run: number
}

const bundle = fileURLToPath(new URL("../../dist/hundi-recon.mjs", import.meta.url))

/** Measures the built program against `node -e 0`: `--help`, and a run over 1,000 payments. */
export const measureStart = async (rounds: number): Promise<StartTimes> => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-speed-"))
  try {
    const statement = await makeBooks(folder, { payouts: 1000 })
    const run = ["run", "--statement", statement, "--account", ACCOUNT, "--as-of", "2030-02-08", "--dry-run"]
    const commands = { node: ["-e", "0"], help: [bundle, "--help"], run: [bundle, ...run] }
    const best: Record<keyof StartTimes, number> = { node: Infinity, help: Infinity, run: Infinity }
    for (let round = 0; round < rounds; round++) {
      for (const name of ["node", "help", "run"] as const) {
        const began = performance.now()
        const { status, stderr } = spawnSync(process.execPath, commands[name], { env: { PATH: process.env["PATH"], HUNDI_STATE: folder }, encoding: "utf8" })
        if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`)
        best[name] = Math.min(best[name], performance.now() - began)
      }
    }
    return best
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
