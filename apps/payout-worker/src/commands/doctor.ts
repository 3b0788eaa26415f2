import { existsSync } from "node:fs"
import { diagnose, type Check } from "../doctor/diagnose.ts"
import { printTable } from "../file/print-summary.ts"
import { stateFolderOf } from "../setup/state-folder.ts"

/** Checks the set-up and prints what it found. Returns the exit code: 1 on a problem. */
export const doctor = async ({ json }: { readonly json: boolean }): Promise<number> => {
  const checks = await diagnose(process.env, stateFolderOf(process.env), existsSync)
  const ok = checks.every(({ result }) => result !== "problem")
  process.stdout.write(json ? `${JSON.stringify({ ok, checks })}\n` : `${printTable(["Check", "Result", "Detail"], checks.map(toCells))}\n`)
  return ok ? 0 : 1
}

const toCells = ({ name, result, detail }: Check): readonly string[] => [name, result === "problem" ? "PROBLEM" : result, detail]
