import type { CallOut } from "../bank-types.ts"
import { createDueQueue } from "../due-queue.ts"
import type { Address, Addresses } from "./addresses.ts"
import { createAddresses } from "./addresses.ts"

/** What the outbox remembers. All of it comes from these notes. */
export type OutboxNote =
  | { readonly order: CallOut }
  | { readonly taken: number }
  | { readonly ended: number; readonly attempt: number; readonly atMs: number; readonly isGood: boolean; readonly status?: number }
  | { readonly address: Address }

/** One try to call a partner, as it ended. No status = nothing came in time, or there was no address. */
export interface Try {
  readonly atMs: number
  readonly isGood: boolean
  readonly status?: number
}

/** A call-out and what has become of it. `calling` = a try is under way. */
export interface Entry {
  readonly order: CallOut
  readonly tries: readonly Try[]
  readonly state: "waiting" | "calling" | "answered" | "given-up"
  /** While it waits: when the next try is due, on the bank's clock. */
  readonly nextMs: number
}

/** The call-outs, their tries and the addresses, as the notes have made them. */
export interface OutboxBook {
  readonly remember: (note: OutboxNote) => void
  readonly entries: ReadonlyMap<number, Entry>
  /** The tries under way. */
  readonly calling: ReadonlySet<number>
  readonly addresses: Addresses
  /** The next one whose try is due; whoever does not take it up gives it back by `hold`. */
  readonly nextDue: (nowMs: number) => Entry | undefined
  readonly hold: (entry: Entry) => void
}

/** An empty book. */
export const createOutboxBook = (): OutboxBook => {
  const entries = new Map<number, Entry>()
  const calling = new Set<number>()
  const addresses = createAddresses()
  const due = createDueQueue<number>()

  const hold = (entry: Entry): void => due.add(entry.nextMs, entry.order.id)
  const keep = (entry: Entry): void => {
    entries.set(entry.order.id, entry)
    if (entry.state === "waiting") hold(entry)
    if (entry.state === "calling") calling.add(entry.order.id)
    else calling.delete(entry.order.id)
  }
  return {
    entries,
    calling,
    addresses,
    hold,
    remember: (note) => {
      if ("address" in note) return addresses.keep(note.address)
      if ("order" in note) return keep({ order: note.order, tries: [], state: "waiting", nextMs: note.order.atMs })
      const entry = entries.get("taken" in note ? note.taken : note.ended)
      if (entry !== undefined) keep("taken" in note ? { ...entry, state: "calling" } : endTry(entry, note))
    },
    nextDue: (nowMs) => {
      for (let id = due.takeDue(nowMs); id !== undefined; id = due.takeDue(nowMs)) {
        const entry = entries.get(id)
        // After a restart the queue may hold a try that was made in the life before.
        if (entry?.state === "waiting" && entry.nextMs <= nowMs) return entry
      }
      return undefined
    }
  }
}

const endTry = (entry: Entry, { attempt, atMs, isGood, status }: Extract<OutboxNote, { readonly ended: number }>): Entry => {
  const tries = [...entry.tries, { atMs, isGood, ...(status === undefined ? {} : { status }) }]
  const afterMs = entry.order.repeatAfterMs[attempt - 1]
  if (isGood) return { ...entry, tries, state: "answered" }
  return afterMs === undefined ? { ...entry, tries, state: "given-up" } : { ...entry, tries, state: "waiting", nextMs: atMs + afterMs }
}
