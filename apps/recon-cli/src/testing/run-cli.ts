import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"

const main = fileURLToPath(new URL("../main.ts", import.meta.url))

/** How one command ended. */
export interface CliAnswer {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the program from its sources, as a person would. */
export const runCli = (state: string, ...args: readonly string[]): CliAnswer => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--conditions=hundi-source", main, ...args], {
    env: { PATH: process.env["PATH"], HUNDI_STATE: state, HUNDI_DEBIT_ACCOUNT: "000000004321" },
    encoding: "utf8"
  })
  return { code: status, stdout, stderr }
}
