import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { BankKeys } from "@hundi/simulator"
import { createBankKeys } from "@hundi/simulator"

/** The bank's key pair from the folder; made and written there the first time, readable by its owner alone. */
export const keepKeys = async (folder: string, nowMs: number): Promise<BankKeys> => {
  const file = join(folder, "bank-keys.json")
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as BankKeys
  const keys = await createBankKeys({ now: nowMs })
  // Written aside and renamed, so that a process that dies here leaves no half of a key behind.
  writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return keys
}
