import type { AccountBeneficiary, PayoutInput } from "@hundi/core"
import { expect, it } from "vitest"
import { csvColumns, readPayoutsCsv } from "./read-payouts-csv.ts"
import { writePayoutsCsv } from "../testing/write-payouts-csv.ts"

/** mulberry32: small, seeded, and the same everywhere. */
const makeRandom = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const alphabet = [..."aZ09 ,,\"\"''\t;|=+-@.", "\n", "\r\n", "é", "ம", "🌸", "\u200d"]

it("reads back what was written, whatever the fields hold, the columns' order and the chunks", async () => {
  for (let seed = 1; seed <= 150; seed++) {
    const random = makeRandom(seed)
    const text = (): string => Array.from({ length: random(12) }, () => alphabet[random(alphabet.length)]).join("")
    const order = (index: number): PayoutInput<AccountBeneficiary> => ({
      payoutId: `${index}${text()}`,
      amountPaise: BigInt(random(2 ** 31)) * BigInt(1 + random(1000)),
      beneficiary: { name: text(), accountNumber: text(), ifsc: text() },
      remark: text()
    })
    const orders = Array.from({ length: random(6) }, (_, index) => order(index))
    const columns = [...csvColumns].sort(() => random(3) - 1)
    const bytes = new TextEncoder().encode(writePayoutsCsv(orders, columns))
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (let start = 0; start < bytes.length; ) {
        const end = start + 1 + random(20)
        yield bytes.subarray(start, end)
        start = end
      }
    }
    const read: PayoutInput<AccountBeneficiary>[] = []
    for await (const row of readPayoutsCsv(chunks())) {
      if ("invalid" in row) throw new Error(`seed ${seed}: ${JSON.stringify(row.invalid)}`)
      read.push(row.order)
    }
    expect(read, `seed ${seed}`).toEqual(orders)
  }
})
