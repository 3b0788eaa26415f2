import { isDrop, peopleForDrop } from "./drops.ts"
import type { Facts } from "./gather-facts.ts"
import { type Check, waitForPeople } from "./finding.ts"
import { countPeople, distinctPeople, isAmong, listPeople } from "./person.ts"
import { peopleNeeded } from "./policy.ts"
import { countedPeople } from "./read-people.ts"
import { rupees } from "./words.ts"

/** Maker, checkers and whoever added the beneficiary are different people, as many as the amount needs. */
export const checkApproval: Check = (facts) => {
  const { payout, policy, people, beneficiary } = facts
  const needed = peopleForDrop(facts) ?? peopleNeeded(policy, payout.amountPaise)
  if (beneficiary !== undefined && isAmong(people.makers, beneficiary.by) && !isDrop(facts)) {
    return waitForPeople(
      "approval",
      `${beneficiary.by} made this payout and also added or changed its beneficiary: that must be two people. `
        + `Reject it, and have somebody else order the ${rupees(payout.amountPaise)} under a new id.`,
      []
    )
  }
  if (needed === 0) return undefined
  if (people.makers.length === 0) {
    return waitForPeople("approval", `Nobody is recorded as the maker of this payout of ${rupees(payout.amountPaise)}: record who ordered it first.`, [
      "record-maker"
    ])
  }
  const given = countedPeople(facts)
  if (given.length >= needed) return undefined
  const missing = needed - given.length
  return waitForPeople(
    "approval",
    `${rupees(payout.amountPaise)} needs the approval of ${countPeople(needed)}; ${soFar(given)}, ${missing} ${missing === 1 ? "is" : "are"} missing. `
      + `${notBy(facts)}${voided(facts, given)}Approve or reject it.`,
    ["approve"]
  )
}

const soFar = (given: readonly string[]): string =>
  given.length === 0 ? "nobody has approved" : `${listPeople(given)} ${given.length === 1 ? "has" : "have"} approved`

const notBy = ({ people, beneficiary }: Facts): string => {
  const adder = beneficiary === undefined ? "" : `, nor ${beneficiary.by}, who added or changed the beneficiary`
  return `It cannot be ${listPeople(people.makers)}, who made it${adder}. `
}

/** Approvals of what the payout was before an edit. */
const voided = ({ people, payout }: Facts, given: readonly string[]): string => {
  const before = distinctPeople(people.approvals.filter(({ fingerprint }) => fingerprint !== payout.fingerprint).map(({ by }) => by))
  const lost = before.filter((by) => !isAmong(given, by))
  return lost.length === 0 ? "" : `The approval of ${listPeople(lost)} was for another version of this payout and does not count. `
}
