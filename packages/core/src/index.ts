export type { CallbackReply } from "./answer-callback.ts"
export { type Client, type Family, type Member, membersOf, type Method, type PagedMethod, whyNot } from "./bank-methods.ts"
export { bankBodyOf } from "./call-read.ts"
export { type Bank, type BankOptions, createBank, type RunningBank } from "./create-bank.ts"
export * from "./domain.ts"
export { asHundiError, HundiError, type HundiErrorCode, type HundiReason, invalid } from "./hundi-error.ts"
export * from "./journal.ts"
export { type AccountBeneficiary, type AddressBeneficiary, type PayoutInput, parsePayoutInput } from "./payout-input.ts"
export { type CancelOrder, idOf, type Intake, type Payouts, type RetryOrder } from "./payouts.ts"
export * from "./ports.ts"
export type { LoopOptions } from "./run-loop.ts"
export type { Settings } from "./services.ts"
export { Sensitive } from "./sensitive.ts"
export type { Admission, Gate } from "./admit.ts"
export {
  anchorHash,
  chainHash,
  type ChainHead,
  checkCancel,
  checkHold,
  checkMove,
  checkReserve,
  exceeds,
  GENESIS,
  isUnsent,
  lostDetail,
  railHeld,
  unspentStatuses
} from "./journal-rules.ts"
export { changeReason, type ChangePage, type PayoutChange } from "./payout-change.ts"
export type { SpendAnswer, SpendLimit, SpendRequest } from "./spend.ts"
