import type { BrokerReply, HttpCall } from "../broker.ts"
import { BrokerRefusal } from "../broker-types.ts"
import { detailsOf } from "../idirect/customer.ts"
import { dematAllocation } from "../idirect/equity-views.ts"
import { templateOf } from "../idirect/template-of.ts"
import { refused, replied } from "../replies.ts"
import { textOf } from "../wire.ts"
import type { World } from "../world.ts"
import {
  cancelBreezeOrder, listBreezeOrders, listBreezeTrades, modifyBreezeOrder, placeBreezeOrder, squareOff
} from "./breeze-orders.ts"
import type { BreezeCall } from "./breeze-orders.ts"
import {
  breezeFunds, breezeHoldings, breezeMargin, breezePositions, breezeQuotes, setBreezeFunds
} from "./breeze-views.ts"
import { openBreezeCall, readBreezeBody } from "./open-breeze-call.ts"

/** Where the successor lives. */
export const BREEZE_ROOT = "/breezeapi/api/v1/"

/** Calls that are only answered in form get the printed reply of the ICICI Direct call that the fact file names as counterpart. */
const counterpart = (id: string) => () => templateOf(id)

const handlers: Readonly<Record<string, (call: BreezeCall) => unknown>> = {
  "POST order": placeBreezeOrder,
  "GET order": listBreezeOrders,
  "PUT order": modifyBreezeOrder,
  "DELETE order": cancelBreezeOrder,
  "POST squareoff": squareOff,
  "GET trades": listBreezeTrades,
  "GET quotes": breezeQuotes,
  "GET portfolioholdings": breezeHoldings,
  "GET portfoliopositions": breezePositions,
  "GET dematholdings": dematAllocation,
  "GET funds": breezeFunds,
  "POST funds": setBreezeFunds,
  "GET margin": breezeMargin,
  "POST margin": counterpart("fno.addmargin"),
  "POST margincalculator": counterpart("fno.margincal"),
  "POST fnolmtpriceandqtycal": counterpart("fno.lmtpriceandqtycal")
}

/** Answers one call below `/breezeapi/api/v1/`. What it does not know gets the catch-all of the fact file, Status 500. */
export const answerBreeze = (world: World, call: HttpCall, clocksMs: readonly number[]): BrokerReply => {
  const name = call.path.slice(BREEZE_ROOT.length)
  if (name === "customerdetails" && call.method === "GET") return customerDetails(world, call)
  const app = openBreezeCall(world.books, call, clocksMs)
  const handler = handlers[`${call.method} ${name}`]
  if (handler === undefined) return refused("Resource not available.")
  return replied(handler({ world, app, fields: readBreezeBody(call.body) }))
}

/** Not signed: the key and the API session stand in the body. */
const customerDetails = (world: World, { body }: HttpCall): BrokerReply => {
  const fields = readBreezeBody(body)
  const app = world.books.app(textOf(fields, "AppKey"))
  if (app === undefined || textOf(fields, "SessionToken") !== app.apiSession) throw new BrokerRefusal("Resource not available.")
  return replied({ ...detailsOf(app, world.nowMs), session_token: btoa(`${app.userId}:${app.sessionToken}`) })
}
