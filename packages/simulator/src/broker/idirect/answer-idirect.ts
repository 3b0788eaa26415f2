import type { BrokerReply, HttpCall } from "../broker.ts"
import { refused, replied } from "../replies.ts"
import { isFields } from "../wire.ts"
import type { Fields } from "../wire.ts"
import type { World } from "../world.ts"
import type { IdirectHandler } from "./call.ts"
import { customerDetails, tradeLogin } from "./customer.ts"
import {
  cancelEquityOrder, equityOrderBook, equityOrderDetail, modifyEquityOrder, placeEquityOrder
} from "./equity-orders.ts"
import { dematAllocation, equityLimit, equityPortfolio, equityPosition, equityQuote } from "./equity-views.ts"
import { cancelFnoOrder, fnoOrderBook, fnoOrderDetail, fnoTrades, modifyFnoOrder, placeFnoOrder, squareOffFno } from "./fno-orders.ts"
import { fnoLimit, fnoOpenPosition, fnoPortfolio, fnoQuote } from "./fno-views.ts"
import { idirectRecords } from "./idirect-records.data.ts"
import { fundOrderBook, placeFundOrder } from "./mutual-funds.ts"
import { openCall } from "./open-call.ts"

/** The calls that behave. All others of the document answer the reply that it prints. */
const handlers: Readonly<Record<string, IdirectHandler>> = {
  "/apiuser/tradelogin": tradeLogin,
  "/customer/customerdetails": customerDetails,
  "/equity/placement": placeEquityOrder,
  "/equity/orderbook": equityOrderBook,
  "/equity/orderbookdtl": equityOrderDetail,
  "/equity/orderbookmodifyorder": modifyEquityOrder,
  "/equity/cancelorder": cancelEquityOrder,
  "/equity/getquote": equityQuote,
  "/equity/portfolio": equityPortfolio,
  "/equity/position": equityPosition,
  "/equity/dematallocation": dematAllocation,
  "/equity/limit": equityLimit,
  "/fno/fnoorderplacement/v1": placeFnoOrder,
  "/fno/fnosquareoff": squareOffFno,
  "/fno/fnoorderbook": fnoOrderBook,
  "/fno/fnoorderbookdtl": fnoOrderDetail,
  "/fno/fnomodifyorder/v1": modifyFnoOrder,
  "/fno/fnocancelorder/v1": cancelFnoOrder,
  "/fno/fnotradebookdetails": fnoTrades,
  "/fno/fnogetquote": fnoQuote,
  "/fno/fnolimit": fnoLimit,
  "/fno/fnoopenposition": fnoOpenPosition,
  "/fno/fnoportfolio": fnoPortfolio,
  "/mf/mfOrderPlacement": placeFundOrder,
  "/mf/mforderbook": fundOrderBook
}

/** Which of the document's calls behave, and which only answer the printed example: for the README and the tests. */
export const behavingPaths: readonly string[] = Object.keys(handlers)

/** Answers one call to a path of the ICICI Direct document. */
export const answerIdirect = (world: World, call: HttpCall, clocksMs: readonly number[]): BrokerReply => {
  const record = idirectRecords.find(({ path }) => path === call.path)
  if (record === undefined) return { ...refused("Resource not available.", 404), status: 404 }
  if (call.method !== "POST") return { ...refused("Use POST", 405), status: 405 }
  const body = parseBody(call)
  if (body === undefined) return refused("The request is not readable")
  if (record.formula === null) return replied(record.reply?.Success ?? null)
  const opened = openCall(world.books, record, body, clocksMs)
  const handler = handlers[call.path]
  return replied(handler === undefined ? (record.reply?.Success ?? null) : handler({ ...opened, world }))
}

/** JSON; the two forms of the document may come as a browser posts them. */
const parseBody = ({ body, contentType }: HttpCall): Fields | undefined => {
  if (contentType.includes("application/x-www-form-urlencoded")) return Object.fromEntries(new URLSearchParams(body))
  try {
    const value: unknown = JSON.parse(body)
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}
