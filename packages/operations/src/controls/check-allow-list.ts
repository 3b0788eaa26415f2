import { type Check, refuse } from "./finding.ts"
import { rupees } from "./words.ts"

/** With the allow-list on, money goes only to beneficiaries that somebody has added and nobody has removed. */
export const checkAllowList: Check = ({ policy, beneficiary, payout }) => {
  if (!policy.allowList || (beneficiary !== undefined && beneficiary.state !== "removed")) return undefined
  const why = beneficiary === undefined ? "nobody has added it" : `${beneficiary.by} removed it`
  return refuse(
    "allow-list",
    `The beneficiary of these ${rupees(payout.amountPaise)} is not on the allow-list: ${why}. Add it, then order the payout again under a new id.`
  )
}
