import type { Payment } from "../bank-types.ts"
import type { CibCall } from "./cib-types.ts"
import { wordOf } from "./words.ts"

/** How long after the event the bank calls, and how long it waits for an answer. Made up: nothing about it is public. */
const AFTER_MS = 2_000
const DEADLINE_MS = 30_000

/** What a callback can say (cib.transaction.callback, statusValues). */
const callbackWords: ReadonlySet<string> = new Set(["SUCCESS", "FAILURE", "PENDING", "Pending For Processing"])

/**
 * Has the bank tell the partner what becomes of a payment, each time that its status changes (fact file composite-and-cib, rule
 * "callback": RSA alone). Whether the bank repeats a call that nobody answered is not public: it is made once.
 */
export const callBack = (desk: Pick<CibCall, "callOut">, payment: Payment): void => {
  let last: string | undefined
  for (const { actCode, fromMs } of payment.steps) {
    const word = wordOf(payment, actCode)
    // An error code stands beside STATUS FAILURE.
    const status = /^\d+$/.test(word) ? "FAILURE" : word
    if (status === last || !callbackWords.has(status)) continue
    last = status
    desk.callOut({
      partner: payment.partner,
      kind: "cib.transaction",
      key: payment.reference,
      body: {
        UNIQUEID: payment.reference, TXNSTATUS: status, REQUESTID: payment.requestNumber ?? "",
        ...(status === "SUCCESS" ? { UTRNUMBER: payment.rrn } : {})
      },
      form: "rsa",
      atMs: fromMs + AFTER_MS,
      deadlineMs: DEADLINE_MS,
      repeatAfterMs: []
    })
  }
}
