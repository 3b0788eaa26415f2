// A client of the ICICI Direct calls in plain Node: fetch and node:crypto, nothing of this project. It logs in, reads a quote,
// buys, waits for the execution, changes and cancels an order, buys a contract, and prints one JSON line per step.
// Usage: node broker-client.mjs URL APP_KEY SECRET_KEY USER_ID
import { createHash } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"

const [url, appKey, secretKey, userId] = process.argv.slice(2)
const sha256 = (text) => createHash("sha256").update(text).digest("hex")

/** DD-Mon-YYYY HH:MM:SS in India. */
const stamp = () => {
  const words = new Date().toLocaleString("en-GB", {
    timeZone: "Asia/Kolkata", day: "2-digit", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit"
  })
  const [date, time] = words.split(", ")
  return `${date.replace("Sept", "Sep").replaceAll(" ", "-")} ${time}`
}
const post = async (path, body) => {
  const reply = await fetch(url + path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })
  const { Status, Error: refusal, Success } = await reply.json()
  if (Status !== 200) throw new Error(`${path}: ${refusal}`)
  return Success
}
const call = (path, fields) => {
  const [time, data] = [stamp(), JSON.stringify(fields)]
  return post(path, { AppKey: appKey, time_stamp: time, JSONPostData: data, Checksum: sha256(time + data + secretKey) })
}
const say = (step, value) => process.stdout.write(`${JSON.stringify({ step, ...value })}\n`)

const time = stamp()
const login = await post("/apiuser/tradelogin", { AppKey: appKey, time_stamp: time, Checksum: sha256(appKey + time + secretKey) })
const customer = await call("/customer/customerdetails", { UserID: userId, API_Session: login.API_Session, APPKey: appKey })
const who = { Idirect_Userid: customer.Idirect_Userid, SessionToken: customer.SessionToken }
const today = customer.exg_trade_date.NSE
say("login", { user: customer.Idirect_Userid })

const quote = await call("/equity/getquote", { ...who, STCK_CD: "ACC" })
say("quote", { last: quote.NSEQuote.LTP })

const order = (fields) => ({
  ...who, order_stock_cd: "ACC", order_xchng_cd: "NSE", order_product: "CASH", order_type: "M", order_validity: "T", order_quantity: "10",
  order_rate: null, order_flow: "B", order_stp_loss_price: null, order_disclosed_qty: null, order_trade_dt: today, MsgTyp: null, Remark: null,
  ...fields
})
const referenceIn = ({ message }) => /\d{8}N\d{9}$/.exec(message)[0]
const find = async (reference) => (await call("/equity/orderbook", { ...who, order_refrence: reference }))[0]

const bought = referenceIn(await call("/equity/placement", order({})))
let row = await find(bought)
for (let tries = 0; row.order_status === "O" && tries < 20; tries++) {
  await sleep(500)
  row = await find(bought)
}
say("bought", { reference: bought, status: row.order_status, quantity: row.order_executed_qty })

const waiting = referenceIn(await call("/equity/placement", order({ order_type: "L", order_rate: "1000.00" })))
await call("/equity/orderbookmodifyorder", {
  ...who, order_reference: waiting, order_flow: "B", order_product: "C", new_order_qty: "11", new_order_rate: "1001.00", new_ord_typ: "L",
  new_stp_lss_triger: "0", new_disclosed_qty: "0", order_trade_dt: today
})
say("modified", { reference: waiting, quantity: (await find(waiting)).order_quantity })
await call("/equity/cancelorder", { ...who, order_reference: waiting, order_flow: "B", order_product: "C", order_trade_dt: today })
say("cancelled", { reference: waiting, status: (await find(waiting)).order_status })

const portfolio = await call("/equity/portfolio", { ...who, portfolio_type: "A" })
say("portfolio", { rows: portfolio.length })

const contract = await call("/fno/fnoorderplacement/v1", {
  ...who, order_xchng_cd: "NFO", order_product: "F", order_stock_cd: "NIFTY", order_exp_date: customer.exg_trade_date.FNO, order_strike_price: "0",
  order_flow: "B", order_type: "M", order_stp_loss_price: "0", order_quantity: "75", order_rate: "0", order_validity: "T",
  order_trade_dt: today, order_disclosed_qty: "0", order_opt_exer_type: "E"
})
say("contract", { reference: contract.order_reference })
say("funds", { rows: (await call("/mf/mforderbook", who)).length })

const forged = await post("/equity/orderbook", { AppKey: appKey, time_stamp: stamp(), JSONPostData: JSON.stringify(who), Checksum: "0".repeat(64) })
  .then(() => "taken", (error) => error.message)
say("forged", { answer: forged })
