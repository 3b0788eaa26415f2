import { createDueQueue } from "../due-queue.ts"
import type { Mandate, Note, Order, Otp, Outcome } from "./upi-types.ts"

/** Something whose time has come: the customer acts, the time to act runs out, or a refund goes out with the settlement. */
export interface Due {
  readonly order: Order
  readonly what: "plan" | "expiry"
  readonly atMs: number
}

/** What the product knows. Made of notes alone; nothing here scans but the lists for people. */
export interface Memory {
  readonly remember: (note: Note) => void
  readonly nextNumber: () => number
  readonly order: (number: number) => Order | undefined
  readonly outcome: (order: Order) => Outcome | undefined
  /** The first order that a partner made under this merchantTranId. */
  readonly find: (partner: string, reference: string) => Order | undefined
  readonly findByRrn: (partner: string, rrn: string) => Order | undefined
  readonly findByRefId: (partner: string, refId: string) => Order | undefined
  readonly pushes: (partner: string) => readonly Order[]
  /** Orders that wait for somebody, in order of arrival. */
  readonly open: () => readonly Order[]
  readonly refundsOf: (order: Order) => readonly Order[]
  readonly mandate: (partner: string, umn: string) => Mandate | undefined
  /** Does an instalment of this mandate wait for an answer? A second one would be taken twice. */
  readonly isExecuting: (umn: string) => boolean
  readonly voucher: (uuid: string) => Order | undefined
  /** The order that used a voucher up: redeemed, or cancelled. */
  readonly usedBy: (voucher: Order) => Order | undefined
  readonly otp: (uuid: string) => Otp | undefined
  readonly otps: () => readonly Otp[]
  /** The next thing that is due at `nowMs`, once. */
  readonly takeDue: (nowMs: number) => Due | undefined
}

/** The ways in which orders are looked up. */
interface Keys {
  readonly byReference: Map<string, Order>
  readonly byRrn: Map<string, Order>
  readonly byRefId: Map<string, Order>
  readonly pushes: Map<string, Order[]>
  readonly refunds: Map<number, Order[]>
  readonly vouchers: Map<string, Order>
}

/** An empty memory. */
export const createMemory = (): Memory => {
  const orders = new Map<number, Order>()
  const outcomes = new Map<number, Outcome>()
  const open = new Map<number, Order>()
  const keys: Keys = {
    byReference: new Map(), byRrn: new Map(), byRefId: new Map(), pushes: new Map(), refunds: new Map(), vouchers: new Map()
  }
  const mandates = new Map<string, Mandate>()
  const executing = new Set<string>()
  const used = new Map<number, Order>()
  const otps = new Map<string, Otp>()
  const due = createDueQueue<Due>()

  const keepOrder = (order: Order): void => {
    orders.set(order.number, order)
    open.set(order.number, order)
    index(keys, order)
    if (order.kind === "execute" && order.umn !== undefined) executing.add(order.umn)
    if (order.plan !== undefined) due.add(order.plan.atMs, { order, what: "plan", atMs: order.plan.atMs })
    if (order.expiresAtMs !== undefined) due.add(order.expiresAtMs, { order, what: "expiry", atMs: order.expiresAtMs })
    // Paid as it came: nothing waits.
    if (order.steps !== undefined) open.delete(order.number)
  }
  const keepOutcome = (outcome: Outcome): void => {
    const order = orders.get(outcome.order)
    if (order === undefined) return
    outcomes.set(order.number, outcome)
    open.delete(order.number)
    if (order.kind === "execute" && order.umn !== undefined) executing.delete(order.umn)
    if (outcome.ending !== "SUCCESS") return
    if ((order.kind === "cancel" || order.kind === "redeem") && order.original !== undefined) used.set(order.original, order)
    const mandate = changeMandate(order.umn === undefined ? undefined : mandates.get(order.umn), order, outcome)
    if (mandate !== undefined) mandates.set(mandate.umn, mandate)
  }

  return {
    remember: (note) => {
      if ("order" in note) keepOrder(note.order)
      else if ("outcome" in note) keepOutcome(note.outcome)
      else if ("otp" in note) otps.set(note.otp.uuid, note.otp)
      else {
        const { umn, state, atMs } = note.mandate
        const mandate = mandates.get(umn)
        if (mandate !== undefined) mandates.set(umn, { ...mandate, state, changedAtMs: atMs })
      }
    },
    nextNumber: () => orders.size + 1,
    order: (number) => orders.get(number),
    outcome: ({ number }) => outcomes.get(number),
    find: (partner, reference) => keys.byReference.get(`${partner}|${reference}`),
    findByRrn: (partner, rrn) => keys.byRrn.get(`${partner}|${rrn}`),
    findByRefId: (partner, refId) => keys.byRefId.get(`${partner}|${refId}`),
    pushes: (partner) => keys.pushes.get(partner) ?? [],
    open: () => [...open.values()],
    refundsOf: ({ number }) => keys.refunds.get(number) ?? [],
    mandate: (partner, umn) => {
      const mandate = mandates.get(umn)
      return mandate?.partner === partner ? mandate : undefined
    },
    isExecuting: (umn) => executing.has(umn),
    voucher: (uuid) => keys.vouchers.get(uuid),
    usedBy: ({ number }) => used.get(number),
    otp: (uuid) => otps.get(uuid),
    otps: () => [...otps.values()],
    takeDue: (nowMs) => {
      for (let next = due.takeDue(nowMs); next !== undefined; next = due.takeDue(nowMs)) {
        if (open.has(next.order.number)) return next
      }
      return undefined
    }
  }
}

const index = ({ byReference, byRrn, byRefId, pushes, refunds, vouchers }: Keys, order: Order): void => {
  const key = `${order.partner}|${order.reference}`
  if (!byReference.has(key)) byReference.set(key, order)
  byRrn.set(`${order.partner}|${order.rrn}`, order)
  if (order.refId !== undefined) byRefId.set(`${order.partner}|${order.refId}`, order)
  if (order.kind === "push") append(pushes, order.partner, order)
  if (order.kind === "refund" && order.original !== undefined) append(refunds, order.original, order)
  if (order.kind === "voucher" && order.voucher !== undefined) vouchers.set(order.voucher.uuid, order)
}

const append = <K>(lists: Map<K, Order[]>, key: K, order: Order): void => {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [order])
  else list.push(order)
}

/** What a successful order makes of a mandate; undefined when it is not about one. */
const changeMandate = (mandate: Mandate | undefined, order: Order, { atMs, payer }: Outcome): Mandate | undefined => {
  const { kind, umn, terms, partner, sequence } = order
  if (kind === "create" && umn !== undefined && terms !== undefined) {
    return {
      umn, partner, order, payer, terms, state: "CREATE-SUCCESS", changedAtMs: atMs, approvedAtMs: atMs, taken: 0, notices: new Map()
    }
  }
  if (mandate === undefined) return undefined
  if (kind === "update" && terms !== undefined) return { ...mandate, terms, state: "UPDATE-SUCCESS", changedAtMs: atMs }
  if (kind === "revoke") return { ...mandate, state: "REVOKE-SUCCESS", changedAtMs: atMs }
  if (kind === "execute") return { ...mandate, taken: mandate.taken + 1 }
  if (kind === "notify" && sequence !== undefined) return { ...mandate, notices: new Map([...mandate.notices, [sequence, atMs]]) }
  return undefined
}
