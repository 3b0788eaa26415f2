import { type Check, refuse } from "./finding.ts"

/** What a person has rejected is not paid, whoever approves it before or after. */
export const checkRejected: Check = ({ people: { rejected } }) =>
  rejected === undefined ? undefined : refuse(rejected.by, `rejected: ${String(rejected.detail["reason"] ?? "")}`)
