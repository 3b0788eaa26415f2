import { HundiError, type Journal } from "@hundi/core"

/**
 * The journal as workers and people see it while a freeze may stand: no attempt is opened and no payout is cancelled meanwhile, because one
 * that looks unsent may have been paid. `frozen` says why, or undefined when nothing is frozen. @internal
 */
export const guardJournal = (journal: Journal, frozen: () => string | undefined): Journal => {
  const check = (): void => {
    const why = frozen()
    if (why !== undefined) throw new HundiError("HELD", `it may have been paid after the backup, so it is neither tried again nor cancelled until the freeze is lifted: ${why}`)
  }
  return {
    ...journal,
    reserve: async (reservation) => {
      check()
      return journal.reserve(reservation)
    },
    cancel: async (cancellation) => {
      check()
      return journal.cancel(cancellation)
    }
  }
}
