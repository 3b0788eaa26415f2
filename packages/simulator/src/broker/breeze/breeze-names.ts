import type { Contract } from "../broker-types.ts"
import { BrokerRefusal } from "../broker-types.ts"
import { dateText, choiceOf, needText, rupees, rupeesField, textOf } from "../wire.ts"
import type { Fields } from "../wire.ts"

/**
 * How the successor names things. Its fact file prints the fields of requests, but of replies only the envelope, `order_id`,
 * `session_token`, and that words stand for letters, texts for quantities and prices, a number for strike_price. So a reply uses the
 * request's name of a field where there is one, and else the name in the ICICI Direct call that the fact file gives as counterpart.
 */
export const words = {
  product: { C: "Cash", M: "Margin", F: "Futures", O: "Options" },
  flow: { B: "Buy", S: "Sell" },
  type: { L: "Limit", M: "Market", S: "StopLoss" },
  validity: { T: "Day", I: "IoC" },
  right: { C: "Call", P: "Put", "*": "Others" }
} as const

/** The words of requests. VTC orders are not simulated; margin and OptionPlus are closed to the API (breeze.json, regulatory). */
export const choices = {
  exchange: { NSE: "NSE", BSE: "BSE", NFO: "NFO", BFO: "BFO" },
  product: { CASH: "C", FUTURES: "F", OPTIONS: "O" },
  flow: { BUY: "B", SELL: "S" },
  type: { LIMIT: "L", MARKET: "M", STOPLOSS: "S" },
  validity: { DAY: "T", IOC: "I" }
} as const

/** The contract that a request names; `productField` is `product` in orders and `product_type` elsewhere. */
export const readBreezeContract = (fields: Fields, productField: "product" | "product_type"): Contract => {
  const exchange = choiceOf(fields, "exchange_code", choices.exchange)
  const segment = exchange === "NSE" || exchange === "BSE" ? "equity" : "fno"
  const stock = needText(fields, "stock_code").toUpperCase()
  const isNamed = segment === "fno" || textOf(fields, productField) !== ""
  const product = isNamed ? choiceOf(fields, productField, choices.product) : "C"
  if ((segment === "equity") !== (product === "C")) throw new BrokerRefusal(`${productField} does not trade on ${exchange}`)
  if (segment === "equity") return { segment, exchange, stock, product, expiry: "", strikePaise: "0", right: "*" }
  const expiry = isoDate(needText(fields, "expiry_date"))
  if (product === "F") return { segment, exchange, stock, product, expiry, strikePaise: "0", right: "*" }
  const strikePaise = rupeesField(fields, "strike_price")
  if (strikePaise === "0") throw new BrokerRefusal("strike_price is required")
  return { segment, exchange, stock, product, expiry, strikePaise, right: choiceOf(fields, "right", { CALL: "C", PUT: "P" } as const) }
}

/** The contract's fields of a reply. */
export const contractRow = (contract: Contract) => ({
  exchange_code: contract.exchange,
  stock_code: contract.stock,
  ...(contract.segment === "equity" ? {} : {
    expiry_date: contract.expiry,
    right: words.right[contract.right],
    strike_price: Number(rupees(BigInt(contract.strikePaise)))
  })
})

/** The day of an ISO moment (YYYY-MM-DDT...), whatever its time, as DD-Mon-YYYY; a date in that form passes. */
const isoDate = (text: string): string => {
  const ms = Date.parse(/^\d{4}-\d{2}-\d{2}/.test(text) ? `${text.slice(0, 10)}T00:00:00+05:30` : text)
  if (Number.isNaN(ms)) throw new BrokerRefusal("A date must be ISO 8601")
  return dateText(ms)
}
