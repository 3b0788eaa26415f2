import { type ControlsPolicy, type DayLimit } from "@hundi/operations/controls"
import type { PeopleCommand } from "../cli/parse-people-command.ts"
import { groupRupees } from "../file/print-summary.ts"
import { readPolicyFile } from "../setup/operations-settings.ts"

/** Reads a file of rules and says what it does. Returns the exit code. @throws SetupError naming each field that is wrong */
export const policyCheck = async ({ file, json }: Extract<PeopleCommand, { readonly name: "policy" }>): Promise<number> => {
  const policy = readPolicyFile(file, "policy")
  const text = json ? JSON.stringify(policy, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value)) : describePolicy(policy).join("\n")
  process.stdout.write(`${text}\n`)
  return 0
}

/** The rules in words, one a line. */
export const describePolicy = (policy: ControlsPolicy): readonly string[] => {
  const { approvals, perPayoutMaxPaise, abovePerPayoutMax, limits, velocity } = policy
  const { allowList, duplicates, newBeneficiary, drops, balance } = policy
  const above = abovePerPayoutMax === "refuse" ? "it ends" : "two people must approve it as above-limit"
  return [
    ...approvals.map(({ fromPaise, people }) => `from Rs ${groupRupees(fromPaise)}: ${people === 0 ? "goes without an approval" : `${people} ${people === 1 ? "person" : "people"} beside the maker`}`),
    perPayoutMaxPaise === null ? "no limit a payout" : `above Rs ${groupRupees(perPayoutMaxPaise)} a payout: ${above}`,
    ...limits.map((limit) => `limit «${limit.name}», ${describeLimit(limit)} a day`),
    ...velocity.map((limit) => `limit «${limit.name}», ${describeLimit(limit)} within ${limit.withinMs / 60_000} min`),
    allowList ? "only beneficiaries that were added are paid" : "any beneficiary may be paid",
    duplicates === null ? "suspected duplicates are paid" : `the same amount to the same beneficiary within ${duplicates.withinDays} days waits for a person`,
    newBeneficiary === null
      ? "new beneficiaries are paid like others"
      : `a new beneficiary: ${newBeneficiary.approvals} approvals, ${newBeneficiary.coolingOffMs / 3_600_000} h of waiting, at most Rs ${groupRupees(newBeneficiary.firstPaymentMaxPaise)} first`,
    drops === null ? "penny drops are payouts like others" : `penny drops: ${drops.people} approvals`,
    balance === null ? "the balance is not asked" : `Rs ${groupRupees(balance.keepPaise)} stay in the account; the bank is asked what it holds, and its word counts for ${balance.maxAgeMs / 1000} s`
  ]
}

const describeLimit = ({ over, maxPaise, maxCount, rail, tenant }: DayLimit): string => {
  const most = [...(maxPaise === undefined ? [] : [`Rs ${groupRupees(maxPaise)}`]), ...(maxCount === undefined ? [] : [`${maxCount} payouts`])]
  return `${over === "all" ? "in all" : `a ${over}`}${rail === undefined ? "" : `, over ${rail}`}${tenant === undefined ? "" : `, of ${tenant}`}: ${most.join(" and ")}`
}
