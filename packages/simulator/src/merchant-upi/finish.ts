import { merchantTextOf } from "./merchant-codes.ts"
import { nameOf, scannerOf } from "./customers.ts"
import { settleRefund } from "./refund.ts"
import { rupeesOf, stampOf } from "./upi-dates.ts"
import type { Memory } from "./upi-memory.ts"
import type { Ending, Kind, Order, Outcome, UpiDesk } from "./upi-types.ts"

/** How an order ends. */
export interface End {
  readonly ending: Ending
  readonly code: string
  readonly atMs: number
  /** The customer, where the order does not say. */
  readonly payer?: string
  /** Paise, where the customer paid another amount. */
  readonly amountPaise?: string
}

/** The kinds by which money comes in. */
const paying: ReadonlySet<Kind> = new Set<Kind>(["collect", "qr", "push", "execute", "redeem"])

/** Kinds without a callback: for none of them does a source show one. */
const unheard: ReadonlySet<Kind> = new Set<Kind>(["refund", "validate", "redeem", "release"])

/** Made up: a callback without an answer is repeated after a minute, five and thirty. */
const REPEATS_MS = [60_000, 300_000, 1_800_000]
const DEADLINE_MS = 10_000

/** Ends an order: files the outcome, books what came in, calls the merchant. */
export const finish = (desk: UpiDesk, order: Order, end: End): Outcome => {
  const { ending, code, atMs } = end
  const payer = end.payer ?? (order.payer || scannerOf(desk.seed, order.number))
  const outcome: Outcome = { order: order.number, ending, code, payer, amountPaise: end.amountPaise ?? order.amountPaise, atMs }
  desk.note({ outcome })
  if (ending === "SUCCESS" && paying.has(order.kind)) {
    desk.credit({
      partner: order.partner,
      rail: "upi",
      reference: order.reference,
      amountPaise: outcome.amountPaise,
      rrn: order.rrn,
      payerName: nameOf(desk.seed, payer),
      payerAccount: payer,
      remark: order.remark,
      atMs
    })
  }
  if (order.isSilent !== true && !unheard.has(order.kind)) callMerchant(desk, order, outcome, wordOf(order.kind, ending, true))
  return outcome
}

/** Applies what the clock has brought about. */
export const settleDue = (desk: UpiDesk, memory: Memory): void => {
  for (let due = memory.takeDue(desk.nowMs); due !== undefined; due = memory.takeDue(desk.nowMs)) {
    const { order, what, atMs } = due
    if (order.kind === "refund") settleRefund(desk, order, atMs)
    else if (what === "expiry") finish(desk, order, { ending: "FAILURE", code: "U69", atMs })
    else if (order.plan !== undefined) finish(desk, order, order.plan)
  }
}

const verbs: Readonly<Partial<Record<Kind, string>>> = {
  create: "CREATE", update: "UPDATE", revoke: "REVOKE", notify: "NOTIFICATION", voucher: "CREATE", cancel: "REVOKE"
}

/** Mandates and vouchers have states of their own; for money a callback knows REJECT, and an enquiry only FAILURE. */
export const wordOf = (kind: Kind, ending: Ending | "INITIATED", isCallback = false): string => {
  const verb = verbs[kind]
  const word = ending === "REJECT" && (verb !== undefined || !isCallback) ? "FAILURE" : ending
  if (verb !== undefined) return `${verb}-${word}`
  return word === "INITIATED" ? "PENDING" : word
}

/**
 * Calls the merchant (fact file upi-collections-and-others, upi.callback): by RSA alone for v0, in the envelope for v1, which has the newer
 * fields too.
 */
export const callMerchant = (desk: UpiDesk, order: Order, { payer, amountPaise, code, atMs }: Outcome, status: string): void => {
  const partner = desk.partners().find(({ apiKey }) => apiKey === order.partner)
  const body = {
    merchantId: partner?.merchantId ?? "",
    subMerchantId: order.subMerchantId,
    terminalId: order.terminalId,
    BankRRN: order.rrn,
    merchantTranId: order.reference,
    PayerName: nameOf(desk.seed, payer),
    PayerMobile: "0000000000",
    PayerVA: payer,
    PayerAmount: rupeesOf(amountPaise),
    TxnStatus: status,
    TxnInitDate: stampOf(order.madeAtMs),
    TxnCompletionDate: stampOf(atMs)
  }
  const newer = {
    ResponseCode: code === "0" ? "00" : code,
    RespCodeDescription: code === "0" ? "APPROVED OR COMPLETED SUCCESSFULLY" : merchantTextOf(code),
    PayeeVPA: merchantAddress(partner?.merchantId ?? ""),
    ...(order.umn === undefined ? {} : { UMN: order.umn })
  }
  desk.callOut({
    partner: order.partner,
    kind: "upi.callback",
    key: `${order.number} ${status}`,
    body: order.generation === "v0" ? body : { ...body, ...newer },
    form: order.generation === "v0" ? "rsa" : "hybrid",
    atMs,
    deadlineMs: DEADLINE_MS,
    repeatAfterMs: REPEATS_MS
  })
}

/** The address that money comes in at; made up. */
export const merchantAddress = (merchantId: string): string => `merchant.${merchantId}@icici`
