import { expect, it } from "vitest"
import type { PayoutOrder } from "./domain.ts"
import { beneficiaryHashOf, fingerprintOf } from "./fingerprint.ts"
import { Sensitive } from "./sensitive.ts"
import { payoutOf } from "./testing/fixtures.ts"

const KEY = new Uint8Array(32).fill(1)
const order: PayoutOrder = payoutOf()
const { beneficiary } = order

it.each([
  ["amount", { amountPaise: 10_051n }],
  ["account", { beneficiary: { ...beneficiary, accountNumber: new Sensitive("000123456780") } }],
  ["account that begins with a zero less", { beneficiary: { ...beneficiary, accountNumber: new Sensitive("00123456789") } }],
  ["IFSC", { beneficiary: { ...beneficiary, ifsc: "TEST0000002" } }],
  ["name", { beneficiary: { ...beneficiary, name: new Sensitive("Asha Roy") } }],
  ["address", { beneficiary: { ...beneficiary, vpa: new Sensitive("asha.test@upi") } }],
  ["remark", { remark: "rents" }],
  ["operation", { operation: "composite.neft.pay" }]
])("L6: another %s is another fingerprint", (_, change) => {
  expect(fingerprintOf(KEY, { ...order, ...change })).not.toBe(fingerprintOf(KEY, order))
})

it("L10: without the key nobody can make the digest of a guessed account", () => {
  const other = new Uint8Array(32).fill(2)
  expect(fingerprintOf(other, order)).not.toBe(fingerprintOf(KEY, order))
  expect(beneficiaryHashOf(other, order)).not.toBe(beneficiaryHashOf(KEY, order))
})
