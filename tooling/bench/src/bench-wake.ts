import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { BenchResult } from "./main.ts"
import { openStubBank } from "./stub-bank.ts"

const PAYOUTS = 2000
const SPREAD_MS = 10_000
/** Paid before the clock runs: the figure is of a worker that is awake. */
const WARM_UP = 500
/** The limit: what is due is claimed within this time, 99 times of 100. */
const LIMIT_MS = 50

/** How long after its time a scheduled payout is claimed: the 99th of a hundred, ms. */
export const benchWake = async (say: (line: string) => void): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-bench-"))
  try {
    const { bank, journal } = openStubBank(join(folder, "journal.sqlite"))
    await run(bank, "warm", WARM_UP, () => Date.now())
    const first = Date.now() + 1000
    const delays = [...(await run(bank, "wake", PAYOUTS, (index) => first + Math.floor((index * SPREAD_MS) / PAYOUTS)))]
    await journal.close()
    delays.sort((one, other) => one - other)
    const at = (share: number): number => delays[Math.min(PAYOUTS - 1, Math.floor(PAYOUTS * share))] ?? 0
    say(`${PAYOUTS} payouts over ${SPREAD_MS / 1000} s: half of them within ${at(0.5)} ms, 99 % within ${at(0.99)} ms, the last within ${at(1)} ms`)
    return {
      ...{ name: "wake", ours: at(0.99), limit: LIMIT_MS, unit: "ms", better: "lower" },
      ratio: Math.round((at(0.99) / LIMIT_MS) * 1000) / 1000,
      peers: { median: at(0.5), longest: at(1) }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type StubBank = ReturnType<typeof openStubBank>["bank"]

/** Pays so many payouts at their times; how long after its time each was claimed, ms. */
const run = async (bank: StubBank, name: string, count: number, timeOf: (index: number) => number): Promise<readonly number[]> => {
  const orders = Array.from({ length: count }, (_, index) => ({
    payoutId: `${name}-${index}`,
    amountPaise: BigInt(100 + index),
    beneficiary: { name: "Test Beneficiary", accountNumber: String(200_000_000_000 + index), ifsc: "TEST0000001" },
    remark: "bench",
    scheduledFor: timeOf(index)
  }))
  await bank.payouts.accept(orders)
  const delays: number[] = []
  let processed = 0
  await new Promise<void>((resolve, reject) => {
    const running = bank.start({
      sends: 16,
      onFault: reject,
      onClaimed: ({ payout }, at) => void delays.push(at - (payout.dueAt ?? at)),
      onProcessed: () => {
        if (++processed === count) void running.stop(1000).then(resolve)
      }
    })
  })
  return delays
}
