export type { ApprovalLine, ApprovalRow } from "./controls/approvals-between.ts"
export type {
  ApprovalOrder,
  MakerRecord,
  RejectedResult,
  RejectionOrder,
  SaidResult
} from "./controls/approve-payout.ts"
export type { Balance } from "./controls/balance-reader.ts"
export type {
  BeneficiaryAddition,
  BeneficiaryApproval,
  BeneficiaryChange,
  BeneficiaryOrder,
  BeneficiaryRegister,
  BeneficiaryRemoval
} from "./controls/beneficiaries.ts"
export { type Controls, type ControlsOptions, createControls } from "./controls/create-controls.ts"
export { type FileApproval, type FileApproved, fileFacts, type FileFacts, type FileRow, type FileSubmission, type SubmittedFile } from "./controls/files.ts"
export type { ControlAction } from "./controls/finding.ts"
export type { Freed } from "./controls/free-payout.ts"
export { type BeneficiaryWatchOptions, createBeneficiaryGate } from "./controls/late-money.ts"
export type { LogHead } from "./controls/log.ts"
export { isSamePerson } from "./controls/person.ts"
export { parsePolicy } from "./controls/parse-policy.ts"
export type { AllowedAction, PendingPayout } from "./controls/pending.ts"
export {
  type ApprovalTier,
  type BalancePolicy,
  type ControlsPolicy,
  type DayLimit,
  defaultPolicy,
  type DropPolicy,
  type NewBeneficiaryPolicy,
  type VelocityLimit
} from "./controls/policy.ts"
export { type ApprovalAction, approvalActions } from "./controls/read-people.ts"
export type { RegisteredBeneficiary } from "./controls/register.ts"
