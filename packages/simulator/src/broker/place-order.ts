import { timeStampIst } from "@hundi/checksum"
import { calendarDayAfter } from "../ist.ts"
import type { BrokerApp, BrokerOrder, Contract, OrderTerms } from "./broker-types.ts"
import { BrokerRefusal } from "./broker-types.ts"
import { findFill, MATCH_MS } from "./find-fill.ts"
import type { Instrument } from "./instruments.ts"
import { findInstrument } from "./instruments.ts"
import { limitOf, neededFor, sellableOf } from "./limits.ts"
import { contractPriceAt } from "./market.ts"
import { netPositions } from "./net-positions.ts"
import { stateOf } from "./order-state.ts"
import type { World } from "./world.ts"

/**
 * Places an order. Its fate is decided here and kept in its event: what a restarted simulator answers is the same.
 *
 * @throws BrokerRefusal when the order makes no sense, or the limit or the holding does not cover it
 */
export const placeOrder = (world: World, app: BrokerApp, contract: Contract, terms: OrderTerms, remark = ""): BrokerOrder => {
  const order: BrokerOrder = {
    ...terms, ...checkAndDecide(world, app, contract, terms), contract, remark,
    reference: nextReference(world, contract),
    appKey: app.appKey,
    placedAtMs: world.nowMs,
    modifications: 0,
    cancelledAtMs: null
  }
  world.emit({ type: "broker-order", order })
  return order
}

/**
 * Changes an order that is still open; it queues anew with its new terms.
 *
 * @throws BrokerRefusal when it is not open any more, or the new terms are refused
 */
export const modifyOrder = (world: World, app: BrokerApp, reference: string, change: Partial<OrderTerms>): BrokerOrder => {
  const { order, contract, terms } = openOrder(world, app, reference)
  const changed: OrderTerms = { ...terms, ...change }
  const next: BrokerOrder = {
    ...order, ...changed, ...checkAndDecide(world, app, contract, changed, reference),
    modifications: order.modifications + 1
  }
  world.emit({ type: "broker-order", order: next })
  return next
}

/**
 * Cancels an order that is still open.
 *
 * @throws BrokerRefusal when it is not
 */
export const cancelOrder = (world: World, app: BrokerApp, reference: string): BrokerOrder => {
  const { order } = openOrder(world, app, reference)
  const next: BrokerOrder = { ...order, cancelledAtMs: world.nowMs, fill: null }
  world.emit({ type: "broker-order", order: next })
  return next
}

/** An order of this customer, whatever its state. */
export const knownOrder = (world: World, app: BrokerApp, reference: string): BrokerOrder => {
  const order = world.books.order(app.appKey, reference)
  if (order === undefined) throw new BrokerRefusal("Order reference is not known")
  return order
}

const openOrder = (world: World, app: BrokerApp, reference: string) => {
  const order = knownOrder(world, app, reference)
  const state = stateOf(order, world.nowMs)
  const words = { O: "open", E: "executed", C: "cancelled", X: "expired" } as const
  if (state !== "O") throw new BrokerRefusal(`Order is ${words[state]} and cannot be changed`)
  const { flow, type, validity, quantity, ratePaise, triggerPaise, disclosedQuantity, contract } = order
  const terms: OrderTerms = { flow, type, validity, quantity, ratePaise, triggerPaise, disclosedQuantity }
  return { order, contract, terms }
}

/** Everything that may be wrong with an order, cheapest first; then its fate, and whether the customer can afford it. */
const checkAndDecide = (world: World, app: BrokerApp, contract: Contract, terms: OrderTerms, exceptReference?: string) => {
  const instrument = findInstrument(contract.stock)
  if (instrument === undefined) throw new BrokerRefusal("Stock code is not known")
  checkTerms(instrument, contract, terms)
  if (contract.product === "C" && terms.flow === "S" && terms.quantity > sellableOf(world, app, contract.stock, exceptReference)) {
    throw new BrokerRefusal("Insufficient holding")
  }
  const decided = decide(world, instrument, contract, terms)
  const positions = netPositions(world.books.ordersOf(app.appKey), world.nowMs)
  // With the price at which it will execute: between order and execution it may rise, and nobody lends the difference.
  const neededPaise = neededFor(world, contract, { ...terms, fill: decided.fill }, positions)
  if (neededPaise > 0n && neededPaise > limitOf(world, app, contract.segment, exceptReference).availablePaise) {
    throw new BrokerRefusal("Insufficient limit")
  }
  return decided
}

const checkTerms = (instrument: Instrument, contract: Contract, terms: OrderTerms): void => {
  if (contract.segment === "equity" && instrument.isIndex) throw new BrokerRefusal("An index has no shares; it trades in F&O")
  const { quantity, disclosedQuantity } = terms
  if (!Number.isSafeInteger(quantity) || quantity < 1) throw new BrokerRefusal("Quantity must be a whole number of at least 1")
  if (contract.segment === "fno" && quantity % instrument.lot !== 0) {
    throw new BrokerRefusal(`Quantity must be a multiple of the lot of ${instrument.lot}`)
  }
  if (disclosedQuantity > quantity) throw new BrokerRefusal("Disclosed quantity is more than the quantity")
  if (terms.type === "L" && terms.ratePaise === "0") throw new BrokerRefusal("A limit order needs a price above 0")
  if (terms.type === "S" && terms.triggerPaise === "0") throw new BrokerRefusal("A stop loss order needs a stop loss price")
}

/** The market never closes here; a day order ends with its day in India, as long as it had time to match. */
const decide = (world: World, instrument: Instrument, contract: Contract, terms: OrderTerms) => {
  const { seed, nowMs } = world
  const dayEndMs = Math.max(calendarDayAfter(nowMs, 1), nowMs + 2 * MATCH_MS)
  const expiresAtMs = terms.validity === "I" ? nowMs + MATCH_MS + 1 : dayEndMs
  return {
    changedAtMs: nowMs,
    expiresAtMs,
    seenPaise: String(contractPriceAt(seed, instrument, contract, nowMs)),
    fill: findFill(seed, instrument, contract, terms, nowMs, expiresAtMs)
  }
}

/**
 * Forms of the fact file idirect.json, rule "references": date, N and 9 digits for shares, date and 10 digits for contracts.
 */
const nextReference = (world: World, { segment }: Contract): string => {
  const [day = "", month = "", year = ""] = timeStampIst(world.nowMs).slice(0, 11).split("-")
  const number = String(world.books.orderCount() + 1).padStart(8, "0")
  const months = "JanFebMarAprMayJunJulAugSepOctNovDec"
  const date = `${year}${String(months.indexOf(month) / 3 + 1).padStart(2, "0")}${day}`
  return segment === "equity" ? `${date}N1${number}` : `${date}13${number}`
}
