import { type HundiError, invalid, type PayoutInput } from "@hundi/core"
import type { Foresee } from "./foresee.ts"

/**
 * The hash under which the journal keeps this account: intake's own, by an order that is not taken on.
 * @throws HundiError naming the field
 */
export const hashOfBeneficiary = async (foresee: Foresee, beneficiary: PayoutInput["beneficiary"]): Promise<string> => {
  const rail = "vpa" in beneficiary ? "upi" : "imps"
  const [foreseen] = await foresee([{ payoutId: "beneficiary", amountPaise: 100n, beneficiary, rail }])
  if (foreseen?.kind !== "order") throw named(foreseen?.error)
  return foreseen.payout.beneficiaryHash
}

const named = (error: HundiError | undefined): HundiError => {
  const { field, rule } = error?.reason ?? {}
  return field === undefined || rule === undefined ? (error ?? invalid("body", "a beneficiary")) : invalid(fieldNames[field] ?? field, rule)
}

const fieldNames: Readonly<Record<string, string>> = { beneficiary_name: "name", account_number: "accountNumber" }
