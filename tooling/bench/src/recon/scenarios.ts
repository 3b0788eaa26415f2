import type { LedgerEntry, ReconOutcome } from "@hundi/recon/engine"
import { createPayments, type Dice, type Draft, dates, entryOf, lineOf, narrate, narrateReturn, type Payment, transpose } from "./corpus-kit.ts"

/** Rows that belong together, and what a run should say of them. */
export interface Truth {
  readonly entries: readonly LedgerEntry[]
  readonly lines: readonly Draft[]
  readonly outcome: ReconOutcome
  /**
   * True when the rows themselves prove it: a whole or long reference, a bank number, a batch, or the number on a return, with nothing
   * against it. Recall is counted over these; a false match counts anywhere.
   */
  readonly matchable: boolean
}

/** One story about money: it may make several groups that look alike. */
export type Scenario = (kit: Kit) => readonly Truth[]

export interface Kit {
  readonly dice: Dice
  readonly pay: (rail: LedgerEntry["rail"], over?: Partial<Payment>) => Payment
  readonly id: () => string
}

export const createKit = (dice: Dice): Kit => {
  let last = 0
  return { dice, pay: createPayments(dice), id: () => `P${++last}` }
}

const rails = ["imps", "imps", "imps", "imps", "imps", "upi", "upi", "neft", "neft", "internal", "rtgs"] as const
const withRemark = ["imps", "imps", "upi"] as const
const numbered = ["imps", "upi", "neft", "rtgs"] as const

const later = ({ day }: Payment, days: number): string => dates[Math.min(day + days, dates.length - 1)] ?? "2026-04-12"
const back = (payment: Payment, over: Partial<Draft> = {}): Draft =>
  lineOf(payment, { direction: "credit", narration: narrateReturn(payment, `HDFCR${payment.number.slice(5)}`), ...over })
const found = (entries: readonly LedgerEntry[], lines: readonly Draft[], outcome: ReconOutcome = "matched"): Truth =>
  ({ entries, lines, outcome, matchable: true })
const lone = (line: Draft, outcome: ReconOutcome = "debit-not-ours"): Truth => ({ entries: [], lines: [line], outcome, matchable: false })
const missing = (entry: LedgerEntry): Truth => ({ entries: [entry], lines: [], outcome: "sent-no-debit", matchable: false })

/** By name, with how many of a thousand stories it is. */
export const scenarios: Readonly<Record<string, readonly [weight: number, tell: Scenario]>> = {
  clean: [800, ({ dice, pay, id }) => {
    const payment = pay(dice.pick(rails))
    return [found([entryOf(id(), payment)], [lineOf(payment, { postedOn: later(payment, dice.roll(20) === 0 ? 1 : 0) })])]
  }],
  "reference only": [25, ({ dice, pay, id }) => {
    const payment = pay(dice.pick([...withRemark, "internal"] as const))
    return [found([entryOf(id(), payment, { rrn: null, state: dice.pick(["unknown", "sending", "pending"] as const) })], [lineOf(payment)])]
  }],
  "reference cut": [10, ({ dice, pay, id }) => {
    const payment = pay(dice.pick(withRemark))
    const narration = narrate(payment, payment.reference.slice(0, 12 + dice.roll(3)))
    return [found([entryOf(id(), payment, { rrn: null, state: "unknown" })], [lineOf(payment, { narration })])]
  }],
  "number only": [15, ({ dice, pay, id }) => {
    const payment = pay(dice.pick(numbered))
    return [found([entryOf(id(), payment)], [lineOf(payment, { narration: narrate(payment, "VENDOR PAYMENT") })])]
  }],
  "number transposed": [5, ({ pay, id }) => {
    const payment = pay("imps")
    return [found([entryOf(id(), { ...payment, number: transpose(payment.number, 6) })], [lineOf(payment)])]
  }],
  "reference transposed": [5, ({ pay, id }) => {
    const payment = pay("imps")
    return [found([entryOf(id(), payment)], [lineOf(payment, { narration: narrate(payment, transpose(payment.reference, 9)) })])]
  }],
  "both transposed": [2, ({ pay, id }) => {
    const payment = pay("imps")
    const wrong = { ...payment, number: transpose(payment.number, 6), reference: transpose(payment.reference, 9) }
    return [{ ...found([entryOf(id(), payment)], [lineOf(wrong)]), matchable: false }]
  }],
  "twins on one day": [20, ({ dice, pay, id }) => {
    const first = pay(dice.pick(rails))
    const second = pay(first.rail, { amountPaise: first.amountPaise, day: first.day, name: first.name, ifsc: first.ifsc })
    return [first, second].map((payment) => found([entryOf(id(), payment)], [lineOf(payment)]))
  }],
  "twin is somebody else's": [10, ({ dice, pay, id }) => {
    const ours = pay(dice.pick(withRemark))
    const theirs = pay(ours.rail, { amountPaise: ours.amountPaise, day: ours.day, name: ours.name })
    const rrn = dice.roll(2) === 0 ? ours.number : null
    return [
      missing(entryOf(id(), ours, { rrn, state: rrn === null ? "unknown" : "settled" })),
      lone(lineOf(theirs, { narration: narrate(theirs, dice.pick(["RENT APRIL", "SALARY", "INVOICE 88"])) }))
    ]
  }],
  "NEFT twin is somebody else's": [5, ({ pay, id }) => {
    const ours = pay("neft")
    const theirs = pay("neft", { amountPaise: ours.amountPaise, day: ours.day, ifsc: ours.ifsc })
    return [missing(entryOf(id(), ours, { rrn: null, state: "unknown" })), lone(lineOf(theirs, { narration: narrate(theirs, "RENT APRIL") }))]
  }],
  "NEFT without its number": [5, ({ pay, id }) => {
    const payment = pay("neft")
    return [{ ...found([entryOf(id(), payment, { rrn: null, state: "unknown" })], [lineOf(payment)]), matchable: false }]
  }],
  "reference used again": [6, ({ dice, pay, id }) => {
    const first = pay("imps")
    const amountPaise = dice.roll(2) === 0 ? first.amountPaise : first.amountPaise + 700n
    const second = pay("imps", { reference: first.reference, amountPaise, day: first.day })
    return [first, second].map((payment) => found([entryOf(id(), payment)], [lineOf(payment)]))
  }],
  "number again on another rail": [6, ({ pay, id }) => {
    const ours = pay("imps")
    const theirs = pay("upi", { number: ours.number, amountPaise: ours.amountPaise, day: ours.day })
    return [missing(entryOf(id(), ours)), lone(lineOf(theirs, { narration: narrate(theirs, "GROCERIES") }))]
  }],
  "number again a week later": [6, ({ pay, id }) => {
    const ours = pay("imps", { day: 1 })
    const theirs = { ...pay("imps", { day: 9, amountPaise: ours.amountPaise }), number: ours.number }
    return [missing(entryOf(id(), ours)), lone(lineOf(theirs, { narration: narrate(theirs, "GROCERIES") }))]
  }],
  split: [6, ({ dice, pay, id }) => {
    const payment = pay("imps")
    const part = BigInt(1 + dice.roll(Number(payment.amountPaise) - 2))
    const other = pay("imps", { reference: payment.reference })
    return [found([entryOf(id(), payment)], [
      lineOf(payment, { amountPaise: part }),
      lineOf(payment, { amountPaise: payment.amountPaise - part, narration: narrate({ ...other, name: payment.name }) })
    ])]
  }],
  "bulk file": [3, ({ dice, pay, id }) => {
    const batch = `BULK${id()}`
    const day = 1 + dice.roll(8)
    const rows = Array.from({ length: 3 + dice.roll(18) }, () => pay("neft", { day }))
    const amountPaise = rows.reduce((sum, row) => sum + row.amountPaise, 0n)
    return [found(rows.map((row) => entryOf(id(), row, { batch, rrn: null })), [
      lineOf(pay("neft", { day }), { amountPaise, narration: `CIB/FILE/${batch}/${rows.length} RECORDS` })
    ])]
  }],
  "debited twice": [10, ({ pay, id }) => {
    const payment = pay("imps")
    const again = pay("imps", { reference: payment.reference, amountPaise: payment.amountPaise, day: payment.day, name: payment.name })
    return [found([entryOf(id(), payment)], [lineOf(payment), lineOf(again)], "duplicate-debit")]
  }],
  "amount differs": [10, ({ dice, pay, id }) => {
    const payment = pay(dice.pick(withRemark))
    return [found([entryOf(id(), payment)], [lineOf(payment, { amountPaise: payment.amountPaise + BigInt(1 + dice.roll(900)) })], "amount-differs")]
  }],
  reversed: [12, ({ dice, pay, id }) => {
    const payment = pay(dice.pick(["imps", "upi", "internal"] as const))
    const rrn = payment.rail === "internal" && dice.roll(2) === 0 ? null : payment.number
    return [found([entryOf(id(), payment, { rrn, state: dice.pick(["reversed", "settled"] as const) })],
      [lineOf(payment), back(payment, { postedOn: later(payment, dice.roll(3)) })], "reversed")]
  }],
  "reversed in part": [4, ({ pay, id }) => {
    const payment = pay("imps")
    return [found([entryOf(id(), payment)], [lineOf(payment), back(payment, { amountPaise: payment.amountPaise / 2n })], "reversed-in-part")]
  }],
  returned: [10, ({ dice, pay, id }) => {
    const payment = pay(dice.pick(["neft", "rtgs"] as const))
    return [found([entryOf(id(), payment)], [lineOf(payment), back(payment, { postedOn: later(payment, 1 + dice.roll(2)) })], "returned")]
  }],
  declined: [8, ({ pay, id }) => {
    const payment = pay("imps")
    return [found([entryOf(id(), payment, { state: "rejected" })], [lineOf(payment), back(payment)], "declined-with-reversal")]
  }],
  "late money": [4, ({ pay, id }) => {
    const payment = pay("imps")
    return [found([entryOf(id(), payment, { state: "rejected" })], [lineOf(payment)], "late-money")]
  }],
  "charge of just a payout's amount": [15, ({ pay, id }) => {
    const payment = pay("imps", { amountPaise: 500n })
    return [
      missing(entryOf(id(), payment)),
      lone(lineOf(payment, { narration: `IMPS CHG/${payment.number}` }), "charge"),
      lone(lineOf(payment, { amountPaise: 90n, narration: `GST IMPS CHG/${payment.number}` }), "gst")
    ]
  }],
  "penny drop": [10, ({ pay, id }) => {
    const payment = pay("imps", { amountPaise: 100n })
    return [found([entryOf(id(), payment, { kind: "verification" })], [lineOf(payment)], "penny-drop")]
  }],
  "no debit": [8, ({ dice, pay, id }) => [missing(entryOf(id(), pay(dice.pick(rails))))]],
  "not ours": [8, ({ dice, pay }) => {
    const payment = pay(dice.pick(["imps", "upi", "neft"] as const))
    return [lone(lineOf(payment, { narration: narrate(payment, "OFFICE RENT") }))]
  }],
  "came in": [5, ({ pay }) => {
    const payment = pay("neft")
    return [lone(lineOf(payment, { direction: "credit", narration: `NEFT/${payment.number}/CUSTOMER ONE` }), "credit-not-ours")]
  }],
  "came back for nothing": [3, ({ pay }) => {
    const payment = pay("imps")
    return [lone(back(payment), "orphan-reversal")]
  }]
}
