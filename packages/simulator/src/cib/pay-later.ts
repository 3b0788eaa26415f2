import type { BankRequest, Payment } from "../bank-types.ts"
import type { Call } from "../call.ts"
import { payLeg } from "../composite/pay-composite.ts"
import type { Desk } from "../products/product.ts"
import { callBack } from "./call-back.ts"
import type { CibMemory } from "./cib-memory.ts"
import type { BulkFile, CibNote, HeldPayment } from "./cib-types.ts"
import { railOf } from "./rails.ts"
import { dressRail } from "./transact.ts"

export type CibDesk = Desk<CibNote>

/**
 * Makes a payment without a request: nobody hears the reply, and no fault is met, but accounts keep their fate and the balance is what it
 * is at that moment. Returns it as it was entered in the books.
 */
const payLater = (desk: CibDesk, apiKey: string, body: BankRequest["body"], nowMs: number): Payment | undefined => {
  const partner = desk.partners().find((one) => one.apiKey === apiKey)
  const rail = railOf(String(body["TXNTYPE"]))
  if (partner === undefined || rail === undefined) return undefined
  let entered: Payment | undefined
  const call: Call = {
    request: { partner: apiKey, path: "", priority: "", body },
    partner, nowMs, rails: [], seed: desk.seed, sequence: desk.sequence, duplicateReference: "debit-again", books: desk.books,
    takeFault: () => undefined,
    enter: (payment) => {
      entered = payment
      return desk.enter(payment)
    }
  }
  const product = dressRail(rail)
  payLeg(call, product, [product], [product])
  return entered
}

/** Pays what was held: its approver said yes, or its day has come. */
export const payHeld = (desk: CibDesk, { payment, body }: HeldPayment, nowMs: number): void => {
  const { partner, rail, reference } = payment
  // Entered first, forgotten second: a bank that stopped between the two must not pay again.
  if (desk.books.find(partner, rail, reference) === undefined) {
    const paid = payLater(desk, partner, { ...body, WORKFLOW_REQD: "N" }, nowMs)
    if (paid !== undefined) callBack(desk, paid)
  }
  desk.note({ released: { partner, uniqueId: reference } })
}

/** Its approver said no: it has failed, and there was never a debit. */
export const refuseHeld = (desk: CibDesk, { payment }: HeldPayment): void => {
  // 5 is how IMPS puts a failure (imps-product.ts); the others have a word for it.
  const actCode = payment.rail === "imps" ? "5" : "FAILURE"
  const refused: Payment = {
    ...payment, replyCode: actCode, steps: [{ fromMs: desk.nowMs, state: "none", actCode, recon: "Failed" }]
  }
  desk.enter(refused)
  callBack(desk, refused)
  desk.note({ released: { partner: payment.partner, uniqueId: payment.reference } })
}

/** Applies what the clock has brought about: payments of a later day, batches of files. */
export const payDue = (desk: CibDesk, memory: CibMemory): void => {
  for (let item = memory.takeDue(desk.nowMs); item !== undefined; item = memory.takeDue(desk.nowMs)) {
    if ("held" in item) payHeld(desk, item.held, item.held.dueMs ?? desk.nowMs)
    else runBatch(desk, item.file)
  }
}

/** Pays the rows of a file, in their order. */
const runBatch = (desk: CibDesk, file: BulkFile): void => {
  const partner = desk.partners().find(({ apiKey }) => apiKey === file.partner)
  for (const row of file.rows) {
    const isInside = row.kind === "MCW"
    if (partner === undefined || desk.books.find(file.partner, "neft", row.reference) !== undefined) continue
    payLater(desk, file.partner, {
      AGGRID: partner.aggrId, AGGRNAME: partner.aggrName, CORPID: partner.corpId, USERID: partner.userId, URN: partner.urn,
      UNIQUEID: row.reference, DEBITACC: partner.debitAccount, CREDITACC: row.account, IFSC: row.ifsc, AMOUNT: row.amount, CURRENCY: "INR",
      TXNTYPE: isInside ? "TPA" : "RGS", PAYEENAME: row.name, REMARKS: row.remark, WORKFLOW_REQD: "N"
    }, file.batchMs)
  }
  desk.note({ ran: file.sequenceNumber })
}
