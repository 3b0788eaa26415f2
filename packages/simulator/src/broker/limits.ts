import { drawNumber } from "../random.ts"
import type { BrokerApp, BrokerOrder, Contract, OrderTerms, Segment } from "./broker-types.ts"
import { findInstrument, instruments } from "./instruments.ts"
import { contractPriceAt, priceAt } from "./market.ts"
import type { NetPosition } from "./net-positions.ts"
import { contractKey, netPositions } from "./net-positions.ts"
import { stateOf } from "./order-state.ts"
import type { World } from "./world.ts"

/** What every customer opens with: Rs 1 crore for shares, Rs 10 crore for contracts (printed as BankAllocationAmount of fno.limit). */
const openingPaise: Readonly<Record<Segment, bigint>> = { equity: 1_000_000_000n, fno: 10_000_000_000n }

/** A fifth of the value: the margin of everything that is not paid in full. */
const marginOf = (paise: bigint): bigint => paise / 5n

/** One segment's money, paise: given, bound in open orders, bound in what was bought, free. */
export interface Limit {
  readonly allocatedPaise: bigint
  readonly blockedPaise: bigint
  readonly usedPaise: bigint
  readonly availablePaise: bigint
}

/** The limit of a segment, leaving out one order (the one that is being modified). */
export const limitOf = (world: World, app: BrokerApp, segment: Segment, exceptReference?: string): Limit => {
  const orders = world.books.ordersOf(app.appKey).filter(({ contract }) => contract.segment === segment)
  const positions = netPositions(orders, world.nowMs)
  const usedPaise = positions.reduce((sum, position) => sum + boundIn(world, position), 0n)
  const open = orders.filter((order) => stateOf(order, world.nowMs) === "O" && order.reference !== exceptReference)
  const blockedPaise = open.reduce((sum, order) => sum + neededFor(world, order.contract, order, positions), 0n)
  const allocatedPaise = openingPaise[segment] + world.books.allocatedPaise(app.appKey, segment)
  return { allocatedPaise, blockedPaise, usedPaise, availablePaise: allocatedPaise - blockedPaise - usedPaise }
}

/** The money that an order needs: shares and options bought are paid, the rest takes margin; what closes a position takes none. */
export const neededFor = (
  world: World,
  contract: Contract,
  terms: OrderTerms & Partial<Pick<BrokerOrder, "fill">>,
  positions: readonly NetPosition[]
): bigint => {
  const key = contractKey(contract)
  const held = positions.find((one) => contractKey(one.contract) === key)?.quantity ?? 0
  const opposite = terms.flow === "B" ? Math.max(-held, 0) : Math.max(held, 0)
  if (contract.product === "C") return terms.flow === "B" ? valueAt(world, contract, terms, terms.quantity) : 0n
  const fresh = Math.max(terms.quantity - opposite, 0)
  if (contract.product === "O" && terms.flow === "B") return valueAt(world, contract, terms, fresh)
  return marginOf(contract.product === "O" ? BigInt(fresh) * spotOf(world, contract) : valueAt(world, contract, terms, fresh))
}

/** Shares that an app may sell: what it opened with and bought, less what is sold or about to be. */
export const sellableOf = (world: World, app: BrokerApp, stock: string, exceptReference?: string): number => {
  let quantity = openingHolding(world.seed, app, stock)
  for (const order of world.books.ordersOf(app.appKey)) {
    if (order.contract.product !== "C" || order.contract.stock !== stock || order.reference === exceptReference) continue
    const state = stateOf(order, world.nowMs)
    if (order.flow === "B" && state === "E") quantity += order.quantity
    if (order.flow === "S" && (state === "E" || state === "O")) quantity -= order.quantity
  }
  return quantity
}

/** Shares of a stock in the customer's account when the app was made: 10 to 200, decided by the seed. */
export const openingHolding = (seed: number, app: BrokerApp, stock: string): number =>
  instruments.some(({ code, isIndex }) => code === stock && !isIndex)
    ? 10 + Math.floor(drawNumber(seed, "holding", app.appKey, stock) * 20) * 10
    : 0

const boundIn = (world: World, position: NetPosition): bigint => {
  const { contract, quantity, averagePaise, realisedPaise, buyPaise, sellPaise } = position
  if (contract.product === "C") return buyPaise - sellPaise
  const openPaise = BigInt(Math.abs(quantity)) * averagePaise
  if (contract.product !== "O") return marginOf(openPaise) - realisedPaise
  return (quantity > 0 ? openPaise : marginOf(BigInt(-quantity) * spotOf(world, contract))) - realisedPaise
}

const spotOf = (world: World, contract: Contract): bigint => {
  const instrument = findInstrument(contract.stock)
  return instrument === undefined ? 0n : priceAt(world.seed, instrument, world.nowMs)
}

/** A limit order binds its limit, a market order the price of the moment, and what is decided about it when that is more. */
const valueAt = (world: World, contract: Contract, terms: OrderTerms & Partial<Pick<BrokerOrder, "fill">>, quantity: number): bigint => {
  if (terms.ratePaise !== "0") return BigInt(quantity) * BigInt(terms.ratePaise)
  if (terms.fill != null) return BigInt(quantity) * BigInt(terms.fill.ratePaise)
  const instrument = findInstrument(contract.stock)
  return instrument === undefined ? 0n : BigInt(quantity) * contractPriceAt(world.seed, instrument, contract, world.nowMs)
}
