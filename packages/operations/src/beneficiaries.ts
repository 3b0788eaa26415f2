export type { CheckOrder, CheckResult, Consent } from "./beneficiaries/check-order.ts"
export type { ConsentEntry } from "./beneficiaries/check-store.ts"
export {
  type AccountOf,
  type BeneficiaryChecks,
  type BeneficiaryChecksOptions,
  createBeneficiaryChecks,
  type DropPort,
  type Validation
} from "./beneficiaries/create-beneficiary-checks.ts"
export { dropThroughPayouts, type DropThroughPayoutsOptions } from "./beneficiaries/drop-through-payouts.ts"
export { accountDeclines, type DropView } from "./beneficiaries/drop-verdict.ts"
export { type MatchOptions, matchNames, type NameMatch } from "./beneficiaries/match-names.ts"
export type { DropBudget } from "./beneficiaries/open-drop.ts"
