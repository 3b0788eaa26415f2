/** Something that the simulated exchanges trade. */
export interface Instrument {
  readonly code: string
  readonly name: string
  /** The price that the simulated one walks around. */
  readonly basePaise: bigint
  /** Contracts trade in multiples of it. */
  readonly lot: number
  /** An index has contracts, but no shares. */
  readonly isIndex: boolean
}

/**
 * The instruments of the simulated exchanges: ICICI Direct's own stock codes. Prices are those of the document's examples (fact
 * file idirect.json: equity.getquote, equity.orderbook, fno.getquote); so are the lots of NIFTY, TCS (fno.openposition) and ACC
 * (fno.orderplacement). The lots of RELIND and ICIBAN are made up.
 */
export const instruments: readonly Instrument[] = [
  { code: "ACC", name: "ACC LIMITED", basePaise: 182_445n, lot: 500, isIndex: false },
  { code: "TCS", name: "TATA CONSULTANCY SERVICES", basePaise: 305_000n, lot: 250, isIndex: false },
  { code: "RELIND", name: "RELIANCE INDUSTRIES", basePaise: 223_875n, lot: 250, isIndex: false },
  { code: "ICIBAN", name: "ICICI BANK", basePaise: 49_700n, lot: 1375, isIndex: false },
  { code: "NIFTY", name: "NIFTY 50", basePaise: 1_440_000n, lot: 75, isIndex: true }
]

/** The instrument of a stock code. */
export const findInstrument = (code: string): Instrument | undefined => instruments.find((one) => one.code === code.toUpperCase())
