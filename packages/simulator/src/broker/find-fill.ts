import type { BrokerOrder, Contract, OrderTerms } from "./broker-types.ts"
import type { Instrument } from "./instruments.ts"
import { contractPriceAt, PRICE_STEP_MS } from "./market.ts"

/** The exchange takes this long to match an order, milliseconds. */
export const MATCH_MS = 2000

/**
 * When an order executes and at what price: at once when the market is there, else at the first minute that brings the price, else
 * never (null). Executions are whole: there is no partial one. An IOC order comes with an end that leaves it one try.
 */
export const findFill = (
  seed: number,
  instrument: Instrument,
  contract: Contract,
  terms: OrderTerms,
  fromMs: number,
  untilMs: number
): BrokerOrder["fill"] => {
  const triggerPaise = BigInt(terms.triggerPaise)
  let isTriggered = triggerPaise === 0n
  for (let atMs = fromMs + MATCH_MS; atMs < untilMs; atMs = (Math.floor(atMs / PRICE_STEP_MS) + 1) * PRICE_STEP_MS) {
    const paise = contractPriceAt(seed, instrument, contract, atMs)
    isTriggered ||= terms.flow === "B" ? paise >= triggerPaise : paise <= triggerPaise
    if (isTriggered && isGoodEnough(terms, paise)) return { atMs, ratePaise: String(paise) }
  }
  return null
}

const isGoodEnough = ({ type, flow, ratePaise }: OrderTerms, paise: bigint): boolean => {
  // A stop loss without a limit becomes a market order.
  if (type === "M" || ratePaise === "0") return true
  return flow === "B" ? paise <= BigInt(ratePaise) : paise >= BigInt(ratePaise)
}
