import { type Gate, HundiError, type Journal, type Payout } from "@hundi/core"
import type { Sql } from "../store/sql.ts"
import { migrateArea } from "../store/sql.ts"
import { type ApprovalRow, approvalsBetween } from "./approvals-between.ts"
import {
  type ApprovalOrder,
  approvePayout,
  type Desk,
  type MakerRecord,
  recordMaker,
  type RejectedResult,
  type RejectionOrder,
  rejectPayout,
  type SaidResult
} from "./approve-payout.ts"
import { type Balance, createBalanceReader } from "./balance-reader.ts"
import { type BeneficiaryRegister, makeRegister } from "./beneficiaries.ts"
import { createGate } from "./create-gate.ts"
import {
  approveFile,
  type FileApproval,
  type FileApproved,
  type FileSubmission,
  readFile,
  type SubmittedFile,
  submitFile,
  verifyFiles
} from "./files.ts"
import { watchBeneficiaries } from "./late-money.ts"
import { type LogHead, readHead, verifyLog } from "./log.ts"
import { controlsMigrations } from "./migrations.ts"
import { parsePolicy } from "./parse-policy.ts"
import { listPending, type PendingPayout } from "./pending.ts"
import type { ControlsPolicy } from "./policy.ts"
import { checkedTenant } from "./refusals.ts"
import { tend } from "./tend.ts"

/** What {@link createControls} takes. */
export interface ControlsOptions {
  /** Where words are kept: `openOperationsSql`, or the SQL storage of a Durable Object. Every worker on one journal must use the same. */
  readonly sql: Sql
  readonly journal: Journal
  /** Names the holder of leases, as everywhere: the instance. */
  readonly owner: string
  /** ms since 1970 (UTC). */
  readonly now: () => number
  /** {@link defaultPolicy} or what {@link parsePolicy} gives; it is checked again here. */
  readonly policy: ControlsPolicy
  /** What the bank says the account holds, paise, and when it said so, ms since 1970 (UTC). Needed when the policy has `balance`. */
  readonly readBalance?: () => Promise<Balance>
  /**
   * Why another part keeps a payout back until people release it, in words for them: it is then held, shown in `pending` with the action
   * `release`, and `tend` leaves it alone. Undefined: nothing does.
   */
  readonly keepsBack?: (payout: Payout) => Promise<string | undefined>
  /**
   * Why another part holds a payout's beneficiary, in words: money showed up for a failed payment to it. The review queue is looked at in
   * any case; this is for what only the inbox or a statement knows.
   */
  readonly holdsBeneficiary?: (payout: Payout) => Promise<string | undefined>
}

/**
 * Rules and people before every payout. All that people say is appended to one hash-chained log. Names are what your own sign-in says:
 * case and spaces do not make two people of one. Words that a rule does not allow throw ILLEGAL_TRANSITION with the rule in `reason.rule`.
 */
export interface Controls {
  /** For `settings.gate` of `createBank`. It throws when its store or the journal cannot be asked: then nothing goes. */
  readonly gate: Gate
  /** Records who made a payout: at intake, best before the order is taken on. Not for a repeat of an order that was there before. */
  readonly made: (record: MakerRecord) => Promise<{ readonly makers: readonly string[] }>
  /** @throws HundiError INVALID_REQUEST, NOT_FOUND, ILLEGAL_TRANSITION */
  readonly approve: (order: ApprovalOrder) => Promise<SaidResult>
  /** @throws HundiError INVALID_REQUEST, NOT_FOUND, ILLEGAL_TRANSITION, LIVE_ATTEMPT */
  readonly reject: (order: RejectionOrder) => Promise<RejectedResult>
  readonly beneficiaries: BeneficiaryRegister
  /** @throws HundiError INVALID_REQUEST, ILLEGAL_TRANSITION when another file has the id */
  readonly submitFile: (submission: FileSubmission) => Promise<SubmittedFile>
  /** @throws HundiError INVALID_REQUEST, NOT_FOUND, ILLEGAL_TRANSITION when count, total or digest are others */
  readonly approveFile: (approval: FileApproval) => Promise<FileApproved>
  readonly file: (fileId: string, tenant?: string) => SubmittedFile | undefined
  /** What waits, why, for whom, and what may be done. */
  readonly pending: (tenant?: string) => Promise<readonly PendingPayout[]>
  /**
   * Frees payouts that people have decided while a worker held them, and those that a new policy lets go. Call it at start and every
   * minute. Returns how many it freed.
   */
  readonly tend: (tenant?: string) => Promise<number>
  /** Approvals and rejections from `from` on and before `to`, ms since 1970 (UTC). */
  readonly approvalsBetween: (from: number, to: number) => readonly ApprovalRow[]
  /** The end of the log; keep it elsewhere, and give it to `verify`. */
  readonly head: () => LogHead
  /** Checks the log's chain and the files' rows. Both lists are empty when nothing was altered. */
  readonly verify: (known?: LogHead) => { readonly lines: readonly number[]; readonly files: readonly string[] }
}

/**
 * Approvals, limits, beneficiaries and balance for payouts.
 *
 * @throws HundiError INVALID_REQUEST for a policy with a fault, CONFIGURATION when the policy has `balance` and there is no `readBalance`
 * @example
 * const sql = openOperationsSql(".hundi/journal.sqlite")
 * const controls = createControls({ sql, journal, owner: "01", now: Date.now, policy: defaultPolicy })
 * const bank = createBank({ ...rest, journal, settings: { ...settings, gate: controls.gate } })
 * await controls.made({ payoutId: "rent-1", by: "asha" })
 * await controls.approve({ payoutId: "rent-1", by: "ravi", reason: "invoice 17" })
 */
export const createControls = (options: ControlsOptions): Controls => {
  const { sql, journal, owner, now, readBalance, keepsBack, holdsBeneficiary } = options
  const policy = parsePolicy(options.policy)
  if (policy.balance !== null && readBalance === undefined) {
    throw new HundiError("CONFIGURATION", "the policy has a balance rule: give readBalance to createControls, or set balance to null")
  }
  migrateArea(sql, "controls", controlsMigrations, now())
  const watch = watchBeneficiaries({ journal, holdsBeneficiary })
  const desk: Desk = { sql, journal, owner, now, policy, keepsBack, watch }
  const isAsked = policy.balance !== null && readBalance !== undefined
  const balance = isAsked ? createBalanceReader({ readBalance, maxAgeMs: policy.balance.maxAgeMs }) : undefined
  return {
    gate: createGate({ sql, journal, policy, balance, keepsBack, watch }),
    made: (record) => recordMaker(desk, record),
    approve: (order) => approvePayout(desk, order),
    reject: (order) => rejectPayout(desk, order),
    beneficiaries: makeRegister({
      ...{ sql, now, needed: policy.newBeneficiary?.approvals ?? 0 },
      onChange: async ({ tenant, beneficiaryHash }) => void (await tend(desk, tenant, beneficiaryHash))
    }),
    submitFile: async (submission) => submitFile(desk, submission),
    approveFile: (approval) => approveFile(desk, approval),
    file: (fileId, tenant) => readFile(sql, checkedTenant(tenant), fileId),
    pending: async (tenant) => listPending(desk, checkedTenant(tenant), now()),
    tend: async (tenant) => tend(desk, checkedTenant(tenant)),
    approvalsBetween: (from, to) => approvalsBetween(sql, from, to),
    head: () => readHead(sql),
    verify: (known) => ({ lines: verifyLog(sql, known), files: verifyFiles(sql) })
  }
}
