import { createBank } from "@hundi/simulator"
import type { BenchResult } from "./main.ts"
import { median } from "./rates.ts"

const ROUNDS = 21
const PAYMENTS_A_ROUND = 2000
/** What a test that pays millions of times needs: the goal that is stated, in payments a second. */
const GOAL_PER_SECOND = 10_000
const NOW_MS = Date.UTC(2030, 0, 31, 4, 45)

/** Plain IMPS payments a second on one core, without cryptography, against reading the same bodies and keeping them in a Map. */
export const benchSimulator = async (say: (line: string) => void): Promise<BenchResult> => {
  const bank = createBank({ seed: 1, now: () => NOW_MS, openingBalancePaise: 10n ** 18n })
  const partner = bank.registerPartner({ name: "bench", certificatePem: "" })
  let paid = 0
  const textsOf = (count: number): readonly string[] => Array.from({ length: count }, () => JSON.stringify({
    localTxnDtTime: "20300131101500", beneAccNo: "000000000001", beneIFSC: "TEST0000001", amount: "100.50", tranRefNo: `B${paid++}`,
    paymentRef: "bench rent", senderName: "BENCH", mobile: "9999900000", retailerCode: "rcode", passCode: partner.passCode, bcID: partner.bcId
  }))
  const pay = (texts: readonly string[]): number => {
    const began = performance.now()
    for (const text of texts) {
      const body = JSON.parse(text) as Record<string, unknown>
      bank.handle({ partner: partner.apiKey, path: "/api/v1/composite-payment", priority: "0100", body })
    }
    return (texts.length * 1000) / (performance.now() - began)
  }
  const kept = new Map<string, unknown>()
  const keep = (texts: readonly string[]): number => {
    const began = performance.now()
    for (const text of texts) {
      const body = JSON.parse(text) as Record<string, unknown>
      kept.set(String(body["tranRefNo"]), body)
    }
    return (texts.length * 1000) / (performance.now() - began)
  }
  const [ours, limits]: [number[], number[]] = [[], []]
  pay(textsOf(PAYMENTS_A_ROUND))
  keep(textsOf(PAYMENTS_A_ROUND))
  for (let round = 0; round < ROUNDS; round++) {
    limits.push(keep(textsOf(PAYMENTS_A_ROUND)))
    ours.push(pay(textsOf(PAYMENTS_A_ROUND)))
  }
  const debits = bank.ledger().length
  if (debits !== (ROUNDS + 1) * PAYMENTS_A_ROUND) throw new Error(`${debits} debits: not every payment was made, and the figure would flatter`)
  const [ourMedian, limitMedian] = [median(ours), median(limits)]
  say(`payments ${Math.round(ourMedian)}/s (goal ${GOAL_PER_SECOND}/s), the bare loop ${Math.round(limitMedian)}/s`)
  return {
    name: "simulator",
    ours: Math.round(ourMedian),
    limit: Math.round(limitMedian),
    unit: "payments/s",
    better: "higher",
    ratio: Math.round((ourMedian / limitMedian) * 1000) / 1000,
    peers: { goal: GOAL_PER_SECOND }
  }
}
