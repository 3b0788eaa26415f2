import type { AccountBeneficiary, PayoutInput } from "@hundi/core"

/** A payout that breaks no rule, but for what is changed. All values are made up. */
export const sampleOrder = (changes: Partial<PayoutInput<AccountBeneficiary>> = {}): PayoutInput<AccountBeneficiary> => ({
  payoutId: "P1",
  amountPaise: 10_050n,
  beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" },
  remark: "rent",
  ...changes
})
