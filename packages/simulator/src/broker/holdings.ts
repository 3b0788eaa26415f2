import { calendarDayAfter } from "../ist.ts"
import type { BrokerApp, Contract } from "./broker-types.ts"
import { instruments } from "./instruments.ts"
import type { Instrument } from "./instruments.ts"
import { openingHolding } from "./limits.ts"
import { priceAt } from "./market.ts"
import { netPositions } from "./net-positions.ts"
import type { NetPosition } from "./net-positions.ts"
import { stateOf } from "./order-state.ts"
import type { World } from "./world.ts"

/** Shares in a customer's account. Paise and pieces. */
export interface Holding {
  readonly instrument: Instrument
  readonly quantity: number
  readonly averagePaise: bigint
  readonly realisedPaise: bigint
  readonly pricePaise: bigint
}

/** One row per share: what the app opened with and what was traded before today. Today's trades are positions. */
export const holdingsOf = (world: World, app: BrokerApp): readonly Holding[] => {
  const todayMs = calendarDayAfter(world.nowMs, 0)
  const earlier = world.books.ordersOf(app.appKey).filter(
    (order) => order.contract.product === "C" && stateOf(order, world.nowMs) === "E" && (order.fill?.atMs ?? 0) < todayMs
  )
  const traded = new Map(netPositions(earlier, world.nowMs).map((position) => [position.contract.stock, position]))
  return instruments.filter(({ isIndex }) => !isIndex).map((instrument) => {
    const opening = openingHolding(world.seed, app, instrument.code)
    const position = traded.get(instrument.code)
    // The opening shares were bought at the base price.
    const boughtPaise = BigInt(opening) * instrument.basePaise + (position?.buyPaise ?? 0n)
    const bought = opening + boughtOf(earlier, instrument.code)
    const averagePaise = bought === 0 ? 0n : boughtPaise / BigInt(bought)
    const sold = bought - opening - (position?.quantity ?? 0)
    return {
      instrument, averagePaise,
      quantity: bought - sold,
      realisedPaise: (position?.sellPaise ?? 0n) - BigInt(sold) * averagePaise,
      pricePaise: priceAt(world.seed, instrument, world.nowMs)
    }
  })
}

/** Shares traded today, and whatever was traded on margin or as a contract: contracts do not expire here. */
export const positionsOf = (world: World, app: BrokerApp, segment: Contract["segment"]): readonly NetPosition[] => {
  const todayMs = calendarDayAfter(world.nowMs, 0)
  const orders = world.books.ordersOf(app.appKey).filter(
    ({ contract, fill }) => contract.segment === segment && (segment === "fno" || contract.product === "M" || (fill?.atMs ?? 0) >= todayMs)
  )
  return netPositions(orders, world.nowMs)
}

const boughtOf = (orders: ReturnType<World["books"]["ordersOf"]>, stock: string): number =>
  orders.reduce((sum, order) => sum + (order.contract.stock === stock && order.flow === "B" ? order.quantity : 0), 0)
