import type { BrokerOrder, Contract } from "./broker-types.ts"
import { stateOf } from "./order-state.ts"

/** What a customer's executed orders of one contract come to. Paise and pieces; a negative quantity is sold short. */
export interface NetPosition {
  readonly contract: Contract
  readonly quantity: number
  readonly buyPaise: bigint
  readonly sellPaise: bigint
  /** Average price of the side that is open (of the buys when none is), paise. */
  readonly averagePaise: bigint
  /** Profit of what was bought and sold again, paise. */
  readonly realisedPaise: bigint
  /** When the last order of it executed. */
  readonly lastFillMs: number
}

interface Sides {
  readonly contract: Contract
  bought: bigint
  sold: bigint
  buyPaise: bigint
  sellPaise: bigint
  lastFillMs: number
}

/** One position per contract, in the order of the first execution. */
export const netPositions = (orders: readonly BrokerOrder[], nowMs: number): readonly NetPosition[] => {
  const byContract = new Map<string, Sides>()
  for (const order of orders) {
    if (order.fill === null || stateOf(order, nowMs) !== "E") continue
    const key = contractKey(order.contract)
    const sides = byContract.get(key) ?? { contract: order.contract, bought: 0n, sold: 0n, buyPaise: 0n, sellPaise: 0n, lastFillMs: 0 }
    byContract.set(key, sides)
    const quantity = BigInt(order.quantity)
    const paise = quantity * BigInt(order.fill.ratePaise)
    if (order.flow === "B") {
      sides.bought += quantity
      sides.buyPaise += paise
    } else {
      sides.sold += quantity
      sides.sellPaise += paise
    }
    sides.lastFillMs = Math.max(sides.lastFillMs, order.fill.atMs)
  }
  return [...byContract.values()].map(toPosition)
}

/** What makes two orders one position. The exchange of a share is no part of it: a share is a share. */
export const contractKey = ({ segment, stock, product, expiry, strikePaise, right }: Contract): string =>
  [segment, stock, product, expiry, strikePaise, right].join("|")

const toPosition = ({ contract, bought, sold, buyPaise, sellPaise, lastFillMs }: Sides): NetPosition => {
  const closed = bought < sold ? bought : sold
  const share = (paise: bigint, of: bigint, part: bigint): bigint => (of === 0n ? 0n : (paise * part) / of)
  return {
    contract, buyPaise, sellPaise, lastFillMs,
    quantity: Number(bought - sold),
    averagePaise: bought >= sold ? share(buyPaise, bought, 1n) : share(sellPaise, sold, 1n),
    realisedPaise: share(sellPaise, sold, closed) - share(buyPaise, bought, closed)
  }
}
