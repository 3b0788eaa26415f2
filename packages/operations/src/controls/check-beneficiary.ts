import { isDrop } from "./drops.ts"
import type { Facts } from "./gather-facts.ts"
import { type Check, type Finding, waitForPeople, waitUntil } from "./finding.ts"
import { countPeople, listPeople } from "./person.ts"
import type { NewBeneficiaryPolicy } from "./policy.ts"
import type { RegisteredBeneficiary } from "./register.ts"
import { duration, istTime, rupees } from "./words.ts"

const HOUR_MS = 3_600_000

/** A new or changed beneficiary needs its people, then time, then a small first payment that settles. */
export const checkBeneficiary: Check = (facts) => {
  const { beneficiary, policy, settledBefore } = facts
  if (beneficiary?.state === "removed") {
    return waitForPeople(
      "beneficiary",
      `${beneficiary.by} removed this beneficiary on ${istTime(beneficiary.at)}. Find out why; add it again, or reject the payout.`,
      ["add-beneficiary"]
    )
  }
  const rules = policy.newBeneficiary
  if (rules === null || isDrop(facts)) return undefined
  if (beneficiary !== undefined) return checkRegistered(facts, beneficiary, rules)
  // It was paid before there were these controls, or while this rule was off.
  if (settledBefore > 0) return undefined
  return waitForPeople(
    "beneficiary",
    `Nothing was ever paid to this beneficiary and nobody has added it. Add it, have ${countPeople(rules.approvals)} approve it, or reject the payout.`,
    ["add-beneficiary"]
  )
}

const checkRegistered = (facts: Facts, beneficiary: RegisteredBeneficiary, rules: NewBeneficiaryPolicy): Finding | undefined => {
  const { payout, now, isProved } = facts
  const { by, at, approvedAt, approvedBy } = beneficiary
  if (approvedAt === null) {
    const soFar = approvedBy.length === 0 ? "nobody has so far" : `${listPeople(approvedBy)} has`
    return waitForPeople(
      "beneficiary",
      `${by} added or changed this beneficiary on ${istTime(at)}; ${countPeople(rules.approvals)} other than ${by} must approve it, ${soFar}. `
        + "Check the account with the payee over a number you knew before, then approve the beneficiary, or reject the payout.",
      ["approve-beneficiary"]
    )
  }
  const from = approvedAt + rules.coolingOffMs
  if (now < from) {
    return waitUntil(
      "beneficiary",
      `This beneficiary is new: nothing is paid to it for ${duration(rules.coolingOffMs)} after it was approved, until ${istTime(from)}. It goes then by itself; reject it if it is wrong.`,
      from
    )
  }
  if (isProved || payout.amountPaise <= rules.firstPaymentMaxPaise) return undefined
  return waitForFirstPayment(facts, rules, 0n)
}

/** Until a payment has settled, all payments together stay below the cap. `usedPaise`: let through already. */
export const waitForFirstPayment = ({ payout, now }: Facts, rules: NewBeneficiaryPolicy, usedPaise: bigint): Finding => {
  const onItsWay = usedPaise === 0n ? "" : `, of which ${rupees(usedPaise)} is on its way`
  return waitUntil(
    "beneficiary",
    `This beneficiary is new: at most ${rupees(rules.firstPaymentMaxPaise)} goes to it until a first payment has settled${onItsWay}; `
      + `this payout is ${rupees(payout.amountPaise)}. Pay a smaller one first; this one goes within an hour after that has settled.`,
    now + HOUR_MS
  )
}
