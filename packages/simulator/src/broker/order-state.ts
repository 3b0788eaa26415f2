import type { BrokerOrder } from "./broker-types.ts"

/** Ordered, executed, cancelled, expired: letters of the fact file breeze.json, codeLetters.orderStatus. */
export type OrderState = "O" | "E" | "C" | "X"

/** What an order is at a moment. */
export const stateOf = (order: BrokerOrder, nowMs: number): OrderState => {
  if (order.cancelledAtMs !== null) return "C"
  if (order.fill !== null && order.fill.atMs <= nowMs) return "E"
  return order.expiresAtMs <= nowMs ? "X" : "O"
}

/** The state as a word, as the F&O calls and the successor say it. */
export const stateWords: Readonly<Record<OrderState, string>> = { O: "Ordered", E: "Executed", C: "Cancelled", X: "Expired" }

/** How many pieces are open, executed, cancelled, expired: always the whole order in one of them. */
export const quantitiesOf = (order: BrokerOrder, nowMs: number) => {
  const state = stateOf(order, nowMs)
  const of = (wanted: OrderState): number => (state === wanted ? order.quantity : 0)
  return { open: of("O"), executed: of("E"), cancelled: of("C"), expired: of("X") }
}

/** What the pieces of an order cost or will cost, paise. */
export const valueOf = (order: BrokerOrder): bigint => BigInt(order.quantity) * BigInt(order.fill?.ratePaise ?? order.ratePaise)
