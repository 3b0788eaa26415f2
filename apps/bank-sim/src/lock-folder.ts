import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { StartError } from "./start-error.ts"

/**
 * Keeps other processes out of the folder. The lock is SQLite's lock on an empty database: the operating system takes it back
 * when the process ends, even by SIGKILL, which a file with a process number in it cannot promise.
 *
 * @returns what gives the folder free
 */
export const lockFolder = (folder: string): (() => void) => {
  const database = openLock(folder)
  try {
    database.exec("BEGIN EXCLUSIVE")
  } catch {
    database.close()
    throw new StartError(`another bank-sim uses the state folder ${folder}; stop it, or give another folder with --state`)
  }
  return () => database.close()
}

const openLock = (folder: string): DatabaseSync => {
  try {
    return new DatabaseSync(join(folder, "lock.sqlite"))
  } catch (error) {
    throw new StartError(`cannot use the state folder ${folder}: ${error instanceof Error ? error.message : "failed"}`)
  }
}
