import { randomInt } from "node:crypto"
import { magicAccounts } from "@hundi/simulator"
import type { FaultKind, FaultOrder } from "./bank-control.ts"

/** One payout of a score, and the trouble that it meets. */
export interface Scenario {
  readonly payoutId: string
  /** What the table calls the trouble. */
  readonly fault: string
  readonly account: string
  readonly amountPaise: bigint
  /** Ordered before the client starts; met by the first payment to this account. */
  readonly onPay?: FaultOrder
  /** Ordered as soon as the bank has the payment; met by the first enquiry after it. */
  readonly onEnquiry?: FaultOrder
}

/**
 * What the bank may answer a payment with. The guide of seed 004 gives each of these a meaning, or leaves it out; which of them
 * are debited is the simulator's to say.
 */
const payCodes = ["10", "11", "14", "25", "30", "52", "62", "63", "91", "96", "997", "RJ", "U78"]

/** An enquiry may deny a payment that was made: not found, duplicate, no answer from NPCI. */
const enquiryCodes = ["25", "30"]

/** Longer than any client of a score waits: the client hangs up, and the bank has paid. */
const TOO_LATE_MS = 20_000
const GOOD_PAYOUTS = 3

/** What the table calls no trouble at all. */
export const NO_FAULT = "none"

type Trouble = Pick<Scenario, "fault" | "onPay" | "onEnquiry"> & { readonly account?: string }

/**
 * One payout per fault of the simulator's own list (so that a new fault is scored without a change here), per code, per fault
 * that hits an enquiry, and per magic account. Each has an account of its own: the ledger tells them apart by it.
 */
export const makeScenarios = (kinds: Readonly<Record<string, FaultKind>>): readonly Scenario[] => {
  const run = String(randomInt(100_000, 1_000_000))
  const troubles = [
    ...Array.from({ length: GOOD_PAYOUTS }, (): Trouble => ({ fault: NO_FAULT })),
    ...Object.entries(kinds).flatMap(([kind, rule]) => troublesOf(kind, rule)),
    ...Object.entries(magicAccounts).filter(([account]) => /^\d{6,20}$/.test(account)).map(([account, { text }]): Trouble =>
      ({ fault: `account ${account}: ${text}`, account }))
  ]
  return troubles.map((trouble, index) => {
    const number = String(index + 1)
    return {
      account: `5${run}${number.padStart(5, "0")}`,
      ...trouble,
      payoutId: `S${number.padStart(3, "0")}`,
      // Each amount is another one, with paise that binary floating point cannot hold.
      amountPaise: 10_000n + BigInt(index) * 111n
    }
  })
}

const troublesOf = (kind: string, { on }: FaultKind): readonly Trouble[] => {
  const onPay = on === "status" ? [] : ordersOf(kind, payCodes).map((order): Trouble => ({ fault: nameOf(order), onPay: order }))
  const late: FaultOrder = { fault: "delay", delayMs: TOO_LATE_MS }
  const onEnquiry = on === "pay" ? [] : ordersOf(kind, enquiryCodes).map((order): Trouble =>
    ({ fault: `late answer, then on enquiry ${nameOf(order)}`, onPay: late, onEnquiry: order }))
  return [...onPay, ...onEnquiry]
}

const ordersOf = (kind: string, codes: readonly string[]): readonly FaultOrder[] => {
  if (kind === "act-code") return codes.map((actCode) => ({ fault: kind, actCode }))
  if (kind === "delay") return [{ fault: kind, delayMs: TOO_LATE_MS }]
  return [{ fault: kind }]
}

const nameOf = ({ fault, actCode }: FaultOrder): string => (actCode === undefined ? fault : `${fault} ${actCode}`)

/** The file that the client is to pay (CSV of payouts: payout_id, amount in rupees, ...). */
export const toCsv = (scenarios: readonly Scenario[]): string => {
  const rows = scenarios.map(({ payoutId, account, amountPaise }) =>
    [payoutId, `${amountPaise / 100n}.${String(amountPaise % 100n).padStart(2, "0")}`, "Asha Rao", account, "TEST0000001", `note ${payoutId}`].join(","))
  return `${["payout_id,amount,beneficiary_name,account_number,ifsc,remark", ...rows].join("\r\n")}\r\n`
}
