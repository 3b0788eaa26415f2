import { businessDayAfter } from "../ist.ts"
import { drawNumber } from "../random.ts"
import type { Ending, Order } from "./upi-types.ts"

/** What a customer with a magic address does when asked. */
export interface Habit {
  /** When the customer acts; never, without it. */
  readonly actsAtMs?: (nowMs: number) => number
  readonly ending: Ending
  readonly code: string
  readonly pendingCode?: string
  readonly isSilent?: true
  /** One line for the README. */
  readonly text: string
}

const SOON_MS = 5000
const soon = (nowMs: number): number => nowMs + SOON_MS
const paid = { ending: "SUCCESS", code: "0" } as const

/** The customers with fixed habits, by the first part of their address (`rejects@upi`), or by `billNumber` for a QR code. */
const magicCustomers: Readonly<Record<string, Habit>> = {
  pays: { ...paid, actsAtMs: soon, text: "pays after 5 s" },
  rejects: { actsAtMs: soon, ending: "REJECT", code: "ZA", text: "refuses after 5 s: ZA" },
  broke: {
    actsAtMs: soon, ending: "FAILURE", code: "Z9",
    text: "tries after 5 s and has no money: Z9; approves a mandate, and fails its executions"
  },
  never: { ...paid, text: "never answers: the request expires" },
  silent: { ...paid, actsAtMs: soon, isSilent: true, text: "pays after 5 s, and the callback never comes" },
  slow: {
    ...paid, actsAtMs: (nowMs) => nowMs + 600_000, text: "pays after 10 min; executions are answered 92 and come through after 10 min"
  },
  deemed: {
    ...paid, actsAtMs: (nowMs) => businessDayAfter(nowMs, 2), pendingCode: "91",
    text: "pays, and it is deemed: 91 until T+2, then credited"
  }
}

/** The habit of an address or of a bill number; undefined = an ordinary customer. */
export const habitOf = (address: string): Habit | undefined => magicCustomers[(address.split("@", 1)[0] ?? "").toLowerCase()]

/**
 * What is going to become of a request. An ordinary customer pays after 5 to 30 s, which the seed decides. For a mandate, money does not
 * matter yet: who is broke approves.
 */
export const planFor = (
  address: string, nowMs: number, draw: { readonly seed: number; readonly number: number }, isMandate = false
): Pick<Order, "plan" | "pendingCode" | "isSilent"> => {
  const habit = habitOf(address)
  if (habit === undefined) {
    const waitMs = SOON_MS + Math.floor(drawNumber(draw.seed, "customer", draw.number) * 25_001)
    return { plan: { ...paid, atMs: nowMs + waitMs } }
  }
  const { actsAtMs, ending, code, pendingCode, isSilent } = habit
  const end = isMandate && ending === "FAILURE" ? paid : { ending, code }
  return {
    ...(actsAtMs === undefined ? {} : { plan: { ...end, atMs: actsAtMs(nowMs) } }),
    ...(pendingCode === undefined ? {} : { pendingCode }),
    ...(isSilent === undefined ? {} : { isSilent })
  }
}

/** The address of somebody who scans a code. */
export const scannerOf = (seed: number, number: number): string => `customer${fourDigits(seed, "scanner", number)}@upi`

/** A made-up name for an address. */
export const nameOf = (seed: number, address: string): string => `TEST PAYER ${fourDigits(seed, "name", address)}`

const fourDigits = (...parts: readonly (string | number)[]): number => 1000 + Math.floor(drawNumber(...parts) * 9000)
