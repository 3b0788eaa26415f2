import { inRupees, indianTime } from "./imps-calls.ts"
import { type Debit, findSecond } from "./books.ts"
import type { PayoutOrder } from "./types.ts"

/** What happened to each payout, in lines that a developer reads. */
export interface Diary {
  /** Something about one payout, or about every payout that is under way when no id is given. */
  readonly note: (payoutId: string | undefined, text: string) => void
  /** The client was given this order, and has not answered yet; or has. */
  readonly begin: (payoutId: string) => void
  readonly end: (payoutId: string) => void
  /** The payout that a text names: its id as a word of its own, its account, or a reference that was seen with it. */
  readonly payoutOf: (text: string) => string | undefined
  /** From now on this reference is that payout's. */
  readonly learn: (reference: string, payoutId: string) => void
  /** Orders given and not answered. */
  readonly underWay: () => readonly string[]
  /** All lines about a payout, with what the bank did in between. */
  readonly tell: (payoutId: string, debits: readonly Debit[], last: string) => readonly string[]
}

interface Line {
  readonly at: number
  readonly text: string
}

/** Keeps the lines of every payout. */
export const createDiary = (now: () => number, orders: readonly PayoutOrder[]): Diary => {
  const byId = new Map(orders.map((order) => [order.payoutId, order]))
  const names = new Map<string, string>()
  for (const { payoutId, beneficiary } of orders) names.set(payoutId, payoutId).set(beneficiary.accountNumber, payoutId)
  const lines = new Map<string, Line[]>(orders.map(({ payoutId }) => [payoutId, []]))
  const open = new Set<string>()
  const note: Diary["note"] = (payoutId, text) => {
    for (const id of payoutId === undefined ? open : [payoutId]) lines.get(id)?.push({ at: now(), text })
  }
  return {
    note,
    begin: (payoutId) => void open.add(payoutId),
    end: (payoutId) => void open.delete(payoutId),
    underWay: () => [...open],
    learn: (reference, payoutId) => void names.set(reference, payoutId),
    payoutOf: (text) => {
      const whole = names.get(text)
      if (whole !== undefined) return whole
      for (const word of text.split(/[^0-9A-Za-z_-]+/)) {
        const found = names.get(word)
        if (found !== undefined) return found
      }
      return undefined
    },
    tell: (payoutId, debits, last) => {
      const order = byId.get(payoutId)
      const title = order === undefined ? payoutId : `${payoutId}: Rs ${inRupees(order.amountPaise)} to account ...${order.beneficiary.accountNumber.slice(-4)}`
      // In the same millisecond the bank was first: what the client hears comes of it.
      const all = [...linesOf(debits), ...(lines.get(payoutId) ?? [])].toSorted((one, other) => one.at - other.at)
      return [title, ...all.map(({ at, text }) => `${stamp(at)}  ${text}`), last]
    }
  }
}

const linesOf = (debits: readonly Debit[]): readonly Line[] => {
  const twice = findSecond(debits)
  return debits.flatMap((debit) => {
    const beside = debit === twice?.second ? `, while ${describe(twice.first, debit)} still stands: PAID TWICE` : ""
    const out = { at: debit.fromMs, text: `  bank: debits Rs ${inRupees(debit.amountPaise)} for ${debit.reference}${beside}` }
    return debit.untilMs === Infinity ? [out] : [out, { at: debit.untilMs, text: `  bank: gives the money of ${debit.reference} back` }]
  })
}

const describe = (first: Debit, second: Debit): string =>
  first.reference === second.reference ? `the debit of ${stamp(first.fromMs)} under the same reference` : `the debit for ${first.reference}`

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/** 19 Nov 23:40:07, in India. */
const stamp = (ms: number): string => {
  const text = indianTime(ms)
  return `${text.slice(8, 10)} ${months[Number(text.slice(5, 7)) - 1]} ${text.slice(11, 19)}`
}
