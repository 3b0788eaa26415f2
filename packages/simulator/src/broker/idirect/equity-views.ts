import type { Contract } from "../broker-types.ts"
import { BrokerRefusal } from "../broker-types.ts"
import { holdingsOf, positionsOf } from "../holdings.ts"
import { findInstrument } from "../instruments.ts"
import { limitOf } from "../limits.ts"
import { priceAt, quoteAt } from "../market.ts"
import { choiceOf, dateText, jsonNumber, needText, rupees } from "../wire.ts"
import type { World } from "../world.ts"
import type { IdirectHandler } from "./call.ts"
import { templateOf } from "./template-of.ts"

/** A share's quote on both exchanges, rupees in texts. An index has one too. */
export const equityQuote: IdirectHandler = ({ world, fields }) => {
  const stock = needText(fields, "STCK_CD").toUpperCase()
  return { NSEQuote: exchangeQuote(world, stock, "NSE"), BSEQuote: exchangeQuote(world, stock, "BSE"), StockCode: stock }
}

/** Holdings; portfolio_type A those above zero, Y those at zero, Z all. */
export const equityPortfolio: IdirectHandler = ({ world, app, fields }) => {
  const keep = choiceOf(fields, "portfolio_type", {
    A: (quantity: number) => quantity !== 0, Y: (quantity: number) => quantity === 0, Z: () => true
  })
  return holdingsOf(world, app).filter(({ quantity }) => keep(quantity)).map(({ instrument, quantity, ...holding }) => ({
    ...templateOf("equity.portfolio"),
    portfolio_stock_cd: instrument.code,
    SectorName: instrument.name,
    Exchange: "NSE",
    Quantity: quantity,
    AvgrageCastPrice: jsonNumber(rupees(holding.averagePaise)),
    BookedProfitLoss: jsonNumber(rupees(holding.realisedPaise)),
    CurrentMarketPrice: jsonNumber(rupees(holding.pricePaise)),
    ChangePersentage: changePercent(holding.pricePaise, holding.averagePaise)
  }))
}

/** Shares in the demat account; of the successor too, whose own fields are not known. No ISIN is made up. */
export const dematAllocation: IdirectHandler = ({ world, app }) =>
  holdingsOf(world, app).map(({ instrument, quantity }) => ({
    ...templateOf("equity.dematallocation"),
    demat_StckCode: instrument.code,
    demat_ISIN: "*",
    demat_TotQty: String(quantity),
    demat_TotBlkQty: "0",
    demat_AvlQty: String(quantity),
    demat_BlockedQty: "0",
    demat_AlocatedQty: String(quantity)
  }))

/** Shares traded today, and what stands on margin. */
export const equityPosition: IdirectHandler = ({ world, app }) =>
  positionsOf(world, app, "equity").map(({ contract, quantity, averagePaise, realisedPaise, lastFillMs }) => {
    const instrument = findInstrument(contract.stock)
    const pricePaise = instrument === undefined ? 0n : priceAt(world.seed, instrument, world.nowMs)
    const openPaise = BigInt(quantity) * (pricePaise - averagePaise)
    return {
      ...templateOf("equity.position"),
      order_product: contract.product,
      order_trade_date: dateText(lastFillMs),
      order_xchng_cd: contract.exchange,
      order_stock_code: contract.stock,
      order_flow: quantity === 0 ? "N" : quantity > 0 ? "B" : "S",
      order_open_quantity: String(Math.abs(quantity)),
      ord_avg_exctd_rt: rupees(averagePaise),
      LTP: rupees(pricePaise),
      prft_lss_amt: rupees(openPaise + realisedPaise),
      profit_loss_prcntg: String(changePercent(pricePaise, averagePaise)),
      ClientID: app.userId
    }
  })

/** The limit for shares, rupees as JSON numbers. */
export const equityLimit: IdirectHandler = ({ world, app }) => {
  const limit = limitOf(world, app, "equity")
  return {
    objlmt: [],
    CashLimit: jsonNumber(rupees(limit.availablePaise)),
    AmtAllocated: jsonNumber(rupees(limit.allocatedPaise)),
    BlockAmt: jsonNumber(rupees(limit.blockedPaise)),
    TotalSecuritiesallocatedamount: 0,
    CurrentSecuritiesLimit: 0,
    TotalCurrentLimit: jsonNumber(rupees(limit.availablePaise))
  }
}

/** Per cent by which the first is above the second, two decimals. */
export const changePercent = (paise: bigint, fromPaise: bigint): number =>
  fromPaise === 0n ? 0 : jsonNumber(rupees(((paise - fromPaise) * 10_000n) / fromPaise))

const exchangeQuote = (world: World, stock: string, exchange: string) => {
  const instrument = findInstrument(stock)
  if (instrument === undefined) throw new BrokerRefusal("Stock code is not known")
  const share: Contract = { segment: "equity", exchange, stock, product: "C", expiry: "", strikePaise: "0", right: "*" }
  const quote = quoteAt(world.seed, instrument, share, world.nowMs)
  const { lastPaise, previousClosePaise } = quote
  const year = { LifeTimeHighDate: dateText(world.nowMs), LifeTimeLowDate: dateText(world.nowMs) }
  return {
    Exchange: exchange,
    LTP: rupees(lastPaise),
    DayOpen: rupees(quote.openPaise),
    DayClose: rupees(lastPaise),
    DayHigh: rupees(quote.highPaise),
    DayLow: rupees(quote.lowPaise),
    PreDayClose: rupees(previousClosePaise),
    Change: rupees(lastPaise - previousClosePaise),
    ChangePer: String(changePercent(lastPaise, previousClosePaise)),
    HighPriceRange: rupees((previousClosePaise * 11n) / 10n),
    LowPriceRange: rupees((previousClosePaise * 9n) / 10n),
    DayVolume: String(quote.volume),
    BestBidPrice: rupees(quote.bidPaise),
    BestOfferPrice: rupees(quote.offerPaise),
    BestBidQty: String(quote.bidQuantity),
    BestOfferQty: String(quote.offerQuantity),
    // The simulated walk stays within 2.5 % of the base price.
    WeekHigh52: rupees((instrument.basePaise * 1025n) / 1000n),
    WeekLow52: rupees((instrument.basePaise * 975n) / 1000n),
    LifeTimeHigh: rupees((instrument.basePaise * 1025n) / 1000n),
    LifeTimeLow: rupees((instrument.basePaise * 975n) / 1000n),
    ...year
  }
}
