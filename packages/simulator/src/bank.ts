import { plainAnswer } from "./answers.ts"
import type {
  BankAnswer, BankEvent, BankRequest, CallOut, CallOutReply, Credit, DueCallOut, Form, LedgerRow, Partner, PartnerRequest, Payment, Rail
} from "./bank-types.ts"
import type { Books } from "./books.ts"
import type { Call } from "./call.ts"
import { createBooks } from "./books.ts"
import { createFaultBox } from "./fault-box.ts"
import type { Trouble } from "./scenarios/order-trouble.ts"
import { dressByFaults, orderTrouble } from "./scenarios/order-trouble.ts"
import { makePartner } from "./make-partner.ts"
import { railsOfPriority } from "./priority.ts"
import { createDesks } from "./products/desks.ts"
import { findRoute } from "./routes.ts"
import type { Samples } from "./samples/create-samples.ts"
import type { Statement, StatementOrder } from "./statement/entries.ts"
import { makeStatement } from "./statement/entries.ts"

export type * from "./bank-types.ts"

/** How a bank is made. */
export interface BankOptions {
  /** Every made-up value follows from it. */
  readonly seed: number
  /** The bank's clock in milliseconds: real time plus whatever the virtual clock was advanced by. */
  readonly now: () => number
  /**
   * What a repeated reference gets. `answer-first`: an answer about the first request, and one debit. `debit-again`: another
   * debit, the harsh bank against which a client's safety is tested. `answer-first` unless told.
   */
  readonly duplicateReference?: "answer-first" | "debit-again"
  /** Hears of everything that changed the bank, at once and in order. Throwing here fails the call before it answers. */
  readonly onEvent?: (event: BankEvent) => void
  /** The events of an earlier bank with the same seed: this one continues it. */
  readonly history?: Iterable<BankEvent>
  /** What each partner opens with, in paise; Rs 10 crore unless told. */
  readonly openingBalancePaise?: bigint
  /** Answers the calls of the catalogue that nothing else answers: `await loadSamples()`. Without them such a path is a bad URL. */
  readonly samples?: Samples
}

/** The bank, without HTTP and without encryption. */
export interface Bank extends Trouble {
  readonly handle: (request: BankRequest) => BankAnswer
  /** How requests to a path may come; undefined for a path that the bank does not have. */
  readonly formsOf: (path: string) => readonly Form[] | undefined
  readonly registerPartner: (request: PartnerRequest) => Partner
  /** In order of registration. */
  readonly partners: () => readonly Partner[]
  readonly partner: (apiKey: string) => Partner | undefined
  /** The partner of a BC id: the older IMPS API names it in the path and has no apikey. */
  readonly partnerOfBc: (bcId: string) => Partner | undefined
  /** What the bank really did, in order of arrival, as it stands now. A live view: copy it if you keep it. */
  readonly ledger: () => readonly LedgerRow[]
  /** What came in for partners, in order of arrival. */
  readonly credits: () => readonly Credit[]
  /** Paise. */
  readonly balancePaise: (apiKey: string) => bigint
  /** The partner's account statement from `fromMs` up to, not including, `untilMs`. */
  readonly statement: (apiKey: string, order: Pick<StatementOrder, "fromMs" | "untilMs" | "withCharges">) => Statement
  /** Applies what the clock has brought about: late credits and reversals. `handle` and `ledger` do it themselves. */
  readonly settleDue: () => void
  /**
   * The calls to partners that are due by now, each once: whoever takes them makes them, and tells `calledOut` what came of them.
   * Those that `admit` turns away stay for the next time.
   */
  readonly takeCallOuts: (admit?: (order: CallOut) => boolean) => readonly DueCallOut[]
  readonly calledOut: (product: string, reply: CallOutReply) => void
  /** The calls of the control plane that the products bring: people at the other end of the real bank's counters. */
  readonly controls: () => Readonly<Record<string, (order: Readonly<Record<string, unknown>>) => unknown>>
  /** The shortest list of events that gives this bank again. */
  readonly snapshot: () => readonly BankEvent[]
}

/**
 * A bank in memory: synchronous, seeded, no I/O, no cryptography, no clock of its own. It shares no code with the client that
 * it is there to judge.
 *
 * @example
 * const bank = createBank({ seed: 1, now: () => Date.UTC(2030, 0, 31) })
 * const partner = bank.registerPartner({ name: "Acme", certificatePem: "" })
 * const answer = bank.handle({ partner: partner.apiKey, path: "/api/v1/composite-status", priority: "0100", body: {} })
 * console.log(answer.body, bank.ledger().length)
 */
export const createBank = (options: BankOptions): Bank => {
  const { seed, now, duplicateReference = "answer-first" } = options
  const openingPaise = options.openingBalancePaise ?? 10_000_000_000n
  const books = createBooks(openingPaise)
  const emit = options.onEvent ?? (() => {})
  const box = createFaultBox(seed, ({ id, seen, left }) => emit({ type: "fault-used", id, seen, left }))
  const sequence = () => books.payments().length
  const enter = (payment: Parameters<Books["enter"]>[0]): boolean => {
    emit({ type: "payment", payment })
    return books.enter(payment, now())
  }
  const dressCallOut = dressByFaults(box, books.partner, now)
  const desks = createDesks({ seed, now, books, sequence, enter, emit, dressCallOut, ...(options.samples && { samples: options.samples }) })
  for (const event of options.history ?? []) replay(books, box, desks, event, now())
  const settleDue = (): void => {
    books.settleDue(now())
    desks.settleDue()
  }
  const booksNow = (): Books => {
    settleDue()
    return books
  }
  let partnerCount = [...books.partners()].length

  return {
    handle: (request) => {
      settleDue()
      return answerRequest({ seed, duplicateReference, books, box, desks, sequence, enter, nowMs: now() }, request)
    },
    formsOf: (path) => (findRoute(path) === undefined ? desks.formsOf(path) : ["hybrid"]),
    registerPartner: (request) => {
      const partner = makePartner(seed, partnerCount++, request)
      emit({ type: "partner", partner })
      books.addPartner(partner)
      return partner
    },
    partners: () => [...books.partners()],
    partner: books.partner,
    partnerOfBc: books.partnerOfBc,
    ledger: () => booksNow().ledger(),
    credits: () => booksNow().credits(),
    balancePaise: (apiKey) => booksNow().balancePaise(apiKey),
    statement: (apiKey, order) => makeStatement({
      ...order,
      account: books.partner(apiKey)?.debitAccount ?? "",
      payments: books.payments().filter((payment) => payment.partner === apiKey),
      credits: books.credits().filter((credit) => credit.partner === apiKey),
      accountOpeningPaise: openingPaise,
      nowMs: now()
    }),
    ...orderTrouble({ box, now, emit }),
    settleDue,
    takeCallOuts: desks.takeCallOuts,
    calledOut: desks.calledOut,
    controls: desks.controls,
    snapshot: () => [
      ...Array.from(books.partners(), (partner) => ({ type: "partner", partner }) as const),
      ...books.payments().map((payment) => ({ type: "payment", payment }) as const),
      ...books.credits().map((credit) => ({ type: "credit", credit }) as const),
      ...desks.notes(),
      ...box.list().map((fault) => ({ type: "fault", fault }) as const)
    ]
  }
}

interface Counter extends Pick<Call, "seed" | "duplicateReference" | "nowMs" | "sequence" | "enter"> {
  readonly books: Books
  readonly box: Box
  readonly desks: Desks
}

/** One request: credentials first, then the product that the path leads to. */
const answerRequest = ({ box, desks, ...counter }: Counter, request: BankRequest): BankAnswer => {
  const partner = counter.books.partner(request.partner)
  if (partner === undefined) return plainAnswer("401")
  const callOf = (read: BankRequest, rails: Call["rails"], rail?: Rail): Call => ({
    ...counter, request: read, partner, rails,
    takeFault: (call, thisRail = rail) => box.take({ call, rail: thisRail, partner, request: read, nowMs: counter.nowMs })
  })
  const route = findRoute(request.path)
  if (route === undefined) return desks.answer(callOf(request, [])) ?? plainAnswer("8014")
  const rails = railsOfPriority(request.priority)
  if (rails === undefined && route.needsPriority) return plainAnswer("403", "Wrong x-priority for this path")
  const closed = rails?.find((rail) => !partner.rails.includes(rail))
  if (closed !== undefined) return plainAnswer("403", "This rail is not open to the partner")
  const read = route.read?.(request, partner, counter.nowMs) ?? request
  return route.answer(callOf(read, rails ?? [], rails?.length === 1 ? rails[0] : route.rail))
}

type Desks = ReturnType<typeof createDesks>
type Box = ReturnType<typeof createFaultBox>

const replay = (books: Books, box: Box, desks: Desks, event: BankEvent, nowMs: number): void => {
  if (event.type === "partner") books.addPartner(event.partner)
  else if (event.type === "payment") enterAgain(books, event.payment, nowMs)
  else if (event.type === "credit") books.enterCredit(event.credit)
  else if (event.type === "note") desks.remember(event)
  else if (event.type === "fault") box.restore(event.fault)
  else box.restoreUse(event.id, event.seen, event.left)
}

/** At the time it arrived: what was debited late before it comes before it in the ledger. */
const enterAgain = (books: Books, payment: Payment, nowMs: number): void => {
  const atMs = Math.min(payment.receivedAtMs, nowMs)
  books.settleDue(atMs)
  books.enter(payment, atMs)
}
