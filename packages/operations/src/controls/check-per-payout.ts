import { type Check, refuse, waitForPeople } from "./finding.ts"
import { countPeople, listPeople } from "./person.ts"
import { countedPeople } from "./read-people.ts"
import { rupees } from "./words.ts"

/** More than the ordinary second pair of eyes: it passes a rule of the company. */
const PEOPLE_ABOVE_LIMIT = 2

/** A payout above the limit is refused, or goes only when two people have said that it may pass the limit. */
export const checkPerPayout: Check = (facts) => {
  const { payout, policy, people } = facts
  const max = policy.perPayoutMaxPaise
  if (max === null || payout.amountPaise <= max) return undefined
  const said = `${rupees(payout.amountPaise)} is above the limit of ${rupees(max)} a payout.`
  if (policy.abovePerPayoutMax === "refuse") return refuse("per-payout limit", `${said} Order smaller payouts, or have the policy changed.`)
  const given = countedPeople(facts, ["above-limit"])
  if (given.length >= PEOPLE_ABOVE_LIMIT) return undefined
  const soFar = given.length === 0 ? "Nobody has so far" : `${listPeople(given)} has`
  return waitForPeople(
    "limit",
    `${said} ${countPeople(PEOPLE_ABOVE_LIMIT)} must approve it as «above-limit». ${soFar}. Approve it so, or reject it.`,
    people.makers.length === 0 ? ["record-maker"] : ["above-limit"]
  )
}
