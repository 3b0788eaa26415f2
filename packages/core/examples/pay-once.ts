// file: examples/pay-once.ts
import { composite } from "@hundi/catalog/composite"
import { createBank, type Sealer, type Transport } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"

// Stand-ins, so that this runs without a bank. The README names the real ones.
const answer = JSON.stringify({ success: true, ActCode: "0", BankRRN: "600000000001" })
const transport: Transport = { send: async () => ({ kind: "reply", status: 200, body: answer }) }
const sealer: Sealer = { seal: async (value) => JSON.stringify(value), open: async (body) => ({ sealed: true, value: JSON.parse(body) }) }
const partner = { bcId: "IBCTST00000", passCode: "from-the-bank", senderName: "TEST SENDER", mobile: "9999900000", retailerCode: "rcode" }
const fingerprintKey = crypto.getRandomValues(new Uint8Array(32))
const settings = { partner, apiKey: "test-key", environment: "T", instance: "01", owner: "01", fingerprintKey, bankTimeoutMs: 120_000 }

// The six lines.
const bank = createBank({ transport, sealer, journal: createMemoryJournal(), families: { composite }, settings })
const beneficiary = { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }
const order = { payoutId: "rent-11", amountPaise: 10_050n, beneficiary, remark: "rent" }
const { payout, attempts } = await bank.composite.pay(order)
console.log(payout.status, attempts[0]?.rrn) // settled 600000000001
console.log((await bank.composite.pay(order)).attempts.length) // 1: the same order again pays nothing
