import type { CallOut, CallOutReply, DueCallOut, Partner } from "../bank-types.ts"
import type { Entry, OutboxNote } from "./outbox-book.ts"
import { createOutboxBook } from "./outbox-book.ts"
import { outboxControls } from "./outbox-controls.ts"

export type { OutboxNote } from "./outbox-book.ts"

/** What the outbox works with. */
export interface OutboxParts {
  readonly now: () => number
  /** Files a note and hands it to `remember`. */
  readonly write: (note: OutboxNote) => void
  readonly partners: () => readonly Partner[]
  /** Is this an answer to that product, so that the call-out is not repeated? */
  readonly isAnswer: (product: string, reply: CallOutReply) => boolean
  /** Tells the product what came of a try. */
  readonly tell: (product: string, reply: CallOutReply) => void
  /** The last look at a call-out before it is filed: a fault may change it. */
  readonly dress?: (order: CallOut) => CallOut
}

/** The bank's post to its partners: what is to be sent, when, and how often it was tried. It sends nothing itself. */
export const createOutbox = (parts: OutboxParts) => {
  const { now, write, isAnswer, tell, dress = (order) => order } = parts
  const book = createOutboxBook()
  const { entries, calling, addresses } = book
  /** Tries that this life of the bank has taken up; the others under way were cut off when an earlier one ended. */
  const ours = new Set<number>()

  const find = (product: string, reply: CallOutReply): Entry | undefined => {
    if (reply.id !== undefined) return calling.has(reply.id) ? entries.get(reply.id) : undefined
    const isMeant = ({ order }: Entry): boolean =>
      order.product === product && order.key === reply.key && order.kind === reply.kind && order.partner === reply.partner
    return [...calling].flatMap((id) => entries.get(id) ?? []).find(isMeant)
  }
  const end = (product: string, reply: CallOutReply): void => {
    const entry = find(product, reply)
    // A late word about a try that has ended already: nobody waits for it.
    if (entry === undefined && reply.id !== undefined) return
    const isGood = isAnswer(product, reply)
    // The product first: if the bank dies in between, the partner is called again, which it must be able to stand anyway.
    tell(product, reply)
    if (entry === undefined) return
    const status = reply.reply === undefined ? {} : { status: reply.reply.status }
    write({ ended: entry.order.id, attempt: entry.tries.length + 1, atMs: now(), isGood, ...status })
    ours.delete(entry.order.id)
  }
  const endCutOff = (): void => {
    for (const id of calling) {
      const entry = ours.has(id) ? undefined : entries.get(id)
      if (entry !== undefined) end(entry.order.product, noReplyTo(dueOf(entry)))
    }
  }
  const dueOf = ({ order, tries }: Entry): DueCallOut => {
    const url = addresses.find(order.partner, order.kind)
    const attempt = tries.length + 1
    return { ...order, attempt, isLast: attempt > order.repeatAfterMs.length, ...(url === undefined ? {} : { url }) }
  }

  return {
    remember: book.remember,
    post: (order: Omit<CallOut, "id">): void => write({ order: dress({ ...order, id: entries.size + 1 }) }),
    /** What is due by now and admitted; the rest stays. */
    take: (admit: (order: CallOut) => boolean = () => true): readonly DueCallOut[] => {
      endCutOff()
      const held: Entry[] = []
      const taken: DueCallOut[] = []
      for (let entry = book.nextDue(now()); entry !== undefined; entry = book.nextDue(now())) {
        if (!admit(entry.order)) {
          held.push(entry)
          continue
        }
        taken.push(dueOf(entry))
        ours.add(entry.order.id)
        write({ taken: entry.order.id })
      }
      held.forEach(book.hold)
      return taken
    },
    end,
    controls: outboxControls({ addresses, entries, partners: parts.partners, keep: (address) => write({ address }) })
  }
}

/** The word that nothing came. */
const noReplyTo = ({ id, key, kind, partner, attempt, isLast }: DueCallOut): CallOutReply => ({ id, key, kind, partner, attempt, isLast })
