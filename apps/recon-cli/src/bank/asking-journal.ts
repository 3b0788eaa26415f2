import { HundiError, isUnsent, type Journal, type Work } from "@hundi/core"

/** A journal that only ever lets payments be asked about. */
export interface AskingJournal {
  readonly journal: Journal
  /** Resolves when every payment of the list has been claimed and its answer written. */
  readonly done: Promise<void>
  /** To be told of each payment that was worked on. */
  readonly onProcessed: () => void
  /** Those that a worker held: it asks itself. */
  readonly held: readonly string[]
}

/**
 * The journal as core's loop sees it while `resolve` runs: what it claims are the payments of the list, one fencing epoch each, and,
 * with `withDue`, whatever else is due to be asked. A payment that could be sent is given back at once, and the two steps without which
 * no byte of a money request can leave, reserving and marking, are refused (law L1, intent first): money cannot be sent through here.
 */
export const createAskingJournal = (journal: Journal, ids: readonly string[], withDue: boolean): AskingJournal => {
  const waiting = [...ids]
  const held: string[] = []
  const asked = new Set<string>()
  let [inFlight, isEnd] = [0, false]
  let resolve = (): void => undefined
  const done = new Promise<void>((settle) => void (resolve = settle))
  const look = (): void => {
    if (isEnd && inFlight === 0) resolve()
  }
  const keep = async (work: Work | undefined): Promise<readonly Work[]> => {
    if (work === undefined) return []
    const { payout, attempt, epoch } = work
    if (attempt === null || attempt.state === "reserved" || isUnsent(payout.status)) {
      await journal.release(payout.id, epoch, payout.dueAt)
      return []
    }
    asked.add(payout.id)
    inFlight++
    return [work]
  }
  const claimDue: Journal["claimDue"] = async (request) => {
    if (request.want === "sends") return []
    const works: Work[] = []
    for (let id = waiting.shift(); id !== undefined; id = works.length < request.limit ? waiting.shift() : undefined) {
      const work = await journal.claim(id, request)
      if (work === undefined) held.push(id)
      works.push(...(await keep(work)))
    }
    if (works.length > 0 || waiting.length > 0) return works
    const due = withDue && !isEnd ? await journal.claimDue(request) : []
    for (const work of due) {
      // Asked in this run already: once is enough.
      if (asked.has(work.payout.id)) await journal.release(work.payout.id, work.epoch, work.payout.dueAt)
      else works.push(...(await keep(work)))
    }
    isEnd = works.length === 0
    look()
    return works
  }
  const refuse = async (): Promise<never> => {
    throw new HundiError("HELD", "reconciliation never sends money")
  }
  return {
    journal: { ...journal, claimDue, nextDueAt: async () => null, reserve: refuse, markSending: refuse, accept: refuse },
    ...{ done, held },
    onProcessed: () => {
      inFlight--
      look()
    }
  }
}
