import type { Credit, LedgerRow, Partner, Payment, Rail, Step } from "./bank-types.ts"
import { createDueQueue } from "./due-queue.ts"

/**
 * The account books: payments, the debits among them, balances. What time does to them is applied by `settleDue`, in O(log n)
 * per change; nothing here ever scans.
 */
export interface Books {
  readonly addPartner: (partner: Partner) => void
  readonly partner: (apiKey: string) => Partner | undefined
  readonly partnerOfBc: (bcId: string) => Partner | undefined
  readonly partners: () => Iterable<Partner>
  /** Enters a payment and what has become of it up to `nowMs`. Returns true when it took money at its start. */
  readonly enter: (payment: Payment, nowMs: number) => boolean
  readonly enterCredit: (credit: Credit) => void
  readonly credits: () => readonly Credit[]
  /** The first payment that a partner made with this reference on this rail. */
  readonly find: (apiKey: string, rail: Rail, reference: string) => Payment | undefined
  /** A NEFT or RTGS payment by its UTR. */
  readonly findByUtr: (apiKey: string, utr: string) => Payment | undefined
  readonly payments: () => readonly Payment[]
  readonly balancePaise: (apiKey: string) => bigint
  readonly settleDue: (nowMs: number) => void
  /** A live view, in order of arrival. */
  readonly ledger: () => readonly LedgerRow[]
}

/** Where a payment stands in the ledger; nowhere before it is debited. */
interface Place {
  row: number | undefined
}

/** What falls due: a step of a payment, or without one the return of a part. */
interface Change {
  readonly payment: Payment
  readonly step?: Step
  readonly place: Place
}

/** Half of the amount, as a whole number of paise. */
export const partReturnPaise = (payment: Payment): bigint => BigInt(payment.amountPaise) / 2n

/** Empty books; each partner opens with `openingBalancePaise`. */
export const createBooks = (openingBalancePaise: bigint): Books => {
  const partners = new Map<string, Partner>()
  const byBcId = new Map<string, Partner>()
  const balances = new Map<string, bigint>()
  const payments: Payment[] = []
  const credits: Credit[] = []
  const byReference = new Map<string, Payment>()
  const byUtr = new Map<string, Payment>()
  const rows: LedgerRow[] = []
  const due = createDueQueue<Change>()

  const addToBalance = (apiKey: string, paise: bigint): void => {
    balances.set(apiKey, (balances.get(apiKey) ?? openingBalancePaise) + paise)
  }
  /** Takes the money; from here on the payment has a row. */
  const debit = (payment: Payment, { state, fromMs }: Step, place: Place): void => {
    if (state === "none") return
    addToBalance(payment.partner, -BigInt(payment.amountPaise))
    place.row = rows.push(rowOf(payment, state, fromMs)) - 1
  }
  const apply = ({ payment, step, place }: Change): void => {
    if (step === undefined) return addToBalance(payment.partner, partReturnPaise(payment))
    const row = place.row === undefined ? undefined : rows[place.row]
    if (place.row === undefined || row === undefined) return debit(payment, step, place)
    if (step.state === "none" || row.state === step.state) return
    if (step.state === "reversed") addToBalance(payment.partner, BigInt(payment.amountPaise))
    rows[place.row] = { ...row, state: step.state }
  }
  const settleDue = (nowMs: number): void => {
    for (let change = due.takeDue(nowMs); change !== undefined; change = due.takeDue(nowMs)) apply(change)
  }

  return {
    addPartner: (partner) => {
      partners.set(partner.apiKey, partner)
      byBcId.set(partner.bcId, partner)
    },
    partner: (apiKey) => partners.get(apiKey),
    partnerOfBc: (bcId) => byBcId.get(bcId),
    partners: () => partners.values(),
    enter: (payment, nowMs) => {
      const key = keyOf(payment.partner, payment.rail, payment.reference)
      if (!byReference.has(key)) byReference.set(key, payment)
      if (payment.rail === "neft" || payment.rail === "rtgs") byUtr.set(`${payment.partner}|${payment.rrn}`, payment)
      payments.push(payment)
      const place: Place = { row: undefined }
      const [first, ...later] = payment.steps
      if (first !== undefined) debit(payment, { ...first, fromMs: payment.receivedAtMs }, place)
      const isDebited = place.row !== undefined
      // Most payments that were not debited at once never are.
      if (!isDebited && later.every(({ state }) => state === "none")) return false
      for (const step of later) due.add(step.fromMs, { payment, step, place })
      if (payment.partReturnedAtMs !== undefined) due.add(payment.partReturnedAtMs, { payment, place })
      settleDue(nowMs)
      return isDebited
    },
    enterCredit: (credit) => {
      credits.push(credit)
      addToBalance(credit.partner, BigInt(credit.amountPaise))
    },
    credits: () => credits,
    find: (apiKey, rail, reference) => byReference.get(keyOf(apiKey, rail, reference)),
    findByUtr: (apiKey, utr) => byUtr.get(`${apiKey}|${utr}`),
    payments: () => payments,
    balancePaise: (apiKey) => balances.get(apiKey) ?? openingBalancePaise,
    settleDue,
    ledger: () => rows
  }
}

/** What stands at `nowMs`. */
export const stepAt = (payment: Payment, nowMs: number): Step => {
  const step = payment.steps.findLast((one) => one.fromMs <= nowMs) ?? payment.steps[0]
  if (step === undefined) throw new Error("A payment without a step cannot be entered")
  return step
}

const keyOf = (apiKey: string, rail: Rail, reference: string): string => `${apiKey}|${rail}|${reference}`

const rowOf = (payment: Payment, state: LedgerRow["state"], atMs: number): LedgerRow => ({
  tranRefNo: payment.reference,
  rail: payment.rail,
  amountPaise: payment.amountPaise,
  beneficiaryAccount: payment.beneficiaryAccount,
  ifsc: payment.ifsc,
  state,
  rrn: payment.rrn,
  at: new Date(atMs).toISOString()
})
