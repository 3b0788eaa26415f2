import { checkAllowList } from "./check-allow-list.ts"
import { checkApproval } from "./check-approval.ts"
import { checkBeneficiary } from "./check-beneficiary.ts"
import { checkLateMoney } from "./check-late-money.ts"
import { checkKeptBack } from "./check-kept-back.ts"
import { checkDuplicate } from "./check-duplicate.ts"
import { checkPerPayout } from "./check-per-payout.ts"
import { checkRejected } from "./check-rejected.ts"
import type { Check } from "./finding.ts"

const checks: readonly Check[] = [
  checkRejected,
  checkKeptBack,
  checkLateMoney,
  checkAllowList,
  checkPerPayout,
  checkBeneficiary,
  checkDuplicate,
  checkApproval
]

/** What people and rules say about a payout, before anything is counted: the first control that has something against it. Pure. */
export const judge: Check = (facts) => {
  for (const check of checks) {
    const finding = check(facts)
    if (finding !== undefined) return finding
  }
  return undefined
}
