import type { Journal } from "@hundi/core"
import {
  type Bank,
  type BankAnswer,
  type BankRequest,
  createBank as createSimBank,
  type FaultKind,
  type FaultRequest,
  faultTable,
  magicAccounts
} from "@hundi/simulator"
import { openSqliteJournal } from "@hundi/journal/sqlite"
import {
  createPrng,
  createTally,
  createTrace,
  createVirtualClock,
  type FaultScene,
  type PortManners,
  type Tally,
  type Weather,
  weathers
} from "@hundi/crash-kit/engine"

/** The rails of the simulated payouts. */
export type SimRail = "imps" | "upi" | "neft" | "rtgs"

/** Everything that one run shares. */
export interface World extends FaultScene {
  readonly seed: number
  readonly journal: Journal
  readonly bank: Bank
  readonly apiKey: string
  /** What the owners' orders met. */
  readonly owners: Tally
  /** Hears of every money request that is put on the wire. */
  readonly onWire: (reference: string, path: string) => void
  readonly askBank: (request: BankRequest) => BankAnswer
  /** Money requests put on the wire, by reference (L3). */
  readonly sends: ReadonlyMap<string, number>
  /** References whose debit stood beside an earlier one of the same payout. */
  readonly doubles: string[]
}

/** Thursday 19 November 2026, 23:40 IST: the run begins so that it crosses midnight. */
export const START = Date.UTC(2026, 10, 19, 18, 10, 0)
const TROUBLE_ENDS = START + 36 * 3_600_000
export const END = START + 14 * 86_400_000

const manners: PortManners = {
  stalls: new Set(["transport.send", "journal.record", "journal.markSending", "sealer.open"]),
  refusals: /^journal\.(accept|claimDue|reserve|markSending|record|release|claim)$/,
  polling: "journal.claimDue"
}

/** `journal`: in memory unless given. */
export const createWorld = (seed: number, weather: Weather, keepTrace: boolean, journal: Journal = openSqliteJournal(":memory:")): World => {
  const rates = weathers[weather]
  const clock = createVirtualClock(START)
  // The harsh bank: a reference that comes twice is paid twice. Nothing but the laws protects the payer.
  const bank = createSimBank({ seed, now: clock.now, duplicateReference: "debit-again", openingBalancePaise: 10n ** 15n })
  const { apiKey } = bank.registerPartner({ name: "simulation", certificatePem: "" })
  const trace = createTrace(clock.now, keepTrace)
  const sends = new Map<string, number>()
  const doubles: string[] = []
  const standing = new Map<string, string[]>()

  const askBank = (request: BankRequest): BankAnswer => {
    const answer = bank.handle(request)
    const reference = referenceOf(request.body)
    trace.note("bank", request.path, { reference, status: answer.status, manner: answer.manner, moved: String(answer.moneyMoved) })
    if (answer.moneyMoved) noteDebit(bank, standing, doubles, reference, remarkOf(request.body))
    return answer
  }
  return {
    seed,
    clock,
    journal,
    bank,
    apiKey,
    trace,
    rates,
    manners,
    sends,
    doubles,
    askBank,
    prng: createPrng(seed),
    tally: createTally(),
    crashes: createTally(),
    owners: createTally(),
    troubled: () => clock.now() < TROUBLE_ENDS,
    onWire: (reference, path) => {
      if (!path.includes("payment")) return
      sends.set(reference, (sends.get(reference) ?? 0) + 1)
    }
  }
}

type Body = Readonly<Record<string, unknown>>

/** Our reference, whatever the rail and the call name it. */
export const referenceOf = (body: Body): string =>
  String(body["tranRefNo"] ?? body["transRefNo"] ?? body["UNIQUEID"] ?? body["ori-seq-no"] ?? body["seq-no"] ?? body["UTRNUMBER"])

const remarkOf = (body: Body): string => String(body["paymentRef"] ?? body["remarks"] ?? body["narration1"] ?? body["REMARKS"])

/** Double pay, at the instant it happens: a debit while an earlier one of the same payout stands. The remark names the payout. */
const noteDebit = (bank: Bank, standing: Map<string, string[]>, doubles: string[], reference: string, paymentRef: string): void => {
  const payoutId = paymentRef.split(" ")[1] ?? ""
  const earlier = standing.get(payoutId)
  if (earlier === undefined) {
    standing.set(payoutId, [reference])
    return
  }
  const rows = bank.ledger().filter((row) => earlier.includes(row.tranRefNo) || row.tranRefNo === reference)
  if (rows.filter((row) => row.state !== "reversed").length > 1) doubles.push(`default/${payoutId}`)
  earlier.push(reference)
}

const accounts = Object.keys(magicAccounts)
/** "act-code" needs a code. A return that Recon360 states with amount and RRN counts (MONEY.md); a bank that is early with it lies. */
const leftOut: ReadonlySet<string> = new Set(["act-code", "return-announced-early"])

/** Every fault of the simulator that can meet a payment on this rail, so that a new one is met without a change here. */
const faultsOf = (rail: SimRail): readonly Omit<FaultRequest, "match">[] => [
  ...Object.entries(faultTable)
    .filter(([name, { on, rails }]) => !leftOut.has(name) && (on === "pay" || on === "any") && (rails === undefined || rails.includes(rail)))
    .map(([name]) => ({ fault: name as FaultKind })),
  { fault: "delay", delayMs: 400_000 },
  { fault: "not-found-for-a-while", delayMs: 7_200_000 },
  ...codes[rail].map((actCode) => ({ fault: "act-code" as const, actCode }))
]

const transferCodes = ["PENDING", "PENDING FOR PROCESSING", "PROCESSING", "UNKNOWN", "DUPLICATE", "FAILURE", "997", "ZZZ"]

/** Codes that a rail may answer with; whether money moved is the bank's to know. */
const codes: Readonly<Record<SimRail, readonly string[]>> = {
  imps: ["11", "14", "17", "25", "30", "31", "62", "63", "80", "91", "96", "101", "997", "ZZZ"],
  upi: ["92", "94", "Deemed", "U30", "U68", "U09", "BT", "997", "ZZZ"],
  neft: transferCodes,
  rtgs: transferCodes
}

/** The account of one payout, and the trouble that waits for it at the bank. */
export const pickAccount = (world: World, index: number, rail: SimRail): string => {
  const { prng, rates, bank, tally } = world
  const spell = (account: string): string => (rail === "upi" ? `${account}@upi` : account)
  if (prng.chance(rates.magicAccount)) {
    const account = prng.pick(accounts)
    tally.add(`magic-${account}`)
    return spell(account)
  }
  const account = spell(String(100_000_000_000 + index))
  if (prng.chance(rates.bankFault)) {
    const fault = prng.pick(faultsOf(rail))
    tally.add(`bank-${fault.fault}${fault.actCode === undefined ? "" : `-${fault.actCode}`}`)
    bank.addFault({ ...fault, match: { beneficiaryAccount: account } })
  }
  return account
}
