import { timeStampIst } from "@hundi/checksum"
import type { BrokerApp } from "../broker-types.ts"
import { BrokerRefusal } from "../broker-types.ts"
import { dateText, needText } from "../wire.ts"
import type { IdirectHandler } from "./call.ts"

/**
 * Customer Login: the document sends the user to a page and says only that its output provides API_Session. Here the page is skipped
 * and the answer is that output.
 */
export const tradeLogin: IdirectHandler = ({ app }) => ({ API_Session: app.apiSession })

/** Customer Details: from the API session to the session token. The API session works more than once. */
export const customerDetails: IdirectHandler = ({ app, fields, world }) => {
  if (needText(fields, "APPKey") !== app.appKey) throw new BrokerRefusal("Authentication Fail :: Invalid AppKey.")
  const isKnown = needText(fields, "UserID") === app.userId && needText(fields, "API_Session") === app.apiSession
  if (!isKnown) throw new BrokerRefusal("Authentication Fail :: Invalid Session.")
  return { ...detailsOf(app, world.nowMs), SessionToken: app.sessionToken }
}

/** What is told of a customer, without the token. The keys of the exchanges are those of the example, not of the table. */
export const detailsOf = (app: BrokerApp, nowMs: number) => {
  const today = dateText(nowMs)
  return {
    exg_trade_date: { NSE: today, BSE: today, FNO: today, NDX: today },
    exg_status: { NSE: "O", BSE: "O", FNO: "O", NDX: "O" },
    segments_allowed: { Trading: "Y", Equity: "Y", Derivatives: "Y", Currency: "N" },
    Idirect_Userid: app.userId,
    idirect_user_name: app.name,
    idirect_lastlogin_time: timeStampIst(nowMs)
  }
}
