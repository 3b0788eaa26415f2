/** The kinds of calls, by the app's address. */
export type CallKind = "upi" | "cib" | "hold" | "mis"

/** One thing that the bank says, before it is sealed. */
export interface Saying {
  readonly kind: CallKind
  /** UTR, or reference and status: two calls with the same key are one. */
  readonly key: string
  readonly fields: Readonly<Record<string, string>>
  /** How long the bank waits for the answer, ms. */
  readonly deadlineMs: number
}

/** One arrival: which saying, and which of its sealed forms. */
export interface Arrival {
  readonly saying: Saying
  /** 0 = as it was sealed first; more = sealed anew, so that the bytes differ. */
  readonly form: number
}

/** What the bank waits (fact file upi-collections-and-others, ecollection.msg_hold, timeLimits); for others the strictest of them. */
const DEADLINES_MS = { UPI: 5000, IMPS: 5000, NEFT: 10_000, RTGS: 10_000, FT: 15_000 } as const
const MODES = Object.keys(DEADLINES_MS) as readonly (keyof typeof DEADLINES_MS)[]
/** Of 100 arrivals: 20 repeats of the same bytes, 5 sealed anew. */
const SAME_BYTES = 0.2
const SEALED_ANEW = 0.05
/** How far an arrival may be moved. */
const DISORDER = 40

/**
 * A storm of `count` arrivals: holds and MIS of the same money, MIS without a hold, UPI and CIB hints, with repeats and out of order.
 * The same seed makes the same storm.
 */
export const makeCalls = (count: number, seed: number): readonly Arrival[] => {
  const random = makeRandom(seed)
  const arrivals: { readonly at: number; readonly arrival: Arrival }[] = []
  const add = (saying: Saying, form: number): void => {
    arrivals.push({ at: arrivals.length + random() * DISORDER, arrival: { saying, form } })
  }
  for (let number = 0; arrivals.length < count; number++) {
    for (const saying of sayingsOf(number)) {
      if (arrivals.length >= count) break
      add(saying, 0)
      if (arrivals.length < count && random() < SAME_BYTES / 0.75) add(saying, 0)
      if (arrivals.length < count && random() < SEALED_ANEW / 0.75) add(saying, 1)
    }
  }
  return arrivals.sort((one, other) => one.at - other.at).map(({ arrival }) => arrival)
}

/** Of ten transactions four are collections with a hold, one without, three UPI and two CIB. */
const sayingsOf = (number: number): readonly Saying[] => {
  const part = number % 10
  if (part < 4) return [creditOf("hold", number), creditOf("mis", number)]
  if (part === 4) return [creditOf("mis", number)]
  return [part < 8 ? upiOf(number) : cibOf(number)]
}

const creditOf = (kind: "hold" | "mis", number: number): Saying => {
  const mode = MODES[number % MODES.length] ?? "NEFT"
  const utr = `TESTN${String(number).padStart(11, "0")}`
  return {
    kind,
    key: utr,
    deadlineMs: kind === "hold" ? DEADLINES_MS[mode] : DEADLINES_MS.UPI,
    fields: {
      ClientCode: "TEST", VirtualAccountNumber: `TEST${String(number % 997).padStart(8, "0")}`, Mode: mode, UTR: utr, SenderRemark: "sample",
      ClientAccountNo: "000000000000", Amount: `${100 + (number % 900)}.00`, PayerName: "TEST USER", PayerAccNumber: "000000000000",
      PayerBankIFSC: mode === "FT" ? "" : "TEST0000001", PayerPaymentDate: "20300101", BankInternalTransactionNumber: `TESTTXN${number}`
    }
  }
}

const upiOf = (number: number): Saying => {
  const reference = `TESTCP${String(number).padStart(10, "0")}`
  const rrn = String(900_000_000_000 + number)
  return {
    kind: "upi",
    key: `${reference} SUCCESS ${rrn}`,
    deadlineMs: DEADLINES_MS.UPI,
    fields: {
      merchantId: "999001", subMerchantId: "999001", terminalId: "5411", BankRRN: rrn, merchantTranId: reference, PayerName: "TEST USER",
      PayerMobile: "0000000000", PayerVA: "sample.payer@icici", PayerAmount: "5.00", TxnStatus: "SUCCESS", TxnInitDate: "20300101120000",
      TxnCompletionDate: "20300101120005"
    }
  }
}

const cibOf = (number: number): Saying => {
  const reference = `T${String(number).padStart(14, "0")}`
  return {
    kind: "cib",
    key: `${reference} SUCCESS`,
    deadlineMs: DEADLINES_MS.UPI,
    fields: { UNIQUEID: reference, TXNSTATUS: "SUCCESS", REQUESTID: String(100_000 + number), UTRNUMBER: String(500_000_000 + number) }
  }
}

/** Mulberry32: small, and the same everywhere. */
export const makeRandom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
