import { runDoctor } from "../doctor/run-doctor.ts"
import { stateFolderOf } from "../setup/state-folder.ts"

/** Checks the set-up and prints what it found and what to do. Returns the exit code: 0 nothing to do, 1 warnings, 2 failures. */
export const doctor = ({ json }: { readonly json: boolean }): Promise<number> =>
  runDoctor({ env: process.env, folder: stateFolderOf(process.env), now: Date.now, json, write: (text) => void process.stdout.write(text) })
