import type { BrokerOrder, Contract, OrderTerms } from "../broker-types.ts"
import { BrokerRefusal } from "../broker-types.ts"
import { quantitiesOf, stateOf } from "../order-state.ts"
import { cancelOrder, knownOrder, modifyOrder, placeOrder } from "../place-order.ts"
import type { Fields } from "../wire.ts"
import { choiceOf, countOf, dateField, dateText, isWithin, minuteText, needText, rupees, rupeesField, textOf } from "../wire.ts"
import type { IdirectCall, IdirectHandler } from "./call.ts"
import { templateOf } from "./template-of.ts"

/** Equity placement; the order's reference stands only inside the text, as the document prints it. */
export const placeEquityOrder: IdirectHandler = ({ world, app, fields }) => {
  const product = choiceOf(fields, "order_product", { CASH: "C", C: "C", MARGIN: "M", M: "M" } as const)
  const contract: Contract = {
    segment: "equity", product,
    exchange: choiceOf(fields, "order_xchng_cd", { NSE: "NSE", BSE: "BSE" }),
    stock: needText(fields, "order_stock_cd").toUpperCase(),
    expiry: "", strikePaise: "0", right: "*"
  }
  const type = choiceOf(fields, "order_type", { L: "L", M: "M" } as const)
  const remark = textOf(fields, "Remark")
  if (remark.length > 30) throw new BrokerRefusal("Remark can be 30 characters at most")
  const order = placeOrder(world, app, contract, {
    type,
    flow: choiceOf(fields, "order_flow", { B: "B", S: "S" } as const),
    validity: choiceOf(fields, "order_validity", { T: "T", I: "I" } as const),
    quantity: countOf(fields, "order_quantity"),
    ratePaise: type === "M" ? "0" : rupeesField(fields, "order_rate"),
    triggerPaise: rupeesField(fields, "order_stp_loss_price"),
    disclosedQuantity: countOf(fields, "order_disclosed_qty")
  }, remark)
  const word = product === "C" ? "CASH" : "MARGIN"
  return {
    message: `Equity ${word} Order placed successfully through RI reference no ${order.reference}`,
    MsgTyp: null,
    Remark: remark === "" ? null : remark
  }
}

/** Equity order book, newest first. */
export const equityOrderBook: IdirectHandler = (call) => {
  const { fields } = call
  const [fromMs, toMs] = [dateField(fields, "order_from_dt"), dateField(fields, "order_to_dt")]
  const reference = textOf(fields, "order_refrence")
  return equityOrders(call)
    .filter((order) => isWithin(order.placedAtMs, fromMs, toMs))
    .filter((order) => matches(fields, "order_xchng_cd", order.contract.exchange))
    .filter((order) => matches(fields, "order_product_type", order.contract.product))
    .filter((order) => matches(fields, "order_status", stateOf(order, call.world.nowMs)))
    .filter((order) => matches(fields, "order_stock_code", order.contract.stock))
    .filter((order) => reference === "" || order.reference === reference)
    .map((order) => bookRow(order, call.world.nowMs))
}

/** Equity order detail: one row for each version of the order that is kept, which is the last. */
export const equityOrderDetail: IdirectHandler = (call) => {
  const order = equityOrder(call, "order_refernece")
  checkFlow(call.fields, order)
  return [{
    ...templateOf("equity.orderbookdtl"),
    order_modification_counter: String(order.modifications + 1),
    order_xchng_ack_tm: minuteText(order.changedAtMs),
    order_flow: order.flow,
    order_qty: String(order.quantity),
    order_rate: rateOf(order),
    order_stp_loss_price: rupees(BigInt(order.triggerPaise)),
    order_disclosed_qty: String(order.disclosedQuantity),
    order_type: order.type,
    order_remarks: order.remark,
    LTP: rupees(BigInt(order.seenPaise))
  }]
}

/** Modify an equity order that is still open. */
export const modifyEquityOrder: IdirectHandler = (call) => {
  const { fields } = call
  const type = choiceOf(fields, "new_ord_typ", { L: "L", M: "M" } as const)
  const validity = textOf(fields, "new_order_validity")
  const change: Partial<OrderTerms> = {
    type,
    quantity: countOf(fields, "new_order_qty"),
    ratePaise: type === "M" ? "0" : rupeesField(fields, "new_order_rate"),
    ...(validity === "" ? {} : { validity: choiceOf(fields, "new_order_validity", { T: "T", I: "I" } as const) }),
    ...(textOf(fields, "new_order_stp_loss_price") === "" ? {} : { triggerPaise: rupeesField(fields, "new_order_stp_loss_price") }),
    ...(textOf(fields, "new_order_disclosed_qty") === "" ? {} : { disclosedQuantity: countOf(fields, "new_order_disclosed_qty") })
  }
  const order = modifyOrder(call.world, call.app, equityOrder(call, "order_reference").reference, change)
  return { message: "Your Order Modified successfully.", order_refrence: order.reference }
}

/** Cancel an equity order that is still open. */
export const cancelEquityOrder: IdirectHandler = (call) => {
  const order = equityOrder(call, "order_reference")
  checkFlow(call.fields, order)
  if (!needText(call.fields, "order_product").toUpperCase().startsWith(order.contract.product)) {
    throw new BrokerRefusal("order_product is not that of the order")
  }
  cancelOrder(call.world, call.app, order.reference)
  return { message: "Your Order Cancelled successfully.", order_refrence: order.reference }
}

const equityOrders = ({ world, app }: IdirectCall): readonly BrokerOrder[] =>
  world.books.ordersOf(app.appKey).filter(({ contract }) => contract.segment === "equity").reverse()

const equityOrder = ({ world, app, fields }: IdirectCall, name: string): BrokerOrder => {
  const order = knownOrder(world, app, needText(fields, name))
  if (order.contract.segment !== "equity") throw new BrokerRefusal("Order reference is not known")
  return order
}

const checkFlow = (fields: Fields, order: BrokerOrder): void => {
  if (needText(fields, "order_flow").toUpperCase() !== order.flow) throw new BrokerRefusal("order_flow is not that of the order")
}

/** A filter: empty, A and ALL let everything through. */
const matches = (fields: Fields, name: string, value: string): boolean => {
  const wanted = textOf(fields, name).toUpperCase()
  return wanted === "" || wanted === "A" || wanted === "ALL" || wanted === value
}

const rateOf = (order: BrokerOrder): string => rupees(BigInt(order.ratePaise === "0" ? order.seenPaise : order.ratePaise))

const bookRow = (order: BrokerOrder, nowMs: number) => {
  const quantities = quantitiesOf(order, nowMs)
  return {
    ...templateOf("equity.orderbook"),
    order_xchng_cd: order.contract.exchange,
    order_stock_cd: order.contract.stock,
    order_rate: rateOf(order),
    order_product: order.contract.product,
    order_status: stateOf(order, nowMs),
    order_plctm: minuteText(order.placedAtMs),
    order_plc_dt: dateText(order.placedAtMs),
    order_refrence: order.reference,
    order_quantity: String(order.quantity),
    order_open_qty: String(quantities.open),
    order_executed_qty: String(quantities.executed),
    order_cancelled_qty: String(quantities.cancelled),
    order_expired_qty: String(quantities.expired),
    order_disclosed_qty: String(order.disclosedQuantity),
    order_stp_loss_price: rupees(BigInt(order.triggerPaise)),
    Remark: order.remark === "" ? "*" : order.remark,
    Order_WeightedAveragePrice: quantities.executed > 0 ? rupees(BigInt(order.fill?.ratePaise ?? "0")) : "0",
    ordr_flw: order.flow
  }
}
