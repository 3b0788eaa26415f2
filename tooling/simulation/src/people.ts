import { HundiError, type Journal, type PayoutInput } from "@hundi/core"
import { pickAccount, type World } from "./world.ts"
import type { Worker } from "./workers.ts"

const CHUNK = 25
const SPREAD_MS = 40 * 60_000

const RTGS_LEAST_PAISE = 20_000_000n
/** Of ten payouts so many go over each rail where every rail is to be tried; most of a company's go over IMPS. */
const rails = {
  tried: ["imps", "imps", "imps", "imps", "upi", "upi", "neft", "neft", "neft", "rtgs"],
  usual: [...Array.from({ length: 40 }, () => "imps" as const), "upi", "upi", "upi", "upi", "upi", "upi", "neft", "neft", "neft", "rtgs"]
} as const

/** The file of this run: one payout a row; the remark names it, so that the bank's side can be told apart. */
export const makeFile = (world: World, count: number): readonly PayoutInput[] =>
  Array.from({ length: count }, (_, index) => {
    const payoutId = `S${index}`
    const rail = world.prng.pick(rails[world.rates.rails])
    const amountPaise = BigInt(world.prng.between(100, 5_000_000))
    const account = pickAccount(world, index, rail)
    // Some accounts are the bank's own: a transfer inside it, without a UTR.
    const ifsc = world.prng.chance(0.2) ? "ICIC0001234" : "TEST0000001"
    return {
      payoutId,
      // Some are for later: those can still be cancelled.
      ...(world.prng.chance(0.15) ? { scheduledFor: world.clock.now() + world.prng.between(60_000, 3 * 3_600_000) } : {}),
      rail,
      amountPaise: rail === "rtgs" ? amountPaise + RTGS_LEAST_PAISE : amountPaise,
      beneficiary: { name: "Test Beneficiary", ...(rail === "upi" ? { vpa: account } : { accountNumber: account, ifsc }) },
      remark: payoutId
    }
  })

/** Submits the file in parts, through whichever worker is up, and again until each part was answered: then it counts as taken on. */
export const submitFile = (world: World, workers: readonly Worker[], file: readonly PayoutInput[], taken: Set<string>): void => {
  for (let start = 0; start < file.length; start += CHUNK) {
    const part = file.slice(start, start + CHUNK)
    const submit = (): void => {
      let answered = false
      world.clock.at(world.clock.now() + 120_000, () => void (answered || submit()))
      void world.prng
        .pick(workers)
        .bank()
        ?.payouts.accept(part)
        .then((intakes) => {
          answered = true
          for (const worker of workers) worker.wake()
          for (const intake of intakes) {
            if (intake.kind === "invalid") continue
            taken.add(intake.view.id)
            // Some owners think better of it while the first worker is already reaching for it.
            if (intake.kind === "created" && world.prng.chance(0.1 * world.rates.owner)) cancelIn(world, workers, intake.view.payoutId, world.prng.between(0, 2))
          }
        })
        .catch(() => undefined)
    }
    world.clock.at(world.clock.now() + world.prng.between(0, SPREAD_MS), submit)
  }
}

/**
 * The owner: orders a new try for many failed payouts, which is allowed, and for many that are unknown, in flight or settled,
 * which the journal must refuse. Cancels some, in time or too late. Also sends the same file again.
 */
export const pesterOwner = (world: World, workers: readonly Worker[], file: readonly PayoutInput[]): void => {
  const { prng, clock, owners, rates } = world
  for (const { payoutId } of file) {
    if (!prng.chance(rates.owner)) continue
    if (prng.chance(0.25)) cancelIn(world, workers, payoutId, prng.between(0, 2 * SPREAD_MS))
    for (let times = prng.between(0, 3); times > 0; times--) {
      clock.at(clock.now() + prng.between(60_000, 40 * 3_600_000), () => {
        void prng
          .pick(workers)
          .bank()
          ?.payouts.retry(payoutId)
          .then(() => owners.add("retry-taken"))
          .catch((error: unknown) => owners.add(error instanceof HundiError ? `retry-${error.code}` : "retry-failed"))
      })
    }
  }
  clock.at(
    clock.now() + 3_600_000,
    () =>
      void prng
        .pick(workers)
        .bank()
        ?.payouts.accept(file.slice(0, 200))
        .catch(() => undefined)
  )
}

const cancelIn = ({ prng, clock, owners }: World, workers: readonly Worker[], payoutId: string, delayMs: number): void => {
  clock.at(clock.now() + delayMs, () => {
    void prng
      .pick(workers)
      .bank()
      ?.payouts.cancel(payoutId, { by: "owner", reason: "changed my mind" })
      .then(() => owners.add("cancel-taken"))
      .catch((error: unknown) => owners.add(error instanceof HundiError ? `cancel-${error.code}` : "cancel-failed"))
  })
}

const LOOK_MS = 30 * 60_000

/** Half an hour after a rail was held somebody looks, and lets it send again: what held it was one payment's trouble. */
export const resumeRails = (world: World, wakeAll: () => void): Journal => {
  const { clock, journal, owners } = world
  const resume = async (rail: string): Promise<void> => {
    owners.add("rail-resumed")
    await journal.resume(rail)
    wakeAll()
  }
  return {
    ...journal,
    record: async (holder, change) => {
      const result = await journal.record(holder, change)
      const { pause } = change
      if (pause !== undefined) clock.at(clock.now() + LOOK_MS, () => void resume(pause.rail))
      return result
    }
  }
}
