import { type Bank, createBank, type PartnerCredentials } from "@hundi/simulator"
import type { FaultScene, PortManners } from "./engine/faulty-ports.ts"
import { createPrng } from "./engine/prng.ts"
import { createTally, createTrace } from "./engine/trace.ts"
import { createVirtualClock } from "./engine/virtual-clock.ts"
import type { Rates } from "./engine/weather.ts"
import { type Books, createBooks } from "./books.ts"
import type { Diary } from "./diary.ts"
import { createDiary } from "./diary.ts"
import type { PlannedOrder } from "./plan-orders.ts"
import { planOrders } from "./plan-orders.ts"

/** Thursday 19 November 2026, 23:40 IST: the run begins so that it crosses midnight. */
const START = Date.UTC(2026, 10, 19, 18, 10, 0)
/** From then on nothing goes wrong any more; only the clock moves. */
export const TROUBLE_ENDS = START + 36 * 3_600_000
/** Well past T+7, seven business days after the last payment: whatever can be known is known. */
export const END = START + 14 * 86_400_000

/** What one run shares. */
export interface Scene extends FaultScene {
  readonly bank: Bank
  readonly partner: PartnerCredentials
  readonly books: Books
  readonly diary: Diary
  readonly orders: readonly PlannedOrder[]
}

const manners: PortManners = {
  stalls: new Set(["bank.send", "store.set"]),
  refusals: /^store\.(set|delete)$/,
  polling: "clock."
}

/** How a scene is set. */
export interface SceneOptions {
  readonly seed: number
  readonly payouts: number
  readonly rates: Rates
  readonly repeatedReference: "debit-again" | "answer-first"
  readonly keepTrace: boolean
}

/** A bank, a clock that stands at the start, and orders that wait to be given. */
export const createScene = ({ seed, payouts, rates, repeatedReference, keepTrace }: SceneOptions): Scene => {
  const clock = createVirtualClock(START)
  const prng = createPrng(seed)
  const books = createBooks()
  const openingBalancePaise = 10n ** 15n
  const bank = createBank({ seed, now: clock.now, duplicateReference: repeatedReference, openingBalancePaise, onEvent: books.onEvent })
  const partner = bank.registerPartner({ name: "crash-kit", certificatePem: "" })
  const tally = createTally()
  const orders = planOrders({ payouts, prng, rates, bank, tally })
  return {
    bank,
    partner,
    books,
    orders,
    clock,
    prng,
    tally,
    rates,
    manners,
    trace: createTrace(clock.now, keepTrace),
    crashes: createTally(),
    diary: createDiary(clock.now, orders),
    troubled: () => clock.now() < TROUBLE_ENDS
  }
}
