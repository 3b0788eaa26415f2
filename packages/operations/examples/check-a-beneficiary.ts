// file: examples/check-a-beneficiary.ts
import { Sensitive } from "@hundi/core"
import { createBeneficiaryChecks, type DropView } from "@hundi/operations/beneficiaries"
import { openOperationsSql } from "@hundi/operations/sqlite"

// A stand-in: with a bank it is dropThroughPayouts(bank.payouts, { operation: "composite.imps.pay" }).
const payouts = new Map<string, DropView>()
const drop = {
  accept: async ({ payoutId }: { payoutId: string }) => payouts.set(payoutId, { status: "settled", registeredName: new Sensitive("RAO ASHA", 0) }),
  look: async (payoutId: string) => payouts.get(payoutId)
}
const [sql, key] = [openOperationsSql(":memory:"), crypto.getRandomValues(new Uint8Array(32))]
const checks = createBeneficiaryChecks({ sql, key, now: Date.now, drop, budget: { userDayPaise: 1_000n, dayPaise: 10_000n }, owner: "01" })
const beneficiary = { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }
const { status, by, nameScore } = await checks.check({ beneficiary, askedBy: "clerk-1", consent: { given: true, how: "signed form" } })
console.log(status, by, nameScore) // verified penny-drop 97
