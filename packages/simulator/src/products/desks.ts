import type { BankAnswer, BankEvent, CallOut, CallOutReply, Form } from "../bank-types.ts"
import type { Books } from "../books.ts"
import type { Call } from "../call.ts"
import type { OutboxNote } from "../callbacks/outbox.ts"
import { createOutbox } from "../callbacks/outbox.ts"
import { createProducts } from "./create-products.ts"
import type { Desk, Product } from "./product.ts"

/** What the desks work with. */
export interface DeskParts extends Pick<Call, "seed" | "sequence" | "enter"> {
  readonly now: () => number
  readonly books: Books
  readonly emit: (event: BankEvent) => void
  /** The last look at a call-out before it is filed: where a fault can change when, how often or with what the partner is called. */
  readonly dressCallOut?: (order: CallOut) => CallOut
  /** Is asked about a path last. */
  readonly samples?: Product
}

type Order = Readonly<Record<string, unknown>>
type NoteEvent = Extract<BankEvent, { readonly type: "note" }>

/** The call-outs are kept as notes too: under this name, which no product has. */
const OUTBOX = "call-outs"

/** The products behind the gateway, each at its desk: with its notes, the books, and the post to the partners. */
export const createDesks = (parts: DeskParts) => {
  const { books, emit, now } = parts
  const products = parts.samples === undefined ? createProducts() : [...createProducts(), parts.samples]
  const byName = new Map(products.map((product) => [product.name, product]))
  const notes: NoteEvent[] = []

  const keep = (event: NoteEvent): void => {
    notes.push(event)
    if (event.product === OUTBOX) outbox.remember(event.note as OutboxNote)
    else byName.get(event.product)?.remember(event.note)
  }
  const write = (product: string, note: unknown): void => {
    const event: NoteEvent = { type: "note", product, note }
    emit(event)
    keep(event)
  }
  const outbox = createOutbox({
    now,
    write: (note) => write(OUTBOX, note),
    partners: () => [...books.partners()],
    isAnswer: (product, reply) => (byName.get(product)?.isAnswer ?? isSuccess)(reply),
    tell: (product, reply) => byName.get(product)?.replied?.(reply, deskOf(product)),
    ...(parts.dressCallOut === undefined ? {} : { dress: parts.dressCallOut })
  })
  const deskOf = (product: string): Desk<unknown> => ({
    books, seed: parts.seed, sequence: parts.sequence, enter: parts.enter, nowMs: now(),
    note: (note) => write(product, note),
    credit: (credit) => {
      emit({ type: "credit", credit })
      books.enterCredit(credit)
    },
    callOut: (order) => outbox.post({ ...order, product }),
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
    takeCallOuts: outbox.take,
    calledOut: outbox.end,
    controls: (): Readonly<Record<string, (order: Order) => unknown>> => ({
      ...outbox.controls,
      ...Object.fromEntries(products.flatMap((product) => controlsOf(product, deskOf)))
    })
  }
}

const isSuccess = ({ reply }: CallOutReply): boolean => reply !== undefined && reply.status >= 200 && reply.status < 300

const controlsOf = (product: Product, deskOf: (name: string) => Desk<unknown>) =>
  Object.entries(product.control ?? {}).map(([call, act]) => [call, (order: Order) => act(order, deskOf(product.name))] as const)
