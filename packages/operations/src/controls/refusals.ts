import { HundiError, idOf, invalid } from "@hundi/core"
import { isAmong, isSamePerson, listPeople } from "./person.ts"
import { approvalActions, type ApprovalAction, type Involved } from "./read-people.ts"

/** A word that a rule does not allow. `rule` is stable. */
export const notAllowed = (rule: string, message: string): HundiError =>
  new HundiError("ILLEGAL_TRANSITION", message, { reason: { _tag: "NotAllowed", rule } })

const ID = /^[\x21-\x7e]{1,64}$/
const TENANT = /^[A-Za-z0-9_-]{1,32}$/

/** The journal's own id of a payout. @throws HundiError INVALID_REQUEST */
export const checkedId = (payoutId: string, tenant = "default"): string => {
  if (!ID.test(payoutId)) throw invalid("payoutId", "1 to 64 printable ASCII characters without spaces")
  return idOf(payoutId, checkedTenant(tenant))
}

/** @throws HundiError INVALID_REQUEST */
export const checkedTenant = (tenant = "default"): string => {
  if (!TENANT.test(tenant)) throw invalid("tenant", "1 to 32 letters, digits, - or _")
  return tenant
}

/** @throws HundiError INVALID_REQUEST */
export const checkedAction = (action: ApprovalAction): ApprovalAction => {
  if (!approvalActions.includes(action)) throw invalid("action", `one of ${approvalActions.join(", ")}`)
  return action
}

/** Refuses an approval by somebody who may not give it, or has given it. @throws HundiError ILLEGAL_TRANSITION naming the rule */
export const checkApprover = ({ payout, people, beneficiary }: Involved, by: string, action: ApprovalAction): void => {
  const { makers, approvals, rejected } = people
  if (rejected !== undefined) throw notAllowed("rejected", `${rejected.by} rejected this payout: that is final. Order it again under a new id`)
  if (makers.length === 0) {
    throw notAllowed("maker-unknown", "nobody is recorded as the maker of this payout: record who made it, then approve it")
  }
  if (isAmong(makers, by)) {
    throw notAllowed("maker-is-not-checker", `maker and checker are different people: ${listPeople(makers)} made this payout`)
  }
  if (beneficiary !== undefined && isSamePerson(beneficiary.by, by)) {
    throw notAllowed(
      "adder-is-not-checker",
      `whoever added the beneficiary and the checker are different people: ${beneficiary.by} added or changed this beneficiary`
    )
  }
  const same = approvals.some((one) => one.action === action && one.fingerprint === payout.fingerprint && isSamePerson(one.by, by))
  if (same) throw notAllowed("already-said", `${by} has said so already: the next one must be another person`)
}
