import { parseRupees } from "../composite/check-imps.ts"
import { findPartner } from "../products/find-partner.ts"
import { isAddress } from "./collect.ts"
import { scannerOf } from "./customers.ts"
import { callMerchant, finish, settleDue } from "./finish.ts"
import { numbersOf } from "./receive.ts"
import { rupeesOf } from "./upi-dates.ts"
import type { Memory } from "./upi-memory.ts"
import type { Kind, Mandate, Order, UpiDesk } from "./upi-types.ts"

type Form = Readonly<Record<string, unknown>>

/** Orders in which the customer has a say. */
const asking: ReadonlySet<Kind> = new Set<Kind>(["collect", "qr", "create", "update"])

/**
 * The people at the other end, for tests to play:
 * - `POST /_sim/upi/payer {merchantTranId, act, amount?, partner?}`: a customer pays (or approves), rejects, revokes, suspends or
 *   reactivates.
 * - `POST /_sim/upi/push {amount, payer?, partner?}`: a customer pays without being asked.
 * - `GET /_sim/upi/requests`: what waits for a customer. `GET /_sim/upi/otps`: what customers were sent.
 */
export const peopleOf = (memory: Memory) => ({
  "POST /_sim/upi/payer": (form: Form, desk: UpiDesk): unknown => {
    settleDue(desk, memory)
    return actFor(desk, memory, form)
  },
  "POST /_sim/upi/push": (form: Form, desk: UpiDesk): unknown => {
    settleDue(desk, memory)
    return push(desk, memory, form)
  },
  "GET /_sim/upi/requests": (_: Form, desk: UpiDesk): unknown => {
    settleDue(desk, memory)
    const waiting = memory.open().filter(({ kind }) => asking.has(kind))
    return { requests: waiting.map((order) => showRequest(desk, order)) }
  },
  "GET /_sim/upi/otps": (): unknown => ({ otps: memory.otps().map(({ atMs, ...otp }) => ({ ...otp, at: new Date(atMs).toISOString() })) })
})

const showRequest = (desk: UpiDesk, order: Order): Readonly<Record<string, unknown>> => ({
  partner: desk.partners().find(({ apiKey }) => apiKey === order.partner)?.name,
  merchantTranId: order.reference,
  kind: order.kind,
  amount: rupeesOf(order.amountPaise),
  payer: order.payer,
  at: new Date(order.madeAtMs).toISOString(),
  ...(order.expiresAtMs === undefined ? {} : { expires: new Date(order.expiresAtMs).toISOString() }),
  ...(order.umn === undefined ? {} : { UMN: order.umn })
})

const actFor = (desk: UpiDesk, memory: Memory, form: Form): Readonly<Record<string, unknown>> => {
  const order = findOrder(desk, memory, form)
  const { act } = form
  if (act === "revoke" || act === "suspend" || act === "reactivate") return changeMandate(desk, memory, order, act)
  if (act !== "pay" && act !== "reject") throw new RangeError("act must be pay, reject, revoke, suspend or reactivate")
  const isWaiting = asking.has(order.kind) && memory.outcome(order) === undefined
  if (!isWaiting) throw new RangeError("Nothing waits for a customer under this merchantTranId")
  if (act === "reject") return shown(order, finish(desk, order, { ending: "REJECT", code: "ZA", atMs: desk.nowMs }).ending)
  const amountPaise = form["amount"] === undefined ? order.amountPaise : readAmount(form["amount"])
  if (amountPaise !== order.amountPaise && order.kind !== "qr") throw new RangeError("Only who scans a QR code can pay another amount")
  return shown(order, finish(desk, order, { ending: "SUCCESS", code: "0", atMs: desk.nowMs, amountPaise }).ending)
}

const shown = (order: Order, state: string): Readonly<Record<string, unknown>> =>
  ({ merchantTranId: order.reference, kind: order.kind, state })

const findOrder = (desk: UpiDesk, memory: Memory, { merchantTranId, partner }: Form): Order => {
  if (typeof merchantTranId !== "string") throw new RangeError("merchantTranId must be a text")
  const partners = partner === undefined ? desk.partners() : [findPartner(desk.partners(), partner)]
  const [order, ...others] = partners.flatMap(({ apiKey }) => memory.find(apiKey, merchantTranId) ?? [])
  if (order === undefined) throw new RangeError("There is no such merchantTranId")
  if (others.length > 0) throw new RangeError("Several partners have this merchantTranId: say which partner")
  return order
}

const verbs = { revoke: "REVOKE", suspend: "SUSPEND", reactivate: "REACTIVATE" } as const

/** A customer changes a mandate; the merchant hears of it by callback (rule "mandate state"). */
const changeMandate = (desk: UpiDesk, memory: Memory, order: Order, act: keyof typeof verbs): Readonly<Record<string, unknown>> => {
  const mandate = order.umn === undefined ? undefined : memory.mandate(order.partner, order.umn)
  if (mandate === undefined) throw new RangeError("There is no approved mandate under this merchantTranId")
  refuseChange(mandate, act)
  const state = `${verbs[act]}-SUCCESS`
  desk.note({ mandate: { umn: mandate.umn, state, atMs: desk.nowMs } })
  const { payer, terms: { amountPaise } } = mandate
  callMerchant(desk, mandate.order, { order: order.number, ending: "SUCCESS", code: "0", payer, amountPaise, atMs: desk.nowMs }, state)
  return { ...shown(mandate.order, state), UMN: mandate.umn }
}

const refuseChange = ({ state, terms }: Mandate, act: keyof typeof verbs): void => {
  if (state === "REVOKE-SUCCESS") throw new RangeError("The mandate has been revoked")
  if (act === "revoke" && !terms.revokable) throw new RangeError("The mandate is not revokable")
  const isPaused = state === "SUSPEND-SUCCESS"
  if (act !== "revoke" && (act === "reactivate") !== isPaused) throw new RangeError(`The mandate cannot ${act} from ${state}`)
}

const readAmount = (amount: unknown): string => {
  const paise = typeof amount === "string" ? parseRupees(amount) : undefined
  if (paise === undefined || paise === 0n) throw new RangeError("amount must be rupees as a text, such as 5.00")
  return String(paise)
}

/** A payment to the merchant's address that nobody asked for: only its RRN and refId lead to it. */
const push = (desk: UpiDesk, memory: Memory, form: Form): Readonly<Record<string, unknown>> => {
  const partner = findPartner(desk.partners(), form["partner"])
  const amountPaise = readAmount(form["amount"])
  const numbers = numbersOf(desk, memory)
  const payer = form["payer"] ?? scannerOf(desk.seed, numbers.number)
  if (typeof payer !== "string" || !isAddress(payer)) throw new RangeError("payer must be a UPI address")
  const order: Order = {
    ...numbers, kind: "push", generation: "v0", partner: partner.apiKey, reference: `PUSH${numbers.number}`,
    subMerchantId: partner.merchantId, terminalId: "", amountPaise, payer, remark: "", refId: `EZP${String(numbers.number).padStart(16, "0")}`
  }
  desk.note({ order })
  finish(desk, order, { ending: "SUCCESS", code: "0", atMs: desk.nowMs })
  return { ...shown(order, "SUCCESS"), BankRRN: order.rrn, refId: order.refId, payer }
}
