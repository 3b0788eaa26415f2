import type { Anchor, Gate } from "@hundi/core"
import type { Weather } from "@hundi/crash-kit/engine"
import { createRestore, isOlder, type Restore } from "@hundi/operations/restore"
import { check, type Verdict } from "../check.ts"
import { makeFile, pesterOwner, resumeRails, submitFile } from "../people.ts"
import { type Worker, startWorker } from "../workers.ts"
import { createWorld, END, START, type World } from "../world.ts"
import { tendRestore } from "./restore-people.ts"
import { openSwapJournal, type SwapJournal } from "./swap-journal.ts"

/** Parts of the protection that a run may leave out, to show that they are what protects. */
export type Protection = "freeze" | "reserved-asked" | "lost-adopted"

/** One run with a journal that is lost and restored from a backup in its midst. */
export interface RestoreRunOptions {
  readonly seed: number
  readonly payouts: number
  readonly weather?: Weather
  /** Everything protects unless something is left out. */
  readonly without?: Protection
}

/** What one run showed. */
export interface RestoreRunResult {
  readonly verdict: Verdict
  readonly owners: Readonly<Record<string, number>>
  readonly faults: Readonly<Record<string, number>>
  /** Debits at the bank of which the restored journal knew nothing. */
  readonly lostDebits: number
}

const MINUTE_MS = 60_000
const ANCHOR_EVERY_MS = 15 * MINUTE_MS
/** A world in which nothing was sent until then loses no journal. */
const LAST_LOSS = START + 2 * 24 * 60 * MINUTE_MS
const RESTORED = "the journal is older than the anchors kept elsewhere"

/**
 * The journal is backed up in the midst of a run and lost some hours later, with every worker: the backup takes its place. Anchors that
 * were kept elsewhere tell; sends stay frozen until enquiry and statement agree and two people lift the freeze. Owners hand in again what
 * they had handed in, under the old ids. After fourteen days the ledgers are compared as in every other run.
 */
export const runRestore = async ({ seed, payouts, weather = "windy", without }: RestoreRunOptions): Promise<RestoreRunResult> => {
  const swap = openSwapJournal()
  const world = createWorld(seed, weather, false, swap.journal)
  const workers: Worker[] = []
  const wakeAll = (): void => workers.forEach((worker) => worker.wake())
  let restore: Restore = openRestore(world, swap)
  const gate: Gate = { admit: (work, now) => (without === "freeze" ? Promise.resolve({ kind: "go" }) : restore.gate.admit(work, now)) }
  const journal = resumeRails(world, wakeAll)
  const isGuarded = (): boolean => without !== "freeze"
  const backUpAt = START + world.prng.between(10, 40) * MINUTE_MS
  let backedUpAt = Number.POSITIVE_INFINITY
  const guarded = {
    ...journal,
    reserve: async (...args: Parameters<typeof journal.reserve>) => {
      const attempt = await (isGuarded() ? restore.guard(journal) : journal).reserve(...args)
      // The worst moment: one is reserved in the backup, and sent right after it.
      if (backedUpAt > END && world.clock.now() >= backUpAt) {
        backedUpAt = world.clock.now()
        swap.backUp()
      }
      return attempt
    },
    cancel: (...args: Parameters<typeof journal.cancel>) => (isGuarded() ? restore.guard(journal) : journal).cancel(...args)
  }
  for (const instance of ["01", "02"]) workers.push(startWorker(world, instance, guarded, gate))
  const file = makeFile(world, payouts)
  const taken = new Set<string>()
  submitFile(world, workers, file, taken)
  pesterOwner(world, workers, file)
  const anchors = keepAnchors(world)

  let lostDebits = 0
  const lose = async (): Promise<void> => {
    const now = world.clock.now()
    // Only what an anchor was made of after the backup can be told: it is lost a while later.
    if (now < backedUpAt + 2 * ANCHOR_EVERY_MS) {
      if (now < LAST_LOSS) world.clock.at(now + 2 * ANCHOR_EVERY_MS, () => void lose())
      return
    }
    for (const worker of workers) worker.kill()
    swap.restore()
    restore = openRestore(world, swap)
    if (!(await isOlder(anchors, world.journal))) throw new Error("the anchors do not tell that the journal is older")
    lostDebits = await countLostDebits(world)
    if (without !== "freeze") {
      await restore.freeze(RESTORED)
      if (without === "reserved-asked") undoAsking(swap)
      if (without === "lost-adopted") await liftUnseen(swap, world)
      else tendRestore(world, restore, wakeAll)
    }
    submitFile(world, workers, file, taken)
  }
  world.clock.at(START + world.prng.between(90, 600) * MINUTE_MS, () => void lose())
  await world.clock.runUntil(END)
  const verdict = await check(world, taken)
  const { frozen } = await restore.status()
  const missing = payouts - taken.size
  swap.remove()
  const lost = [...verdict.lost, ...(missing === 0 ? [] : [`${missing} payouts were never taken on`])]
  const stuck = [...verdict.stuck, ...(frozen ? ["the freeze was never lifted"] : [])]
  return { verdict: { ...verdict, lost, stuck }, owners: world.owners.byName(), faults: world.tally.byName(), lostDebits }
}

const openRestore = ({ journal, clock }: World, swap: SwapJournal): Restore =>
  createRestore({ sql: swap.sql(), journal, owner: "people", now: clock.now, environment: "T", rails: ["imps", "upi", "neft", "rtgs"] })

/** As a worker does: every quarter of an hour, to where a backup of the journal does not reach. */
const keepAnchors = ({ clock, journal }: World): readonly Anchor[] => {
  const kept: Anchor[] = []
  const keep = async (): Promise<void> => {
    const anchor = await journal.anchor(clock.now())
    if (anchor !== undefined) kept.push(anchor)
    if (clock.now() + ANCHOR_EVERY_MS < END) clock.at(clock.now() + ANCHOR_EVERY_MS, () => void keep())
  }
  clock.at(START + ANCHOR_EVERY_MS, () => void keep())
  return kept
}

const countLostDebits = async ({ bank, journal }: World): Promise<number> => {
  let count = 0
  for (const { tranRefNo } of bank.ledger()) if ((await journal.findByReference(tranRefNo)) === undefined) count++
  return count
}

/** People who lift the freeze at once, without a look at the statement. */
const liftUnseen = async (swap: SwapJournal, { journal }: World): Promise<void> => {
  swap.sql().all("UPDATE restore_freezes SET lifted_at = at, lifted_by = 'nobody' WHERE lifted_at IS NULL")
  for (const { rail } of await journal.pauses()) await journal.resume(rail)
}

/** Only the sends are frozen; what was reserved is taken for unsent, as it stood in the backup. */
const undoAsking = (swap: SwapJournal): void => {
  swap.sql().all("DELETE FROM restore_asked")
  swap.sql().all("UPDATE attempts SET state = 'reserved' WHERE state = 'unknown' AND plaintext_digest IS NULL")
  swap.sql().all("UPDATE payouts SET status = 'queued', lane = 0 WHERE no IN (SELECT payout_no FROM attempts WHERE state = 'reserved')")
}
