import type { Arrival, CollectionNote, CollectionSettings, Decision } from "./collection-types.ts"

/** One payment to a virtual account, and how far it is. */
export interface Item {
  readonly arrival: Arrival
  /** Undefined while the partner is being asked. */
  readonly decision?: Decision
  /** What the partner answered to the MIS. */
  readonly misCode?: string
}

/** What e-Collection remembers, all of it from its notes. */
export interface CollectionBook {
  readonly keep: (note: CollectionNote) => void
  readonly settings: (apiKey: string) => CollectionSettings | undefined
  readonly find: (utr: string) => Item | undefined
  readonly items: () => readonly Item[]
  /** Those whose partner is being asked. */
  readonly held: () => readonly Item[]
}

/** An empty book. */
export const createCollectionBook = (): CollectionBook => {
  const settings = new Map<string, CollectionSettings>()
  const items = new Map<string, Item>()
  const held = new Set<string>()
  const change = (utr: string, fields: Partial<Item>): void => {
    const item = items.get(utr)
    if (item !== undefined) items.set(utr, { ...item, ...fields })
  }
  return {
    keep: (note) => {
      if ("settings" in note) settings.set(note.settings.partner, note.settings)
      else if ("arrival" in note) {
        items.set(note.arrival.utr, { arrival: note.arrival })
        held.add(note.arrival.utr)
      } else if ("decided" in note) {
        held.delete(note.decided)
        change(note.decided, { decision: note.decision })
      } else change(note.posted, { misCode: note.code })
    },
    settings: (apiKey) => settings.get(apiKey),
    find: (utr) => items.get(utr),
    items: () => [...items.values()],
    held: () => [...held].flatMap((utr) => items.get(utr) ?? [])
  }
}
