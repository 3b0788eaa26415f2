import { type Bank, type FaultKind, type FaultRequest, faultTable } from "@hundi/simulator"
import type { Prng } from "./engine/prng.ts"
import type { Tally } from "./engine/trace.ts"
import type { Rates } from "./engine/weather.ts"
import type { PayoutOrder } from "./types.ts"

/** An order, and the trouble that waits for enquiries about it. */
export interface PlannedOrder extends PayoutOrder {
  readonly enquiryFault?: Omit<FaultRequest, "match">
}

interface Plan {
  readonly payouts: number
  readonly prng: Prng
  readonly rates: Rates
  readonly bank: Bank
  readonly tally: Tally
}

/** The orders of a run. Each goes to an account of its own, by which the bank's books tell them apart; some meet a fault there. */
export const planOrders = ({ payouts, prng, rates, bank, tally }: Plan): readonly PlannedOrder[] =>
  Array.from({ length: payouts }, (_, index): PlannedOrder => {
    const accountNumber = String(100_000_000_000 + index)
    const pickFault = (faults: readonly Omit<FaultRequest, "match">[]): Omit<FaultRequest, "match"> | undefined => {
      if (!prng.chance(rates.bankFault + rates.magicAccount)) return undefined
      const fault = prng.pick(faults)
      tally.add(`bank-${fault.fault}${fault.actCode === undefined ? "" : `-${fault.actCode}`}`)
      return fault
    }
    const fault = pickFault(payFaults)
    if (fault !== undefined) bank.addFault({ ...fault, match: { beneficiaryAccount: accountNumber } })
    const enquiryFault = pickFault(enquiryFaults)
    return {
      payoutId: `P${index + 1}`,
      amountPaise: BigInt(prng.between(100, 5_000_000)),
      beneficiary: { name: "Test Beneficiary", accountNumber, ifsc: "TEST0000001" },
      remark: `P${index + 1}`,
      ...(enquiryFault === undefined ? {} : { enquiryFault })
    }
  })

/** "act-code" needs a code. The others make the bank itself lie, or pay again unasked, against which no client has a remedy. */
const leftOut: ReadonlySet<string> = new Set(["act-code", "return-announced-early", "pays-again", "pays-again-unheard"])

const faultsOn = (call: "pay" | "status"): readonly Omit<FaultRequest, "match">[] =>
  Object.entries(faultTable)
    .filter(([name, { on, rails }]) => !leftOut.has(name) && (on === call || on === "any") && (rails === undefined || rails.includes("imps")))
    .map(([name]) => ({ fault: name as FaultKind }))

/** ActCodes of a payment (fact file composite-and-cib); whether money moved is the bank's to know. */
const payCodes = ["5", "10", "11", "14", "17", "25", "30", "31", "52", "62", "63", "80", "91", "96", "101", "997", "ZZZ"]

const payFaults = [
  ...faultsOn("pay"),
  { fault: "delay" as const, delayMs: 400_000 },
  { fault: "not-found-for-a-while" as const, delayMs: 7_200_000 },
  ...payCodes.map((actCode) => ({ fault: "act-code" as const, actCode }))
]

const enquiryFaults = faultsOn("status")
