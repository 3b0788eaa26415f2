import { expect, it } from "vitest"
import { differingField } from "./binding.ts"
import { Sensitive } from "./sensitive.ts"
import { attemptOf, payoutOf } from "./testing/fixtures.ts"

it("L9: a payment to a UPI address is proved by that address alone, in whatever case", () => {
  const { name } = payoutOf().beneficiary
  const payout = payoutOf({ beneficiary: { name, accountNumber: new Sensitive(""), ifsc: "", vpa: new Sensitive("asha.test@upi") } })
  const differing = (accountNumber: string) => differingField({ accountNumber }, attemptOf(), payout)
  expect(differing(" Asha.Test@UPI ")).toBeUndefined()
  expect(differing("asha.test2@upi")).toBe("account")
  expect(differing("XXXX@upi")).toBe("account")
})
