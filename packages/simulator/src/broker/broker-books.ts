import type { BrokerApp, BrokerEvent, BrokerOrder, FundOrder, Segment } from "./broker-types.ts"

/** Apps, orders and allocations. Everything in it came in through `apply`, so the events in their order give it again. */
export interface BrokerBooks {
  readonly apply: (event: BrokerEvent) => void
  readonly app: (appKey: string) => BrokerApp | undefined
  readonly appCount: () => number
  /** How many orders there were, of all customers. */
  readonly orderCount: () => number
  /** One customer's, in the order of placement. */
  readonly ordersOf: (appKey: string) => readonly BrokerOrder[]
  readonly order: (appKey: string, reference: string) => BrokerOrder | undefined
  readonly fundOrdersOf: (appKey: string) => readonly FundOrder[]
  readonly fundOrderCount: () => number
  /** Paise that the customer added to a segment's limit, or took from it. */
  readonly allocatedPaise: (appKey: string, segment: Segment) => bigint
}

/** Empty books. */
export const createBrokerBooks = (): BrokerBooks => {
  const apps = new Map<string, BrokerApp>()
  const orders = new Map<string, Map<string, BrokerOrder>>()
  const fundOrders = new Map<string, FundOrder[]>()
  const allocations = new Map<string, bigint>()
  let orderCount = 0
  let fundOrderCount = 0

  const enterOrder = (order: BrokerOrder): void => {
    const own = orders.get(order.appKey) ?? new Map<string, BrokerOrder>()
    orders.set(order.appKey, own)
    if (!own.has(order.reference)) orderCount += 1
    own.set(order.reference, order)
  }
  return {
    apply: (event) => {
      if (event.type === "broker-app") apps.set(event.app.appKey, event.app)
      else if (event.type === "broker-order") enterOrder(event.order)
      else if (event.type === "broker-funds") {
        const key = `${event.appKey}|${event.segment}`
        allocations.set(key, (allocations.get(key) ?? 0n) + BigInt(event.amountPaise))
      } else {
        fundOrders.set(event.order.appKey, [...(fundOrders.get(event.order.appKey) ?? []), event.order])
        fundOrderCount += 1
      }
    },
    app: (appKey) => apps.get(appKey),
    appCount: () => apps.size,
    orderCount: () => orderCount,
    ordersOf: (appKey) => [...(orders.get(appKey)?.values() ?? [])],
    order: (appKey, reference) => orders.get(appKey)?.get(reference),
    fundOrdersOf: (appKey) => fundOrders.get(appKey) ?? [],
    fundOrderCount: () => fundOrderCount,
    allocatedPaise: (appKey, segment) => allocations.get(`${appKey}|${segment}`) ?? 0n
  }
}
