import { BrokerRefusal } from "../broker-types.ts"
import type { Segment } from "../broker-types.ts"
import { holdingsOf, positionsOf } from "../holdings.ts"
import { changePercent } from "../idirect/equity-views.ts"
import { templateOf } from "../idirect/template-of.ts"
import { findInstrument } from "../instruments.ts"
import { limitOf } from "../limits.ts"
import { contractPriceAt, quoteAt } from "../market.ts"
import type { NetPosition } from "../net-positions.ts"
import { choiceOf, jsonNumber, rupees, rupeesField, textOf } from "../wire.ts"
import { choices, contractRow, readBreezeContract, words } from "./breeze-names.ts"
import type { BreezeCall } from "./breeze-orders.ts"

/** GET quotes, rupees in texts. */
export const breezeQuotes = ({ world, fields }: BreezeCall) => {
  const contract = readBreezeContract(fields, "product_type")
  const instrument = findInstrument(contract.stock)
  if (instrument === undefined) throw new BrokerRefusal("Resource not available.")
  const quote = quoteAt(world.seed, instrument, contract, world.nowMs)
  return [{
    ...contractRow(contract),
    product_type: words.product[contract.product],
    LTP: rupees(quote.lastPaise),
    DayOpen: rupees(quote.openPaise),
    DayHigh: rupees(quote.highPaise),
    DayLow: rupees(quote.lowPaise),
    PreDayClose: rupees(quote.previousClosePaise),
    ChangePer: String(changePercent(quote.lastPaise, quote.previousClosePaise)),
    BestBidPrice: rupees(quote.bidPaise),
    BestOfferPrice: rupees(quote.offerPaise),
    BestBidQty: String(quote.bidQuantity),
    BestOfferQty: String(quote.offerQuantity),
    DayVolume: String(quote.volume)
  }]
}

/** GET portfolioholdings: shares for NSE and BSE, contracts for NFO. */
export const breezeHoldings = (call: BreezeCall) => {
  const { world, app, fields } = call
  const exchange = choiceOf(fields, "exchange_code", choices.exchange)
  const stock = textOf(fields, "stock_code").toUpperCase()
  const rows = exchange === "NSE" || exchange === "BSE"
    ? holdingsOf(world, app).map((holding) => ({
      stock_code: holding.instrument.code,
      exchange_code: exchange,
      quantity: String(holding.quantity),
      price: rupees(holding.averagePaise),
      BookedProfitLoss: rupees(holding.realisedPaise),
      CurrentMarketPrice: rupees(holding.pricePaise)
    }))
    : positionsOf(world, app, "fno").map((position) => positionRow(call, position))
  return rows.filter((row) => stock === "" || row.stock_code === stock)
}

/** GET portfoliopositions: shares traded today and open contracts. */
export const breezePositions = (call: BreezeCall) =>
  [...positionsOf(call.world, call.app, "equity"), ...positionsOf(call.world, call.app, "fno")].map((row) => positionRow(call, row))

/** GET funds, rupees as JSON numbers: the names of equity.limit for shares, those of fno.limit for contracts. */
export const breezeFunds = ({ world, app }: BreezeCall) => {
  const [equity, fno] = [limitOf(world, app, "equity"), limitOf(world, app, "fno")]
  const wire = (paise: bigint): number => jsonNumber(rupees(paise))
  return {
    CashLimit: wire(equity.availablePaise),
    AmtAllocated: wire(equity.allocatedPaise),
    BlockAmt: wire(equity.blockedPaise),
    AvailableLimit: wire(fno.availablePaise),
    BankAllocationAmount: wire(fno.allocatedPaise),
    BlockforTradeAmount: wire(fno.blockedPaise + fno.usedPaise)
  }
}

/** POST funds: credit adds to a segment's limit, debit takes away what is free of it. */
export const setBreezeFunds = (call: BreezeCall) => {
  const { world, app, fields } = call
  const sign = choiceOf(fields, "transaction_type", { CREDIT: 1n, DEBIT: -1n })
  const segment = choiceOf<Segment>(fields, "segment", { EQUITY: "equity", FNO: "fno" })
  const paise = BigInt(rupeesField(fields, "amount"))
  if (paise === 0n) throw new BrokerRefusal("amount must be above 0")
  if (sign < 0n && paise > limitOf(world, app, segment).availablePaise) throw new BrokerRefusal("Insufficient limit")
  world.emit({ type: "broker-funds", appKey: app.appKey, segment, amountPaise: String(sign * paise) })
  return breezeFunds(call)
}

/** GET margin: the printed reply of the counterpart; margin details are not simulated. */
export const breezeMargin = ({ fields }: BreezeCall) => {
  const exchange = choiceOf(fields, "exchange_code", choices.exchange)
  return templateOf(exchange === "NSE" || exchange === "BSE" ? "equity.isecmargindetails" : "fno.isecmargindetails")
}

const positionRow = ({ world }: BreezeCall, { contract, quantity, averagePaise, realisedPaise }: NetPosition) => {
  const instrument = findInstrument(contract.stock)
  const pricePaise = instrument === undefined ? 0n : contractPriceAt(world.seed, instrument, contract, world.nowMs)
  return {
    ...contractRow(contract),
    product_type: words.product[contract.product],
    action: quantity === 0 ? "NA" : quantity > 0 ? words.flow.B : words.flow.S,
    quantity: String(Math.abs(quantity)),
    price: rupees(averagePaise),
    LTP: rupees(pricePaise),
    prft_lss_amt: rupees(BigInt(quantity) * (pricePaise - averagePaise) + realisedPaise)
  }
}
