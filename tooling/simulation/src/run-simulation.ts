import { check, type Verdict } from "./check.ts"
import { makeFile, pesterOwner, resumeRails, submitFile } from "./people.ts"
import { type Worker, startWorker } from "./workers.ts"
import type { Weather } from "@hundi/crash-kit/engine"
import { createWorld, END } from "./world.ts"

/** One run. */
export interface SimulationOptions {
  readonly seed: number
  readonly payouts: number
  /** `rough` unless told. */
  readonly weather?: Weather
  readonly keepTrace?: boolean
}

/** What one run showed. */
export interface SimulationResult {
  readonly verdict: Verdict
  readonly crashes: Readonly<Record<string, number>>
  readonly faults: Readonly<Record<string, number>>
  readonly owners: Readonly<Record<string, number>>
  readonly statuses: Readonly<Record<string, number>>
  readonly trace: readonly string[]
}

/**
 * The real core and the real SQLite journal on virtual time: two workers, a bank that pays a reference again if it comes
 * again, crashes before and after every port call, and owners who press every button. Fourteen days, then the ledgers are compared.
 */
export const runSimulation = async ({ seed, payouts, weather = "rough", keepTrace = false }: SimulationOptions): Promise<SimulationResult> => {
  const world = createWorld(seed, weather, keepTrace)
  const workers: Worker[] = []
  const wakeAll = (): void => {
    for (const worker of workers) worker.wake()
  }
  const journal = resumeRails(world, wakeAll)
  for (const instance of ["01", "02"]) workers.push(startWorker(world, instance, journal))
  const file = makeFile(world, payouts)
  const taken = new Set<string>()
  submitFile(world, workers, file, taken)
  pesterOwner(world, workers, file)
  await world.clock.runUntil(END)
  const verdict = await check(world, taken)
  const statuses = await countStatuses(world.journal, taken)
  const missing = payouts - taken.size
  await world.journal.close()
  return {
    verdict: missing === 0 ? verdict : { ...verdict, lost: [...verdict.lost, `${missing} payouts were never taken on`] },
    crashes: world.crashes.byName(),
    faults: world.tally.byName(),
    owners: world.owners.byName(),
    statuses,
    trace: world.trace.lines
  }
}

const countStatuses = async (
  journal: { standings: (ids: readonly string[]) => Promise<readonly { status: string }[]> },
  taken: ReadonlySet<string>
): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {}
  for (const { status } of await journal.standings([...taken])) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
