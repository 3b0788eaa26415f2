import { parseTimeStampIst, timeStampIst } from "@hundi/checksum"
import type { BrokerOrder, Contract, OrderTerms } from "../broker-types.ts"
import { BrokerRefusal } from "../broker-types.ts"
import { limitOf } from "../limits.ts"
import { contractKey, netPositions } from "../net-positions.ts"
import { quantitiesOf, stateOf, stateWords, valueOf } from "../order-state.ts"
import { cancelOrder, knownOrder, modifyOrder, placeOrder } from "../place-order.ts"
import type { Fields } from "../wire.ts"
import { choiceOf, countOf, dateField, dateText, isWithin, jsonNumber, needText, paiseField, rupees, textOf } from "../wire.ts"
import type { IdirectCall, IdirectHandler } from "./call.ts"
import { templateOf } from "./template-of.ts"

// The tables allow words and the examples send letters (fact file idirect.json, enumerations): both are taken.
export const products = { F: "F", FUTURES: "F", O: "O", OPTIONS: "O" } as const
const flows = { B: "B", BUY: "B", S: "S", SELL: "S" } as const
const types = { L: "L", LIMIT: "L", M: "M", MARKET: "M", S: "S", STOPLOSS: "S" } as const
const validities = { T: "T", DAY: "T", I: "I", IOC: "I" } as const

/** F&O placement. Prices are paise; `Limits` is rupees (rule "paise"). */
export const placeFnoOrder: IdirectHandler = ({ world, app, fields }) =>
  placed(world, app, placeOrder(world, app, readContract(fields, placementNames), readTerms(fields)), "Successfully Placed the Order.")

/** Square off: the fields of a placement, for what closes a position and no more. */
export const squareOffFno: IdirectHandler = ({ world, app, fields }) => {
  const contract = readContract(fields, placementNames)
  const terms = readTerms(fields)
  const position = netPositions(world.books.ordersOf(app.appKey), world.nowMs)
    .find((one) => contractKey(one.contract) === contractKey(contract))
  const open = (position?.quantity ?? 0) * (terms.flow === "S" ? 1 : -1)
  if (terms.quantity > open) throw new BrokerRefusal("There is no such open position")
  const { reference } = placeOrder(world, app, contract, terms)
  return { order_reference: reference, message: "Successfully Placed the order", Indicator: "0" }
}

/** Modify an F&O order that is still open. */
export const modifyFnoOrder: IdirectHandler = ({ world, app, fields }) => {
  const { reference } = fnoOrder({ world, app, fields }, "order_reference")
  const type = choiceOf(fields, "new_order_type", types)
  const change: Partial<OrderTerms> = {
    type,
    validity: choiceOf(fields, "new_order_validity", validities),
    quantity: countOf(fields, "new_order_quantity"),
    ratePaise: type === "M" ? "0" : paiseField(fields, "new_order_rate"),
    triggerPaise: paiseField(fields, "new_order_stp_loss_price"),
    disclosedQuantity: countOf(fields, "new_order_disclosed_qty")
  }
  return placed(world, app, modifyOrder(world, app, reference, change), "Successfully Modified the order")
}

/** Cancel an F&O order that is still open. */
export const cancelFnoOrder: IdirectHandler = (call) => {
  const order = fnoOrder(call, "order_reference")
  if (choiceOf(call.fields, "PRDCT_TYP", products) !== order.contract.product) throw new BrokerRefusal("PRDCT_TYP is not that of the order")
  cancelOrder(call.world, call.app, order.reference)
  return { order_reference: order.reference, message: "Your Order Canceled Successfully" }
}

/** F&O order book, newest first. The example's row is the template, so units are as printed: paise. */
export const fnoOrderBook: IdirectHandler = ({ world, app, fields }) => {
  const [fromMs, toMs] = [dateField(fields, "FromDT"), dateField(fields, "ToDT")]
  const product = textOf(fields, "PRDCT_TYP").toUpperCase().slice(0, 1)
  const underlying = textOf(fields, "UNDRLYNG").toUpperCase()
  const status = textOf(fields, "ORDR_STTS").toUpperCase()
  return world.books.ordersOf(app.appKey)
    .filter(({ contract }) => contract.segment === "fno")
    .filter((order) => isWithin(order.placedAtMs, fromMs, toMs))
    .filter(({ contract }) => product === "" || contract.product === product)
    .filter(({ contract }) => underlying === "" || contract.stock === underlying)
    .filter((order) => status === "" || status === "A" || status === stateOf(order, world.nowMs))
    .reverse()
    .map((order) => bookRow(order, world.nowMs))
}

/** F&O order detail. */
export const fnoOrderDetail: IdirectHandler = (call) => {
  const order = fnoOrder(call, "ORDR_RFRNC")
  return [{
    ...templateOf("fno.orderbookdtl"),
    ModificationNumber: String(order.modifications + 1),
    ExchangeAcknowledgementDate: timeStampIst(order.changedAtMs),
    Quantity: String(order.quantity),
    Price: order.ratePaise === "0" ? order.seenPaise : order.ratePaise,
    RequestTime: timeStampIst(order.changedAtMs),
    SLTPPrice: order.triggerPaise
  }]
}

/** The trades of an order: one when it has executed, none before. */
export const fnoTrades: IdirectHandler = (call) => {
  const order = fnoOrder(call, "ORDR_RFRNC")
  if (order.fill === null || stateOf(order, call.world.nowMs) !== "E") return []
  return [{
    ...templateOf("fno.tradebookdetails"),
    XCHNG_CD: order.contract.exchange,
    TRD_RFRNC: order.reference,
    PRDCT_TYP: order.contract.product,
    UNDRLYNG: order.contract.stock,
    CTGRY_INDSTK: order.contract.stock === "NIFTY" ? "I" : "S",
    EXPRY_DT: order.contract.expiry,
    OPT_TYP: order.contract.right,
    STRK_PRC: order.contract.strikePaise,
    TRD_DT: timeStampIst(order.fill.atMs),
    TRD_FLW: order.flow,
    EXEC_QTY: String(order.quantity),
    EXCTD_RT: order.fill.ratePaise
  }]
}

/** Names of a contract's fields in one call. */
interface ContractNames {
  readonly exchange: string
  readonly product: string
  readonly stock: string
  readonly expiry: string
  readonly strike: string
  readonly rights: readonly string[]
}

const placementNames: ContractNames = {
  exchange: "order_xchng_cd", product: "order_product", stock: "order_stock_cd", expiry: "order_exp_date", strike: "order_strike_price",
  rights: ["order_opt_exer_type", "order_opt_type"]
}

const readTerms = (fields: Fields): OrderTerms => {
  const type = choiceOf(fields, "order_type", types)
  return {
    type,
    flow: choiceOf(fields, "order_flow", flows),
    validity: choiceOf(fields, "order_validity", validities),
    quantity: countOf(fields, "order_quantity"),
    ratePaise: type === "M" ? "0" : paiseField(fields, "order_rate"),
    triggerPaise: paiseField(fields, "order_stp_loss_price"),
    disclosedQuantity: countOf(fields, "order_disclosed_qty")
  }
}

/** Any expiry date of valid form is a contract here. */
export const readContract = (fields: Fields, names: ContractNames): Contract => {
  const product = choiceOf(fields, names.product, products)
  const expiryMs = parseTimeStampIst(`${needText(fields, names.expiry)} 00:00:00`)
  if (expiryMs === undefined) throw new BrokerRefusal(`${names.expiry} must be a date, DD-Mon-YYYY`)
  const right = names.rights.map((name) => textOf(fields, name).toUpperCase().slice(0, 1)).find((one) => one === "C" || one === "P")
  if (product === "O" && right === undefined) throw new BrokerRefusal(`An option needs Call or Put (${names.rights.join(" or ")})`)
  const strikePaise = product === "O" ? paiseField(fields, names.strike) : "0"
  if (product === "O" && strikePaise === "0") throw new BrokerRefusal(`An option needs a strike price (${names.strike})`)
  return {
    segment: "fno", product, strikePaise,
    exchange: choiceOf(fields, names.exchange, { NFO: "NFO", BFO: "BFO" }),
    stock: needText(fields, names.stock).toUpperCase(),
    expiry: dateText(expiryMs),
    right: product === "O" && right !== undefined ? right : "*"
  }
}

const placed = (world: IdirectCall["world"], app: IdirectCall["app"], order: BrokerOrder, message: string) => ({
  order_reference: order.reference,
  message,
  Limits: rupees(limitOf(world, app, "fno").availablePaise),
  Popupflg: "N",
  Indicator: "0"
})

const fnoOrder = ({ world, app, fields }: IdirectCall, name: string): BrokerOrder => {
  const order = knownOrder(world, app, needText(fields, name))
  if (order.contract.segment !== "fno") throw new BrokerRefusal("Order reference is not known")
  return order
}

const bookRow = (order: BrokerOrder, nowMs: number) => {
  const { contract } = order
  const quantities = quantitiesOf(order, nowMs)
  const executed = quantities.executed > 0
  return {
    ...templateOf("fno.orderbook"),
    order_exchcd: contract.exchange,
    order_stckcd: contract.stock,
    order_ProductType: contract.product === "F" ? "Futures" : "Options",
    PRDCT_TYP: contract.product,
    order_OptionType: contract.right === "C" ? "Call" : contract.right === "P" ? "Put" : "*",
    order_StrikePrice: jsonNumber(contract.strikePaise),
    order_ExpryDt: contract.expiry,
    order_OrderValidDate: dateText(order.placedAtMs),
    order_OrderFlow: order.flow === "B" ? "Buy" : "Sell",
    order_Limit_MarketFlag: { L: "Limit", M: "Market", S: "StopLoss" }[order.type],
    ORD_TYP: order.validity,
    order_LimitRate: order.ratePaise,
    order_OrderStatus: stateWords[stateOf(order, nowMs)],
    order_OrderReference: order.reference,
    order_OrderQty: String(order.quantity),
    order_ExecutedQty: String(quantities.executed),
    order_CanceledQty: String(quantities.cancelled),
    order_ExpiredQty: String(quantities.expired),
    order_StopLossTrigger: jsonNumber(order.triggerPaise),
    order_Modify_CancelFlag: quantities.open > 0 ? "Y" : "N",
    order_LstTradePrice: jsonNumber(order.seenPaise),
    order_ExecutedRate: executed ? jsonNumber(order.fill?.ratePaise ?? "0") : 0,
    order_TradeValue: executed ? jsonNumber(String(valueOf(order))) : 0,
    order_ACK_TM: timeStampIst(order.changedAtMs),
    order_RQST_TM: timeStampIst(order.changedAtMs)
  }
}
