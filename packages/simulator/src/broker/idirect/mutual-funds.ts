import { parseTimeStampIst, timeStampIst } from "@hundi/checksum"
import { BrokerRefusal } from "../broker-types.ts"
import type { Fields } from "../wire.ts"
import { choiceOf, dateText, isWithin, jsonNumber, needText, textOf } from "../wire.ts"
import type { IdirectHandler } from "./call.ts"
import { templateOf } from "./template-of.ts"

/** Mutual fund order placement: purchase (P) or redemption (R). */
export const placeFundOrder: IdirectHandler = ({ world, app, fields }) => {
  choiceOf(fields, "order_MF_TRANS_CD", { P: "P", R: "R" })
  for (const name of ["order_COMP_CD", "order_MF_SCH_CD"]) needText(fields, name)
  // Rupees, or units of a redemption: a plain decimal in both cases.
  if (!/^(?!0+(\.0+)?$)\d{1,9}(\.\d{1,4})?$/.test(needText(fields, "order_MF_TRANS_AMT"))) {
    throw new BrokerRefusal("order_MF_TRANS_AMT must be a number above 0")
  }
  const { SessionToken: _, ...kept } = Object.fromEntries(Object.keys(fields).map((name) => [name, textOf(fields, name)]))
  const transactionId = String(511_990 + world.books.fundOrderCount())
  world.emit({ type: "broker-fund-order", order: { transactionId, appKey: app.appKey, atMs: world.nowMs, fields: kept } })
  return { message: "Order placed successfully", order_INT_RATE: null, order_transaction_id: transactionId }
}

/** Mutual fund order book, newest first. Orders stay in state O: when and at what price units are allotted is not simulated. */
export const fundOrderBook: IdirectHandler = ({ world, app, fields }) => {
  const [fromMs, toMs] = [slashDate(fields, "order_from_dt"), slashDate(fields, "order_to_dt")]
  const status = textOf(fields, "order_TRANS_STATUS_CD")
  return world.books.fundOrdersOf(app.appKey)
    .filter(({ atMs }) => isWithin(atMs, fromMs, toMs) && (status === "" || status === "%" || status === "O"))
    .map((order) => ({
      ...templateOf("mf.orderbook"),
      order_MF_SCH_CD: textOf(order.fields, "order_MF_SCH_CD"),
      order_scheme: textOf(order.fields, "order_MF_SCH_DESC"),
      order_transaction_id: order.transactionId,
      order_transaction_type: textOf(order.fields, "order_MF_TRANS_CD").toUpperCase(),
      order_transaction_date: dashDateTime(order.atMs),
      order_date: dateText(order.atMs),
      order_amount: jsonNumber(textOf(order.fields, "order_MF_TRANS_AMT")),
      order_units: 0,
      order_status: "O",
      MF_FOLIO: textOf(order.fields, "order_Folio") || "0"
    }))
    .reverse()
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const

/** DD/MM/YYYY, as the example sends it. */
const slashDate = (fields: Fields, name: string): number | undefined => {
  const text = textOf(fields, name)
  if (text === "") return undefined
  const [day = "", month = "", year = ""] = text.split("/")
  const ms = parseTimeStampIst(`${day}-${months[Number(month) - 1] ?? ""}-${year} 00:00:00`)
  if (ms === undefined) throw new BrokerRefusal(`${name} must be a date, DD/MM/YYYY`)
  return ms
}

/** DD-MM-YYYY HH:MM:SS, as the example answers it. */
const dashDateTime = (ms: number): string => {
  const stamp = timeStampIst(ms)
  const month = months.findIndex((name) => name === stamp.slice(3, 6)) + 1
  return `${stamp.slice(0, 3)}${String(month).padStart(2, "0")}${stamp.slice(6)}`
}
