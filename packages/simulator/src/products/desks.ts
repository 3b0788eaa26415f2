import type { BankAnswer, BankEvent, CallOut, CallOutReply, Form } from "../bank-types.ts"
import type { Books } from "../books.ts"
import type { Call } from "../call.ts"
import { createDueQueue } from "../due-queue.ts"
import { createProducts } from "./create-products.ts"
import type { Desk, Product } from "./product.ts"

/** What the desks work with. */
export interface DeskParts extends Pick<Call, "seed" | "sequence" | "enter"> {
  readonly now: () => number
  readonly books: Books
  readonly emit: (event: BankEvent) => void
}

type Order = Readonly<Record<string, unknown>>
type NoteEvent = Extract<BankEvent, { readonly type: "note" }>

/** The call-outs are kept as notes too: under this name, which no product has. */
const OUTBOX = "call-outs"

/** The products behind the gateway, each at its desk: with its notes, the books, and the post to the partners. */
export const createDesks = (parts: DeskParts) => {
  const { books, emit, now } = parts
  const products = createProducts()
  const byName = new Map(products.map((product) => [product.name, product]))
  const notes: NoteEvent[] = []
  const due = createDueQueue<CallOut>()
  /** Those that have been taken stay known, so that a restart does not call twice for one event; 0 = none yet. */
  const waiting = new Map<number, CallOut>()
  let callOuts = 0

  const keep = (event: NoteEvent): void => {
    notes.push(event)
    if (event.product !== OUTBOX) return byName.get(event.product)?.remember(event.note)
    const note = event.note as { readonly order: CallOut } | { readonly taken: number }
    if ("taken" in note) return void waiting.delete(note.taken)
    callOuts = note.order.id
    waiting.set(note.order.id, note.order)
    due.add(note.order.atMs, note.order)
  }
  const write = (product: string, note: unknown): void => {
    const event: NoteEvent = { type: "note", product, note }
    emit(event)
    keep(event)
  }
  const deskOf = (product: string): Desk<unknown> => ({
    books, seed: parts.seed, sequence: parts.sequence, enter: parts.enter, nowMs: now(),
    note: (note) => write(product, note),
    credit: (credit) => {
      emit({ type: "credit", credit })
      books.enterCredit(credit)
    },
    callOut: (order) => write(OUTBOX, { order: { ...order, product, id: callOuts + 1 } }),
    partners: () => [...books.partners()]
  })
  const find = (path: string) => {
    for (const product of products) {
      const found = product.find(path)
      if (found !== undefined) return { product, found }
    }
    return undefined
  }

  return {
    formsOf: (path: string): readonly Form[] | undefined => find(path)?.found.forms,
    answer: (call: Call): BankAnswer | undefined => {
      const { product, found } = find(call.request.path) ?? {}
      if (product === undefined || found === undefined) return undefined
      return found.answer({ ...deskOf(product.name), ...call, params: found.params })
    },
    settleDue: (): void => {
      for (const product of products) product.settleDue?.(deskOf(product.name))
    },
    remember: keep,
    notes: (): readonly NoteEvent[] => notes,
    takeCallOuts: (): readonly CallOut[] => {
      const taken: CallOut[] = []
      for (let order = due.takeDue(now()); order !== undefined; order = due.takeDue(now())) {
        if (waiting.has(order.id)) taken.push(order)
      }
      for (const { id } of taken) write(OUTBOX, { taken: id })
      return taken
    },
    calledOut: (product: string, reply: CallOutReply): void => byName.get(product)?.replied?.(reply, deskOf(product)),
    controls: (): Readonly<Record<string, (order: Order) => unknown>> =>
      Object.fromEntries(products.flatMap((product) => controlsOf(product, deskOf)))
  }
}

const controlsOf = (product: Product, deskOf: (name: string) => Desk<unknown>) =>
  Object.entries(product.control ?? {}).map(([call, act]) => [call, (order: Order) => act(order, deskOf(product.name))] as const)
