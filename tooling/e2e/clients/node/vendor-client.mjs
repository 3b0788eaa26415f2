// Drives the broker's own npm client (breezeconnect) against another address than the broker's: its settings are an object.
// Usage: node vendor-client.mjs URL APP_KEY SECRET_KEY API_SESSION
import { createRequire } from "node:module"

const require = createRequire(import.meta.url)
const [url, appKey, secretKey, apiSession] = process.argv.slice(2)
const { urls } = require("breezeconnect/config")
urls.API_URL = `${url}/breezeapi/api/v1/`
// The list of instruments, which the client fetches at its login from another host: not part of the API.
urls.SECURITY_MASTER_URL = `${url}/no-list-of-instruments`
const { BreezeConnect } = require("breezeconnect")

const say = (step, value) => process.stdout.write(`${JSON.stringify({ step, ...value })}\n`)
const breeze = new BreezeConnect({ appKey })
await breeze.generateSession(secretKey, apiSession).catch((error) => say("instruments", { error: String(error).slice(0, 60) }))
say("login", { user: breeze.userId })

const day = new Date().toISOString().slice(0, 10)
const today = { fromDate: `${day}T00:00:00.000Z`, toDate: `${day}T23:59:59.000Z` }
const quote = await breeze.getQuotes({ stockCode: "ACC", exchangeCode: "NSE", expiryDate: "", productType: "cash", right: "", strikePrice: "" })
say("quote", { status: quote.Status, rows: quote.Success?.length })
const order = { stockCode: "ACC", exchangeCode: "NSE", product: "cash", action: "buy", orderType: "limit", stoploss: "0", quantity: "10", price: "1000", validity: "day" }
const placed = await breeze.placeOrder(order)
say("placed", { status: placed.Status, error: placed.Error, reference: placed.Success?.order_id })
const detail = await breeze.getOrderDetail({ exchangeCode: "NSE", orderId: placed.Success.order_id })
say("detail", { status: detail.Status, rows: detail.Success?.length })
const list = await breeze.getOrderList({ exchangeCode: "NSE", ...today })
say("list", { status: list.Status, rows: list.Success?.length })
const contract = await breeze.placeOrder({
  ...order, stockCode: "NIFTY", exchangeCode: "NFO", product: "futures", orderType: "market", quantity: "75", price: "0", expiryDate: `${day}T06:00:00.000Z`, right: "others", strikePrice: "0"
})
say("contract", { status: contract.Status, error: contract.Error })
const funds = await breeze.getFunds()
say("funds", { status: funds.Status })
const holdings = await breeze.getDematHoldings()
say("holdings", { status: holdings.Status, rows: holdings.Success?.length })
const portfolio = await breeze.getPortfolioHoldings({ exchangeCode: "NSE", ...today, stockCode: "", portfolioType: "" })
say("portfolio", { status: portfolio.Status })
const margin = await breeze.getMargin("NSE")
say("margin", { status: margin.Status })
// Its DELETE goes out without the signed headers: the broker's answer to that is a refusal.
const cancelled = await Promise.resolve(breeze.cancelOrder({ exchangeCode: "NSE", orderId: placed.Success.order_id })).catch((error) => ({ Error: String(error) }))
say("cancelled", { status: cancelled?.Status ?? null })
process.exit(0)
