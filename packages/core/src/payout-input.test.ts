import { impsPay } from "@hundi/catalog/composite/all"
import { expect, it } from "vitest"
import { parsePayoutInput } from "./payout-input.ts"

const order = {
  payoutId: "P1",
  amountPaise: 10_050n,
  beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }
}
const parse = (change: object) => () => parsePayoutInput({ ...order, ...change }, impsPay)

it.each([100.5, 10_050, "10050", Number.NaN, undefined])("L8: an amount of %s is no paise", (amountPaise) => {
  expect(parse({ amountPaise })).toThrow("amount: paise as a bigint")
})

it("L8: takes what the journal keeps exactly, and not a paisa more", () => {
  expect(parse({ amountPaise: 2n ** 53n - 1n })().amountPaise).toBe(9_007_199_254_740_991n)
  expect(parse({ amountPaise: 2n ** 53n })).toThrow("amount: at most")
})

it("L10: a refusal does not repeat what it refuses", () => {
  const accountNumber = "0001234567X"
  expect(parse({ beneficiary: { ...order.beneficiary, accountNumber } })).toThrow(/^account_number: 6 to 20 digits$/)
})

it.each([
  [{ beneficiary: null }, "beneficiary: an object with a name"],
  [{ beneficiary: undefined }, "beneficiary: an object with a name"],
  [{ beneficiary: { ...order.beneficiary, name: 7 } }, "beneficiary_name: a text"],
  [{ beneficiary: { ...order.beneficiary, accountNumber: 123_456_789 } }, "account_number: a text"],
  [{ beneficiary: { name: "Asha Rao", vpa: null } }, "vpa: a text"],
  [{ remark: 5 }, "remark: a text"]
])("what is no text is refused by field: %j", (change, message) => {
  expect(parse(change)).toThrow(message)
})
