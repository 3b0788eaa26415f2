import type { RandomSource } from "../leaks/random.ts"
import { magic } from "./mixed-file.ts"

/** What is asked of the worker about one order, one call after the other. */
export type Step = "place" | "place-again" | "place-other" | "cancel" | "retry"

/** An order over HTTP, and the calls that its owner makes. */
export interface Order {
  readonly id: string
  readonly rail: "imps" | "neft" | "rtgs" | "upi"
  /** Paise. */
  readonly amountPaise: bigint
  readonly account: string
  /** How far ahead of the bank's clock it is to be sent, ms; undefined for now. */
  readonly waitMs?: number
  readonly steps: readonly Step[]
}

/** Rs 2 lakh: the least that RTGS pays (catalog, composite.rtgs.pay). */
const RTGS_LEAST_PAISE = 20_000_000n
const DAY_MS = 86_400_000

/** The orders of one life: every rail with ordinary and magic accounts, repeated keys, scheduled ones, cancelled ones, ordered retries. */
export const makeOrders = (number: number, random: RandomSource): readonly Order[] => {
  const orders: Order[] = []
  const add = (rail: Order["rail"], account: string, steps: readonly Step[] = ["place"], waitMs?: number): void => {
    const id = `H${number}-${orders.length}`
    const amountPaise = (rail === "rtgs" ? RTGS_LEAST_PAISE : 10_000n) + BigInt(random.int(90_000))
    orders.push({ id, rail, amountPaise, account: rail === "upi" ? `${account}@upi` : account, steps, ...(waitMs === undefined ? {} : { waitMs }) })
  }
  const ordinary = (): string => String(700_000_000_000 + number * 1000 + orders.length)
  const fated = (offset: number): string => magic[(number * 3 + offset) % magic.length] ?? ""
  add("neft", ordinary())
  add("neft", fated(0))
  add("upi", ordinary(), ["place", "place-again"])
  add("upi", fated(1))
  add("rtgs", number % 2 === 0 ? ordinary() : fated(2))
  add("imps", ordinary(), ["place", "place-again", "place-other"])
  add("neft", ordinary(), ["place", "place-other"])
  add("imps", ordinary(), ["place"], 20_000 + random.int(40_000))
  add("upi", ordinary(), ["place"], 20_000 + random.int(40_000))
  add("neft", ordinary(), ["place", "cancel"], 60 * DAY_MS)
  // Declined each time: each try has a reference of its own.
  add("imps", "999000000052", ["place", "retry"])
  return orders
}
