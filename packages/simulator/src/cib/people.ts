import { findPartner } from "../products/find-partner.ts"
import type { Product } from "../products/product.ts"
import { istDateTime } from "../ist.ts"
import type { CibMemory, FileState } from "./cib-memory.ts"
import type { CibNote, HeldPayment, Registration } from "./cib-types.ts"
import type { CibDesk } from "./pay-later.ts"
import { payHeld, refuseHeld } from "./pay-later.ts"

type Order = Readonly<Record<string, unknown>>

/** The people of the corporate's own office: who approves registrations and payments, reads passwords, stops files. */
export const people = (memory: CibMemory): NonNullable<Product<CibNote>["control"]> => ({
  "GET /_sim/cib/registrations": () => ({ registrations: memory.registrations().filter(({ state }) => state !== "none").map(withoutKey) }),
  "POST /_sim/cib/registrations": (order, desk) => withoutKey(approveUser(order, desk, memory)),
  "GET /_sim/cib/otps": () => ({ otps: memory.otps().map(({ uniqueId, otp, atMs }) => ({ uniqueId, otp, at: istDateTime(atMs) })) }),
  "GET /_sim/cib/approvals": () => ({ approvals: memory.allHeld().filter(isWaiting).map(viewOf) }),
  "POST /_sim/cib/approvals": (order, desk) => approvePayment(order, desk, memory),
  "GET /_sim/cib/scheduled": () => ({ scheduled: memory.allHeld().filter((held) => !isWaiting(held)).map(viewOf) }),
  "GET /_sim/cib/files": () => ({ files: memory.files().map(fileView) }),
  "POST /_sim/cib/files": (order, desk) => stopFile(order, desk, memory)
})

/** Self-approval: the user says yes to his own registration in CIB, or no. */
const approveUser = (order: Order, desk: CibDesk, memory: CibMemory): Registration => {
  const urn = readText(order, "urn")
  const isApproved = readFlag(order, "approve", true)
  const partner = order["partner"] === undefined ? undefined : findPartner(desk.partners(), order["partner"]).apiKey
  const found = memory.registrations().filter((one) =>
    one.urn === urn && one.state === "pending" && (partner === undefined || one.partner === partner))
  const [first] = found
  if (first === undefined) throw new RangeError("No registration with this urn waits for its self-approval")
  if (found.length > 1) throw new RangeError("There are several: say whose with partner")
  const registration: Registration = { ...first, state: isApproved ? "registered" : "none" }
  desk.note({ registration })
  return registration
}

/** The approver's yes pays at once, or on the payment's day; his no is final. */
const approvePayment = (order: Order, desk: CibDesk, memory: CibMemory) => {
  const uniqueId = readText(order, "uniqueId")
  const isApproved = readFlag(order, "approve")
  const partner = order["partner"] === undefined ? undefined : findPartner(desk.partners(), order["partner"]).apiKey
  const found = memory.allHeld().filter((held) => isWaiting(held) && held.payment.reference === uniqueId
    && (partner === undefined || held.payment.partner === partner))
  const [first] = found
  if (first === undefined) throw new RangeError("No payment with this uniqueId waits for its approver")
  if (found.length > 1) throw new RangeError("There are several: say whose with partner")
  if (!isApproved) refuseHeld(desk, first)
  else if (first.dueMs !== undefined && first.dueMs > desk.nowMs) {
    const actCode = "Pending For Processing"
    const steps = [...first.payment.steps, { fromMs: desk.nowMs, state: "none" as const, actCode, recon: "" }]
    desk.note({ held: { ...first, waitsFor: "date", payment: { ...first.payment, steps } } })
  } else payHeld(desk, first, desk.nowMs)
  return { uniqueId, approved: isApproved }
}

/** The initiator recalls a file, or its authoriser rejects it, before its batch. */
const stopFile = (order: Order, desk: CibDesk, memory: CibMemory) => {
  const sequenceNumber = readText(order, "fileSequenceNumber")
  const act = order["act"]
  if (act !== "recall" && act !== "reject") throw new RangeError("act must be recall or reject")
  const file = memory.file(sequenceNumber)
  if (file === undefined) throw new RangeError("There is no file with this fileSequenceNumber")
  if (file.stopped !== undefined || file.hasRun === true) throw new RangeError("This file can no longer be stopped")
  const state = act === "recall" ? "REC" : "REJ"
  desk.note({ stopped: { sequenceNumber, state } })
  return { fileSequenceNumber: sequenceNumber, state }
}

const isWaiting = ({ waitsFor }: HeldPayment): boolean => waitsFor === "approval"

const withoutKey = ({ corpId, userId, urn, state }: Registration) => ({ corpId, userId, urn, state })

const viewOf = ({ payment, dueMs }: HeldPayment) => ({
  uniqueId: payment.reference, rail: payment.rail, amountPaise: payment.amountPaise, beneficiaryAccount: payment.beneficiaryAccount,
  at: istDateTime(payment.receivedAtMs), ...(dueMs === undefined ? {} : { due: istDateTime(dueMs) })
})

const fileView = (file: FileState) => ({
  fileSequenceNumber: file.sequenceNumber, uniqueId: file.uniqueId, name: file.name, rows: file.rows.length, at: istDateTime(file.atMs),
  batchAt: istDateTime(file.batchMs), state: file.stopped ?? (file.hasRun === true ? "ran" : "waits")
})

const readText = (order: Order, field: string): string => {
  const value = order[field]
  if (typeof value !== "string" || value === "") throw new RangeError(`${field} must be a text`)
  return value
}

const readFlag = (order: Order, field: string, otherwise?: boolean): boolean => {
  const value = order[field] ?? otherwise
  if (typeof value !== "boolean") throw new RangeError(`${field} must be true or false`)
  return value
}
