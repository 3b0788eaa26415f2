import type { BankCall, Env, PayoutOrder } from "./types.ts"

const IST_OFFSET_MS = 19_800_000

/**
 * A payment over IMPS, field by field (fact file composite-and-cib, composite.imps.pay).
 *
 * @param reference - your own, unique: what the bank, its replies and your enquiries call this payment
 * @example
 * const reply = await env.send(impsPayment(env, order, "A1"))
 */
export const impsPayment = (env: Pick<Env, "now" | "partner">, order: PayoutOrder, reference: string): BankCall => ({
  path: "/api/v1/composite-payment",
  body: {
    localTxnDtTime: indianTime(env.now()).slice(0, 19).replaceAll(/\D/g, ""),
    beneAccNo: order.beneficiary.accountNumber,
    beneIFSC: order.beneficiary.ifsc,
    amount: inRupees(order.amountPaise),
    tranRefNo: reference,
    paymentRef: `${reference} ${order.remark}`.trim(),
    senderName: "CRASH KIT",
    mobile: "9999900000",
    retailerCode: "rcode",
    passCode: env.partner.passCode,
    bcID: env.partner.bcId
  }
})

/**
 * Asks what became of a payment (fact file composite-and-cib, composite.imps.status).
 *
 * @param sentAt - when it was sent, ms since 1970: the bank finds it under the date in India on which it arrived, and under no other
 * @param recon360 - asks the network's books, which know unclear payments from the second business day on
 */
export const impsEnquiry = (env: Pick<Env, "partner">, reference: string, sentAt: number, recon360 = false): BankCall => {
  const [year, month, day] = indianTime(sentAt).slice(0, 10).split("-")
  const { passCode, bcId } = env.partner
  return {
    path: "/api/v1/composite-status",
    body: { transRefNo: reference, date: `${month}/${day}/${year}`, recon360: recon360 ? "Y" : "N", passCode, bcID: bcId }
  }
}

/** 2026-11-19T23:40:00.000Z, where the Z means India. */
export const indianTime = (ms: number): string => new Date(ms + IST_OFFSET_MS).toISOString()

/** 10050n as 100.50. */
export const inRupees = (amountPaise: bigint): string => `${amountPaise / 100n}.${String(amountPaise % 100n).padStart(2, "0")}`
