import { calendarDayAfter } from "../ist.ts"
import { drawNumber } from "../random.ts"
import type { Contract } from "./broker-types.ts"
import type { Instrument } from "./instruments.ts"

/** How long a price stands, milliseconds. */
export const PRICE_STEP_MS = 60_000

/** The smallest step of a price. */
const TICK_PAISE = 5n

/**
 * The price of a share or index at a moment, in paise. It depends on the seed and the minute alone: every day lies up to 2 % off
 * the base price, every minute up to 0.5 % off the day's.
 */
export const priceAt = (seed: number, { code, basePaise }: Instrument, ms: number): bigint => {
  const day = calendarDayAfter(ms, 0)
  const step = Math.floor(ms / PRICE_STEP_MS)
  const offDay = (drawNumber(seed, "price of the day", code, day) - 0.5) * 400
  const offStep = (drawNumber(seed, "price", code, step) - 0.5) * 100
  return toTick((basePaise * BigInt(10_000 + Math.round(offDay + offStep))) / 10_000n)
}

/**
 * The price of what is ordered, in paise: the share itself; a future 0.2 % above it; an option its inner value and 1 % of the
 * underlying for the time that is left. No model of a market, but one whose numbers hang together.
 */
export const contractPriceAt = (seed: number, instrument: Instrument, contract: Contract, ms: number): bigint => {
  const spotPaise = priceAt(seed, instrument, ms)
  if (contract.segment === "equity") return spotPaise
  if (contract.product === "F") return toTick((spotPaise * 1002n) / 1000n)
  const strikePaise = BigInt(contract.strikePaise)
  const innerPaise = contract.right === "C" ? spotPaise - strikePaise : strikePaise - spotPaise
  return toTick((innerPaise > 0n ? innerPaise : 0n) + spotPaise / 100n)
}

/** A quote, paise and pieces. */
export interface Quote {
  readonly lastPaise: bigint
  readonly openPaise: bigint
  readonly highPaise: bigint
  readonly lowPaise: bigint
  readonly previousClosePaise: bigint
  readonly bidPaise: bigint
  readonly offerPaise: bigint
  readonly bidQuantity: number
  readonly offerQuantity: number
  readonly volume: number
}

/** The quote at a moment. High and low are taken over the quarter hours of the day so far. */
export const quoteAt = (seed: number, instrument: Instrument, contract: Contract, ms: number): Quote => {
  const at = (when: number): bigint => contractPriceAt(seed, instrument, contract, when)
  const dayStartMs = calendarDayAfter(ms, 0)
  const lastPaise = at(ms)
  let highPaise = lastPaise
  let lowPaise = lastPaise
  for (let when = dayStartMs; when <= ms; when += 15 * PRICE_STEP_MS) {
    const paise = at(when)
    if (paise > highPaise) highPaise = paise
    if (paise < lowPaise) lowPaise = paise
  }
  const draw = (what: string, most: number): number =>
    1 + Math.floor(drawNumber(seed, what, instrument.code, Math.floor(ms / PRICE_STEP_MS)) * most)
  return {
    lastPaise, highPaise, lowPaise, openPaise: at(dayStartMs), previousClosePaise: at(dayStartMs - 1),
    bidPaise: lastPaise - TICK_PAISE, offerPaise: lastPaise + TICK_PAISE,
    bidQuantity: draw("bid", 500), offerQuantity: draw("offer", 500),
    volume: Math.floor((ms - dayStartMs) / PRICE_STEP_MS) * 100 + draw("volume", 100)
  }
}

const toTick = (paise: bigint): bigint => {
  const rounded = (paise / TICK_PAISE) * TICK_PAISE
  return rounded > TICK_PAISE ? rounded : TICK_PAISE
}
