import type { Partner } from "../bank-types.ts"
import { parseRupees } from "../composite/check-imps.ts"
import { istDate } from "../ist.ts"
import { drawText, rrnOf } from "../random.ts"
import type { Arrival, CollectionSettings, Mode } from "./collection-types.ts"
import { holdDeadlinesMs } from "./collection-types.ts"

type Order = Readonly<Record<string, unknown>>

/** What a partner has agreed while nobody said otherwise: a code of its own, asked first, deemed accept, the newer form. */
export const defaultSettings = (seed: number, { apiKey }: Partner): CollectionSettings => ({
  partner: apiKey,
  clientCode: drawText("ABCDEFGHJKLMNPQRSTUVWXYZ", 4, seed, "client code", apiKey),
  validation: true,
  onNoAnswer: "accept",
  format: "newer",
  dateForm: "YYYYMMDD"
})

/**
 * Reads new settings; what is not named stays.
 *
 * @throws RangeError that names the field
 */
export const readSettings = (order: Order, before: CollectionSettings): CollectionSettings => {
  const { clientCode = before.clientCode, validation = before.validation } = order
  if (typeof clientCode !== "string" || !/^[A-Z0-9]{2,10}$/.test(clientCode)) throw new RangeError("clientCode must be 2 to 10 of A-Z 0-9")
  if (typeof validation !== "boolean") throw new RangeError("validation must be true or false")
  return {
    partner: before.partner,
    clientCode,
    validation,
    onNoAnswer: pick(order, "onNoAnswer", ["accept", "reject"], before.onNoAnswer),
    format: pick(order, "format", ["newer", "older"], before.format),
    dateForm: pick(order, "dateForm", ["YYYYMMDD", "MM/DD/YYYY"], before.dateForm)
  }
}

/** What a payment is made of besides the order. */
export interface ArrivalParts {
  readonly seed: number
  readonly settings: CollectionSettings
  /** How many came before: its numbers are made from it. */
  readonly count: number
  readonly nowMs: number
}

/**
 * Reads what a payer sends.
 *
 * @throws RangeError that names the field
 */
export const readArrival = (order: Order, { seed, settings, count, nowMs }: ArrivalParts): Arrival => {
  const mode = pick<Mode>(upper(order, "rail"), "rail", Object.keys(holdDeadlinesMs) as Mode[], "NEFT")
  const virtualAccount = text(order, "virtualAccount", /^[A-Z0-9]{4,40}$/, "4 to 40 of A-Z 0-9")
  if (!virtualAccount.startsWith(settings.clientCode) || virtualAccount === settings.clientCode) {
    throw new RangeError(`virtualAccount must begin with the partner's client code ${settings.clientCode}, with more behind it`)
  }
  const amount = typeof order["amount"] === "string" ? parseRupees(order["amount"]) : undefined
  if (amount === undefined || amount === 0n) throw new RangeError(`amount must be a text with rupees such as "1000.00"`)
  if (mode === "RTGS" && amount < 20_000_000n) throw new RangeError("amount must be 2 lakh or more for RTGS")
  const payerIfsc = mode === "FT" ? "" : text(order, "payerIfsc", /^[A-Z]{4}0[A-Z0-9]{6}$/, "an IFSC", "TEST0000001")
  return {
    utr: text(order, "utr", /^[A-Z0-9]{6,22}$/, "6 to 22 of A-Z 0-9", utrOf(mode, payerIfsc, seed, count, nowMs)),
    partner: settings.partner,
    virtualAccount,
    mode,
    amountPaise: String(amount),
    payerName: text(order, "payerName", /^.{1,50}$/, "1 to 50 characters", "TEST PAYER"),
    payerAccount: text(order, "payerAccount", /^[A-Za-z0-9.@_-]{3,50}$/, "an account or a UPI address", "000000000001"),
    payerIfsc,
    remark: text(order, "remark", /^.{0,100}$/, "at most 100 characters", ""),
    bankNumber: String(50_000_001 + count),
    atMs: nowMs
  }
}

const text = (order: Order, field: string, form: RegExp, expected: string, unlessTold?: string): string => {
  const value = order[field] ?? unlessTold
  if (typeof value !== "string" || !form.test(value)) throw new RangeError(`${field} must be ${expected}`)
  return value
}

const pick = <T extends string>(order: Order, field: string, values: readonly T[], unlessTold: T): T => {
  const value = order[field] ?? unlessTold
  const found = values.find((one) => one === value)
  if (found === undefined) throw new RangeError(`${field} must be one of ${values.join(", ")}`)
  return found
}

const upper = (order: Order, field: string): Order => {
  const value = order[field]
  return typeof value === "string" ? { ...order, [field]: value.toUpperCase() } : order
}

/** Far from the numbers of the payments that go out. */
const FIRST = 500_000_000

/** In the forms of the rails (fact file composite-and-cib, rule "references"): the payer's bank gives a NEFT or RTGS its UTR. */
const utrOf = (mode: Mode, ifsc: string, seed: number, count: number, nowMs: number): string => {
  const number = rrnOf(seed, FIRST + count)
  const bank = ifsc.slice(0, 4)
  if (mode === "NEFT") return `${bank}N${number.slice(-11)}`
  if (mode === "FT") return number.slice(-9)
  if (mode !== "RTGS") return number
  const [month = "", day = "", year = ""] = istDate(nowMs).split("/")
  return `${bank}R5${year}${month}${day}${number.slice(-8)}`
}
