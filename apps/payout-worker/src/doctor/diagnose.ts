import type { StateFolder } from "../setup/state-folder.ts"
import { examine } from "./examine.ts"

/** One thing looked at. `detail` never holds a secret. */
export interface Check {
  readonly name: string
  readonly result: "ok" | "note" | "problem"
  readonly detail: string
}

type Exists = (path: string) => boolean

/** The findings of {@link examine} in three grades: a failure is a problem, a warning is a note with its advice. */
export const diagnose = async (env: NodeJS.ProcessEnv, folder: StateFolder, _exists: Exists): Promise<readonly Check[]> => {
  const findings = await examine({ env, folder, now: Date.now })
  return findings.map(({ name, result, detail, todo }) => ({
    name,
    result: result === "fail" ? "problem" : result === "ok" ? "ok" : "note",
    detail: todo === undefined ? detail : `${detail}: ${todo}`
  }))
}
