import { type Hold, isUnsent, type Standing } from "@hundi/core"
import type { Worker } from "../worker/open-worker.ts"
import { FAR_MS } from "./is-done.ts"

/** Holds by the journal's id of the payout. */
export type Holds = ReadonlyMap<string, Pick<Hold, "reason">>

/** These end by themselves, mostly within seconds; all others wait for people, money or another day. */
const PASSING: readonly Hold["kind"][] = ["rate", "circuit", "window"]

/**
 * Which of these payouts are kept back here so that nobody need wait for them: for people, or until a time that is more than a minute
 * away. Nothing of them was sent.
 */
export const readHolds = async ({ journal, operations }: Pick<Worker, "journal" | "operations">, standings: readonly Standing[], now: number): Promise<Holds> => {
  const found = new Map<string, Pick<Hold, "reason">>()
  // Without a gate only a callback holds, and that waits for people.
  const mayBeHeld = standings.filter(
    ({ status, dueAt }) => status === "awaiting-approval" || (operations.gate !== undefined && isUnsent(status) && dueAt !== null && dueAt > now)
  )
  for (const { id } of mayBeHeld) {
    const payout = (await journal.get(id))?.payout
    if (payout === undefined || payout.hold === null || !isUnsent(payout.status)) continue
    const { hold, dueAt } = payout
    if (PASSING.includes(hold.kind) && dueAt !== null && dueAt - now <= FAR_MS) continue
    found.set(id, hold)
  }
  return found
}

/** Payouts that a rule or a person ended before anything was sent, with who and why. */
export const readEnded = async ({ journal }: Pick<Worker, "journal">, standings: readonly Standing[]): Promise<Holds> => {
  const ended = new Map<string, Pick<Hold, "reason">>()
  for (const { id } of standings.filter(({ status }) => status === "cancelled")) {
    const detail = (await journal.get(id))?.events.findLast(({ kind }) => kind === "cancelled")?.detail
    ended.set(id, { reason: `${String(detail?.["by"] ?? "")}: ${String(detail?.["reason"] ?? "")}` })
  }
  return ended
}

/** For a finance person; holds nothing personal. */
export const printHolds = (holds: Holds): string =>
  [`Kept back here, nothing of it was sent (${holds.size}):`, ...printReasons(holds), "hundi-worker pending shows who may do what about each."].join("\n")

/** The same for what was ended. */
export const printEnded = (ended: Holds): string => [`Ended here, nothing of it was sent (${ended.size}):`, ...printReasons(ended)].join("\n")

const SHOWN = 5

/** The reasons, each once, with the payouts that it is about. */
const printReasons = (holds: Holds): readonly string[] => {
  const byReason = new Map<string, string[]>()
  for (const [id, { reason }] of holds) byReason.set(reason, [...(byReason.get(reason) ?? []), id.slice(id.indexOf("/") + 1)])
  return [...byReason].map(([reason, ids]) => {
    const more = ids.length > SHOWN ? ` and ${ids.length - SHOWN} more` : ""
    return `  ${ids.slice(0, SHOWN).join(", ")}${more}: ${reason}`
  })
}
