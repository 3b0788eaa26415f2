import { timeStampIst } from "@hundi/checksum"
import { BrokerRefusal } from "../broker-types.ts"
import { positionsOf } from "../holdings.ts"
import { findInstrument } from "../instruments.ts"
import { limitOf } from "../limits.ts"
import { contractPriceAt, priceAt, quoteAt } from "../market.ts"
import type { NetPosition } from "../net-positions.ts"
import { choiceOf, jsonNumber, rupees, textOf } from "../wire.ts"
import type { World } from "../world.ts"
import { changePercent } from "./equity-views.ts"
import type { IdirectHandler } from "./call.ts"
import { products, readContract } from "./fno-orders.ts"
import { templateOf } from "./template-of.ts"

/** A contract's quote; prices are paise, the underlying's is rupees (rule "paise-examples"). */
export const fnoQuote: IdirectHandler = ({ world, fields }) => {
  const contract = readContract(fields, {
    exchange: "XCHNG_CD", product: "PRDCT_TYP", stock: "UNDRLYNG", expiry: "EXPRY_DT", strike: "STRK_PRC", rights: ["OPT_TYP"]
  })
  const instrument = findInstrument(contract.stock)
  if (instrument === undefined) throw new BrokerRefusal("Stock code is not known")
  const quote = quoteAt(world.seed, instrument, contract, world.nowMs)
  const { previousClosePaise } = quote
  const wire = (paise: bigint): number => jsonNumber(String(paise))
  return [{
    ...templateOf("fno.getquote"),
    security_Exchngecode: contract.exchange,
    security_ProductType: contract.product === "F" ? "Future" : "Option",
    security_Underlying: contract.stock,
    security_expiryDate: contract.expiry,
    security_Optiontype: contract.right === "C" ? "Call" : contract.right === "P" ? "Put" : "*",
    security_Strikeprice: contract.strikePaise,
    security_LasttradedPrice: wire(quote.lastPaise),
    security_LastTradedtime: timeStampIst(world.nowMs),
    security_bestbidprice: wire(quote.bidPaise),
    security_bestbidquantity: String(quote.bidQuantity),
    security_bestofferprice: wire(quote.offerPaise),
    security_bestofferquantity: String(quote.offerQuantity),
    security_OpenPrc: wire(quote.openPaise),
    security_high: wire(quote.highPaise),
    security_low: wire(quote.lowPaise),
    security_Previousclose: wire(previousClosePaise),
    security_Perchange: changePercent(quote.lastPaise, previousClosePaise),
    security_highpricerange: wire((previousClosePaise * 12n) / 10n),
    security_lowpricechange: wire((previousClosePaise * 8n) / 10n),
    security_Totalquantitytraded: String(quote.volume),
    security_Cashmarketquoteofunderlying: rupees(priceAt(world.seed, instrument, world.nowMs))
  }]
}

/** The limit for contracts: whole paise as JSON numbers (the unit is not printed, its size says so). */
export const fnoLimit: IdirectHandler = ({ world, app }) => {
  const limit = limitOf(world, app, "fno")
  return {
    objlmt: [],
    AvailableLimit: jsonNumber(String(limit.availablePaise)),
    BankAllocationAmount: jsonNumber(String(limit.allocatedPaise)),
    SecuritiesAllocationAmount: 0,
    BlockforTradeAmount: jsonNumber(String(limit.blockedPaise + limit.usedPaise)),
    ISECMargin: 0
  }
}

/** Open contracts. Without a product the call means the SPAN view, of which the document prints an example only. */
export const fnoOpenPosition: IdirectHandler = ({ world, app, fields }) => {
  if (textOf(fields, "FFO_PRDCT_TYP") === "") return { SPANOpenPosition: [] }
  const product = choiceOf(fields, "FFO_PRDCT_TYP", products)
  const underlying = textOf(fields, "PSTN_UNDRLYNG").toUpperCase()
  const rows = positionsOf(world, app, "fno")
    .filter(({ contract, quantity }) => contract.product === product && quantity !== 0)
    .filter(({ contract }) => underlying === "" || contract.stock === underlying)
  return product === "F"
    ? { FUTOpenPosition: rows.map((row) => openRow(world, row, templateOf("fno.openposition.futures", "FUTOpenPosition"))) }
    : { OPTOpenPosition: rows.map((row) => openRow(world, row, templateOf("fno.openposition.options", "OPTOpenPosition"))) }
}

/** Contracts with their profit, in paise. */
export const fnoPortfolio: IdirectHandler = ({ world, app }) => {
  const rows = (product: "F" | "O") => positionsOf(world, app, "fno")
    .filter(({ contract }) => contract.product === product)
    .map(({ contract, quantity, averagePaise, realisedPaise }) => {
      const pricePaise = priceOf(world, contract)
      return {
        ...templateOf("fno.portfolio", "future"),
        Portfolio_XCHNG_CD: contract.exchange,
        Portfolio_Product: product === "F" ? "Futures" : "Options",
        Portfolio_Product1: product,
        Portfolio_Underlying: contract.stock,
        Portfolio_ExpiryDate: contract.expiry,
        Portfolio_StrikePrice: contract.strikePaise,
        Portfolio_OptionType: contract.right,
        Portfolio_CategoryIndexPerStock: findInstrument(contract.stock)?.isIndex === true ? "I" : "S",
        Portfolio_TradeFlow: quantity === 0 ? "No" : quantity > 0 ? "Buy" : "Sell",
        Portfolio_TradeFlow1: quantity === 0 ? "N" : quantity > 0 ? "B" : "S",
        Portfolio_OpenPositionQty: String(Math.abs(quantity)),
        Portfolio_RealizedProfit: String(realisedPaise),
        Portfolio_UnrealizedProfit: String(BigInt(quantity) * (pricePaise - averagePaise)),
        Portfolio_CurrentMarketPrice: String(pricePaise),
        Portfolio_OpenPositionValue: String(BigInt(quantity) * pricePaise),
        Portfolio_AveragePrice: String(averagePaise)
      }
    })
  return { future: rows("F"), option: rows("O") }
}

const openRow = (world: World, { contract, quantity }: NetPosition, template: Readonly<Record<string, unknown>>) => {
  const instrument = findInstrument(contract.stock)
  return {
    ...template,
    Position_CTGRY_INDSTK: instrument?.isIndex === true ? "I" : "S",
    PSTN_UNDRLYNG: contract.stock,
    Position_EXPRY_DT: contract.expiry,
    Position_C_OPNPSTN_FLW: quantity > 0 ? "B" : "S",
    Position_C_OPNPSTN_QTY: Math.abs(quantity),
    Position_LST_TRD_PRC: jsonNumber(String(priceOf(world, contract))),
    Position_MIN_LOT_QTY: instrument?.lot ?? 0,
    Position_STRK_PRC: jsonNumber(contract.strikePaise),
    PSTN_XCHNG_CD: contract.exchange,
    ...(contract.product === "F" ? { Position_U_IMTM_SPRD_PL: 0 } : { Position_OPT_TYP: contract.right })
  }
}

const priceOf = (world: World, contract: NetPosition["contract"]): bigint => {
  const instrument = findInstrument(contract.stock)
  return instrument === undefined ? 0n : contractPriceAt(world.seed, instrument, contract, world.nowMs)
}
