import { isDrop } from "./drops.ts"
import { type Check, waitForPeople } from "./finding.ts"
import { countedPeople } from "./read-people.ts"
import { duration, rupees } from "./words.ts"

const DAY_MS = 86_400_000

/** The same amount to the same beneficiary under another id waits until somebody says that it is meant. */
export const checkDuplicate: Check = (facts) => {
  const { payout, policy, people, suspects } = facts
  if (policy.duplicates === null || (suspects.payoutIds.length === 0 && !suspects.mayBeMore) || isDrop(facts)) return undefined
  if (countedPeople(facts, ["not-a-duplicate"]).length > 0) return undefined
  const others = suspects.payoutIds.length === 0 ? "ten or more other payouts" : suspects.payoutIds.join(", ")
  return waitForPeople(
    "duplicate",
    `${rupees(payout.amountPaise)} to this beneficiary was ordered before, within ${duration(policy.duplicates.withinDays * DAY_MS)}: ${others}. `
      + "If both are owed, approve this one as «not-a-duplicate»; else reject it.",
    people.makers.length === 0 ? ["record-maker"] : ["not-a-duplicate"]
  )
}
