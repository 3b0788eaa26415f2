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
  const due = createDueQueue<{ readonly payment: Payment; readonly step: Step; readonly row: number }>()

  const addToBalance = (apiKey: string, paise: bigint): void => {
    balances.set(apiKey, (balances.get(apiKey) ?? openingBalancePaise) + paise)
  }
  const applyStep = (payment: Payment, step: Step, rowNumber: number): void => {
    const row = rows[rowNumber]
    if (row === undefined || step.state === "none" || row.state === step.state) return
    if (step.state === "reversed") addToBalance(payment.partner, BigInt(payment.amountPaise))
    rows[rowNumber] = { ...row, state: step.state }
  }
  const settleDue = (nowMs: number): void => {
    for (let change = due.takeDue(nowMs); change !== undefined; change = due.takeDue(nowMs)) {
      applyStep(change.payment, change.step, change.row)
    }
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
      const state = payment.steps[0]?.state ?? "none"
      if (state === "none") return false
      addToBalance(payment.partner, -BigInt(payment.amountPaise))
      rows.push(rowOf(payment, state))
      for (const step of payment.steps.slice(1)) due.add(step.fromMs, { payment, step, row: rows.length - 1 })
      settleDue(nowMs)
      return true
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

const rowOf = (payment: Payment, state: LedgerRow["state"]): LedgerRow => ({
  tranRefNo: payment.reference,
  rail: payment.rail,
  amountPaise: payment.amountPaise,
  beneficiaryAccount: payment.beneficiaryAccount,
  ifsc: payment.ifsc,
  state,
  rrn: payment.rrn,
  at: new Date(payment.receivedAtMs).toISOString()
})
