import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { BankKeys, SimulatorEvent } from "@hundi/simulator"
import { openEventLog } from "./event-log.ts"
import { keepKeys } from "./keep-keys.ts"
import { lockFolder } from "./lock-folder.ts"
import { StartError } from "./start-error.ts"

/** The bank's memory on disk: its keys, and the list of everything that happened to it. */
export interface StateFolder {
  readonly seed: number
  readonly keys: BankKeys
  readonly history: readonly SimulatorEvent[]
  /** Writes an event before it returns: it survives the end of this process, however sudden. */
  readonly append: (event: SimulatorEvent) => void
  readonly close: () => void
}

/** Opens or makes the folder, for this process alone. `nowMs` dates a certificate that has to be made. */
export const openStateFolder = async (folder: string, seed: number, nowMs: number): Promise<StateFolder> => {
  makeFolder(folder)
  const unlock = lockFolder(folder)
  try {
    const keys = await keepKeys(folder, nowMs)
    const log = await openEventLog(join(folder, "events.jsonl"), seed)
    return {
      seed: log.seed,
      keys,
      history: log.history,
      append: log.append,
      close: () => {
        log.close()
        unlock()
      }
    }
  } catch (error) {
    unlock()
    throw error
  }
}

const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StartError(`cannot make the state folder ${folder}: ${error instanceof Error ? error.message : "failed"}`)
  }
}
