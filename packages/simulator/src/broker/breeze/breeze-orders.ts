import type { BrokerApp, BrokerOrder, OrderTerms } from "../broker-types.ts"
import { BrokerRefusal } from "../broker-types.ts"
import { quantitiesOf, stateOf, stateWords } from "../order-state.ts"
import { cancelOrder, knownOrder, modifyOrder, placeOrder } from "../place-order.ts"
import { choiceOf, countOf, needText, rupees, rupeesField, textOf } from "../wire.ts"
import type { Fields } from "../wire.ts"
import type { World } from "../world.ts"
import { timeStampIst } from "@hundi/checksum"
import { choices, contractRow, readBreezeContract, words } from "./breeze-names.ts"

/** What a handler of the successor gets. */
export interface BreezeCall {
  readonly world: World
  readonly app: BrokerApp
  readonly fields: Fields
}

/** POST order. A market order is taken as one: the aggressive limit order behind it executes at once all the same. */
export const placeBreezeOrder = ({ world, app, fields }: BreezeCall) => {
  const contract = readBreezeContract(fields, "product")
  return placed(placeOrder(world, app, contract, readTerms(fields, "stoploss"), textOf(fields, "user_remark")))
}

/** POST squareoff: an order with other names for stop loss and product. */
export const squareOff = ({ world, app, fields }: BreezeCall) =>
  placed(placeOrder(world, app, readBreezeContract(fields, "product_type"), readTerms(fields, "stoploss_price")))

/** PUT order: only what is given changes. */
export const modifyBreezeOrder = (call: BreezeCall) => {
  const { world, app, fields } = call
  const order = orderOf(call)
  const given = (name: string): boolean => textOf(fields, name) !== ""
  const type = given("order_type") ? choiceOf(fields, "order_type", choices.type) : order.type
  const change: Partial<OrderTerms> = {
    type,
    ...(given("quantity") ? { quantity: countOf(fields, "quantity") } : {}),
    ...(type === "M" ? { ratePaise: "0" } : given("price") ? { ratePaise: rupeesField(fields, "price") } : {}),
    ...(given("stoploss") ? { triggerPaise: rupeesField(fields, "stoploss") } : {}),
    ...(given("validity") ? { validity: choiceOf(fields, "validity", choices.validity) } : {}),
    ...(given("disclosed_quantity") ? { disclosedQuantity: countOf(fields, "disclosed_quantity") } : {})
  }
  return { order_id: modifyOrder(world, app, order.reference, change).reference, message: "Your Order Modified successfully." }
}

/** DELETE order. */
export const cancelBreezeOrder = (call: BreezeCall) => ({
  order_id: cancelOrder(call.world, call.app, orderOf(call).reference).reference,
  message: "Your Order Cancelled successfully."
})

/** GET order: one order when order_id is given, else those of the exchange between two dates. */
export const listBreezeOrders = (call: BreezeCall) => ordersOf(call).map((order) => orderRow(order, call.world.nowMs))

/** GET trades: the executed ones among the same orders. */
export const listBreezeTrades = (call: BreezeCall) => {
  const { nowMs } = call.world
  return ordersOf(call).filter((order) => stateOf(order, nowMs) === "E").map((order) => ({
    order_id: order.reference,
    ...contractRow(order.contract),
    product_type: words.product[order.contract.product],
    action: words.flow[order.flow],
    quantity: String(order.quantity),
    price: rupees(BigInt(order.fill?.ratePaise ?? "0")),
    TRD_DT: timeStampIst(order.fill?.atMs ?? order.changedAtMs)
  }))
}

const placed = (order: BrokerOrder) => ({
  order_id: order.reference,
  message: order.contract.segment === "equity"
    ? `Equity CASH Order placed successfully through RI reference no ${order.reference}`
    : "Successfully Placed the Order."
})

const readTerms = (fields: Fields, stopLoss: "stoploss" | "stoploss_price"): OrderTerms => {
  const type = choiceOf(fields, "order_type", choices.type)
  return {
    type,
    flow: choiceOf(fields, "action", choices.flow),
    validity: choiceOf(fields, "validity", choices.validity),
    quantity: countOf(fields, "quantity"),
    ratePaise: type === "M" ? "0" : rupeesField(fields, "price"),
    triggerPaise: rupeesField(fields, stopLoss),
    disclosedQuantity: countOf(fields, "disclosed_quantity")
  }
}

const orderOf = ({ world, app, fields }: BreezeCall): BrokerOrder => {
  const order = knownOrder(world, app, needText(fields, "order_id"))
  if (order.contract.exchange !== choiceOf(fields, "exchange_code", choices.exchange)) throw new BrokerRefusal("Order reference is not known")
  return order
}

const ordersOf = (call: BreezeCall): readonly BrokerOrder[] => {
  if (textOf(call.fields, "order_id") !== "") return [orderOf(call)]
  const exchange = choiceOf(call.fields, "exchange_code", choices.exchange)
  const [fromMs, toMs] = [momentOf(call.fields, "from_date", 0), momentOf(call.fields, "to_date", Infinity)]
  const wanted = (name: string, value: string): boolean => ["", value.toUpperCase()].includes(textOf(call.fields, name).toUpperCase())
  return call.world.books.ordersOf(call.app.appKey)
    .filter(({ contract, placedAtMs }) => contract.exchange === exchange && placedAtMs >= fromMs && placedAtMs <= toMs)
    .filter(({ contract, flow }) => wanted("stock_code", contract.stock) && wanted("action", words.flow[flow]))
    .filter(({ contract }) => wanted("product_type", words.product[contract.product]))
    .reverse()
}

/**
 * A moment of a filter. A midnight means the whole day, since the official clients send dates so, and counts by the date that it
 * shows, as Indian time.
 */
const momentOf = (fields: Fields, name: string, otherwise: number): number => {
  const text = textOf(fields, name)
  if (text === "") return otherwise
  const day = /^(\d{4}-\d{2}-\d{2})(T00:00:00(\.0+)?Z?)?$/.exec(text)?.[1]
  const ms = Date.parse(day === undefined ? text : `${day}T00:00:00+05:30`)
  if (Number.isNaN(ms)) throw new BrokerRefusal(`${name} must be ISO 8601`)
  return day !== undefined && name === "to_date" ? ms + 86_399_999 : ms
}

const orderRow = (order: BrokerOrder, nowMs: number) => {
  const quantities = quantitiesOf(order, nowMs)
  return {
    order_id: order.reference,
    ...contractRow(order.contract),
    product: words.product[order.contract.product],
    action: words.flow[order.flow],
    order_type: words.type[order.type],
    validity: words.validity[order.validity],
    quantity: String(order.quantity),
    price: rupees(BigInt(order.ratePaise === "0" ? order.seenPaise : order.ratePaise)),
    stoploss: rupees(BigInt(order.triggerPaise)),
    disclosed_quantity: String(order.disclosedQuantity),
    user_remark: order.remark,
    order_status: stateWords[stateOf(order, nowMs)],
    order_plctm: timeStampIst(order.placedAtMs),
    order_open_qty: String(quantities.open),
    order_executed_qty: String(quantities.executed),
    order_cancelled_qty: String(quantities.cancelled),
    order_expired_qty: String(quantities.expired),
    Order_WeightedAveragePrice: quantities.executed > 0 ? rupees(BigInt(order.fill?.ratePaise ?? "0")) : "0"
  }
}
