// file: examples/ask-when-lost.ts
import { composite } from "@hundi/catalog/composite"
import { createBank, HundiError, type Sealer, type Transport } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"

// A bank that pays, and whose first reply never arrives.
const transport: Transport = {
  send: async ({ path, body }) => {
    if (path.endsWith("composite-payment")) return { kind: "failure", sent: "maybe", why: "time-out" }
    const { transRefNo } = JSON.parse(body) as { transRefNo: string }
    const found = { ActCode: "0", TranRefNo: transRefNo, Amount: "100.50", BankRRN: "600000000001" }
    return { kind: "reply", status: 200, body: JSON.stringify(found) }
  }
}
const sealer: Sealer = { seal: async (value) => JSON.stringify(value), open: async (body) => ({ sealed: true, value: JSON.parse(body) }) }
const partner = { bcId: "IBCTST00000", passCode: "from-the-bank", senderName: "TEST SENDER", mobile: "9999900000", retailerCode: "rcode" }
const fingerprintKey = crypto.getRandomValues(new Uint8Array(32))
const settings = { partner, apiKey: "test-key", environment: "T", instance: "01", owner: "01", fingerprintKey, bankTimeoutMs: 120_000 }
let offsetMs = 0
const clockOffsetMs = () => offsetMs
const bank = createBank({ transport, sealer, journal: createMemoryJournal(), families: { composite }, settings, clockOffsetMs })

const beneficiary = { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }
const { payout } = await bank.composite.pay({ payoutId: "rent-11", amountPaise: 10_050n, beneficiary })
console.log(payout.status) // unknown: it may have been paid

const refusal = await bank.payouts.retry("rent-11").catch((error: unknown) => error)
console.log(refusal instanceof HundiError && refusal.code) // LIVE_ATTEMPT: no second attempt while the first is not proved failed

offsetMs = 6_000 // the first enquiry is due after 5 s: let them pass
await new Promise<void>((resolve, reject) => {
  const running = bank.start({ onFault: reject, onProcessed: () => void running.stop(1_000).then(resolve) })
})
console.log((await bank.payouts.get("rent-11"))?.payout.status) // settled: the status call proved it
