import { setTimeout as sleep } from "node:timers/promises"
import { idOf, type Standing } from "@hundi/core"
import type { Worker } from "../worker/open-worker.ts"
import { readHolds } from "./held.ts"
import { isDone } from "./is-done.ts"

/** Follows the payouts of one file. */
export interface FileWatch {
  /** More payouts to follow. */
  readonly add: (payoutIds: Iterable<string>) => void
  readonly count: () => number
  readonly doneCount: () => number
  /** Resolves when each payout that was added is done, or `signal` aborts. */
  readonly wait: (signal: AbortSignal) => Promise<void>
  readonly close: () => void
}

const LOOK_MS = 200
/** Other processes may work on the same journal, and time alone makes some payouts done: everything open is looked at this often. */
const SWEEP_MS = 3000
const CHUNK = 1000

type Parts = Pick<Worker, "payouts" | "journal" | "operations" | "changes" | "now">

/** Watches by what the loop tells, and by a slow sweep over all that is open. */
export const watchFile = (parts: Parts): FileWatch => {
  const { payouts, journal, changes, now } = parts
  const all = new Set<string>()
  const open = new Set<string>()
  const touched = new Set<string>()
  let sweepAt = 0
  const unlisten = changes.listen((payoutId) => void (open.has(payoutId) && touched.add(payoutId)))

  const look = async (payoutIds: readonly string[]): Promise<void> => {
    const paused = new Set((await journal.pauses()).map(({ rail }) => rail))
    for (let start = 0; start < payoutIds.length; start += CHUNK) {
      const chunk = payoutIds.slice(start, start + CHUNK)
      const standings = await payouts.standings(chunk)
      const holds = await readHolds(parts, standings, now())
      const byId = new Map(standings.map((standing) => [standing.id, standing]))
      for (const payoutId of chunk) {
        const standing = byId.get(idOf(payoutId))
        if (standing !== undefined && isDone(standing, now(), paused, holds.has(standing.id))) open.delete(payoutId)
      }
    }
  }
  const lookAround = async (): Promise<void> => {
    const isSweep = Date.now() >= sweepAt
    const wanted = isSweep ? [...open] : [...touched]
    touched.clear()
    await look(wanted)
    if (isSweep) sweepAt = Date.now() + SWEEP_MS
  }

  return {
    add: (payoutIds) => {
      for (const payoutId of payoutIds) {
        if (!all.has(payoutId)) open.add(payoutId)
        all.add(payoutId)
      }
    },
    count: () => all.size,
    doneCount: () => all.size - open.size,
    wait: async (signal) => {
      while (open.size > 0 && !signal.aborted) {
        await lookAround()
        if (open.size > 0) await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined)
      }
    },
    close: unlisten
  }
}

/** Standings of many payouts, in pieces that keep each query small. */
export const readStandings = async (payouts: Worker["payouts"], payoutIds: readonly string[]): Promise<readonly Standing[]> => {
  const standings: Standing[] = []
  for (let start = 0; start < payoutIds.length; start += CHUNK) {
    standings.push(...(await payouts.standings(payoutIds.slice(start, start + CHUNK))))
  }
  return standings
}
