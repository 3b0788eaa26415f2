import { connectBank, linkToSimulator, type BankLink } from "../bank/connect-bank.ts"
import { type OwnSimulator, startSimulator } from "../bank/start-simulator.ts"
import { keepOwnKeys } from "../setup/partner-keys.ts"
import { readOperationsSettings, readVaultKeys } from "../setup/operations-settings.ts"
import { readSettings, type Settings } from "../setup/read-settings.ts"
import { SetupError } from "../setup/setup-error.ts"
import { openStateFolder, type StateFolder } from "../setup/state-folder.ts"
import { openWorker, type Worker } from "../worker/open-worker.ts"

/** A worker with its bank, and how to put both away. */
export interface Paying {
  readonly settings: Settings
  readonly folder: StateFolder
  readonly link: BankLink
  readonly worker: Worker
  readonly close: () => Promise<void>
}

const GRACE_MS = 10_000
/** Seed 004 advises 120 s for a call to the bank. */
const BANK_TIMEOUT_MS = 120_000

/** How a command wants to pay. `bankTimeoutMs` is the command's default, which the setting overrides. */
export interface PayingOptions {
  readonly mayStartSimulator: boolean
  readonly bankTimeoutMs?: number
  readonly seed?: number
}

/** Opens the state folder, finds or starts the bank, and opens the worker. @throws SetupError */
export const openPaying = async (options: PayingOptions): Promise<Paying> => {
  const settings = readSettings(process.env)
  if (settings.bankUrl === undefined && !options.mayStartSimulator) {
    throw new SetupError("HUNDI_BANK_URL is not set: it is the bank's address. To try things out without one, run hundi-worker demo")
  }
  const [operations, vaultKeys] = [readOperationsSettings(process.env), readVaultKeys(process.env)]
  const folder = openStateFolder(process.env)
  const own = settings.bankUrl === undefined ? await startOwnBank(folder, options.seed ?? 1) : undefined
  try {
    const link = own?.link ?? (await connectBank(settings.bankUrl as URL, process.env, folder))
    const worker = await openWorker({
      folder,
      link,
      bankTimeoutMs: settings.bankTimeoutMs ?? options.bankTimeoutMs ?? BANK_TIMEOUT_MS,
      ...{ operations, vaultKeys },
      onFault: ({ code, message }) => void process.stderr.write(`fault ${code}: ${message}\n`),
      say: (line) => void process.stderr.write(`${line}\n`)
    })
    let isClosing = false
    void own?.simulator.ended.then(() => {
      if (!isClosing) process.stderr.write("WARNING: the simulated bank has ended by itself; what is open waits for the next start\n")
    })
    const close = async (): Promise<void> => {
      isClosing = true
      await worker.stop(GRACE_MS)
      await own?.simulator.stop()
    }
    return { settings, folder, link, worker, close }
  } catch (error) {
    await own?.simulator.stop()
    throw error
  }
}

interface OwnBank {
  readonly simulator: OwnSimulator
  readonly link: BankLink
}

const startOwnBank = async (folder: StateFolder, seed: number): Promise<OwnBank> => {
  process.stderr.write("starting the simulated bank (the first start makes RSA keys, which takes some seconds)\n")
  // Both make keys at the first start: side by side.
  const [started, keys] = await Promise.allSettled([startSimulator(folder.bank, seed), keepOwnKeys(folder)])
  if (started.status === "rejected") throw started.reason
  const simulator = started.value
  try {
    if (keys.status === "rejected") throw keys.reason
    return { simulator, link: await linkToSimulator(simulator.url, process.env, folder) }
  } catch (error) {
    await simulator.stop()
    throw error
  }
}
