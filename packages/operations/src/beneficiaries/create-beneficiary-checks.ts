import { istDate, istMidnight } from "@hundi/catalog/calendar"
import { type AccountBeneficiary, HundiError, invalid, type Sensitive } from "@hundi/core"
import { migrateArea, type Sql } from "../store/sql.ts"
import { checkHashes, type CheckHashes } from "./check-hashes.ts"
import { checkAccount, type CheckOrder, type CheckResult, checkTenant, parseCheckOrder } from "./check-order.ts"
import {
  addConsent,
  ANY_NAME,
  closeDrop,
  type ConsentEntry,
  deleteResults,
  endResults,
  type DropRow,
  foreignDrops,
  leaseDrop,
  markTakenOn,
  migrations,
  openDropOf,
  readConsents,
  readResult,
  type Subject,
  writeResult
} from "./check-store.ts"
import { type DropView, judgeDrop, judgeName } from "./drop-verdict.ts"
import type { MatchOptions } from "./match-names.ts"
import { checkBudget, DROP_PAISE, type DropBudget, openDrop, showIst } from "./open-drop.ts"

/** What the bank's validation call says about an account. Only `found` is proof; leave out what the bank does not give. */
export type Validation =
  | { readonly kind: "found"; readonly name?: Sensitive }
  | { readonly kind: "not-found" }
  | { readonly kind: "unknown"; readonly code?: string }

/** How a penny drop gets paid: through the payouts API, under all its laws. `dropThroughPayouts` makes one. */
export interface DropPort {
  /** Takes the payout on; with a `payoutId` that is known it does nothing. Rejects when it cannot tell. */
  readonly accept: (payout: {
    readonly tenant: string
    readonly payoutId: string
    readonly amountPaise: bigint
    readonly beneficiary: AccountBeneficiary
    readonly remark: string
  }) => Promise<unknown>
  /** Where it stands; undefined when no such payout was ever taken on. */
  readonly look: (payoutId: string, tenant: string) => Promise<DropView | undefined>
}

/** What {@link createBeneficiaryChecks} takes. */
export interface BeneficiaryChecksOptions {
  readonly sql: Sql
  /** For the keyed hashes, at least 32 bytes. With another key, stored results are not found any more: never wrong. */
  readonly key: Uint8Array
  /** ms since 1970 (UTC). */
  readonly now: () => number
  readonly validate?: (beneficiary: AccountBeneficiary) => Promise<Validation>
  readonly drop: DropPort
  readonly budget: DropBudget
  /** The instance: who is at a drop. */
  readonly owner: string
  readonly match?: MatchOptions
}

/** Which account, whoever it belongs to. */
export interface AccountOf {
  readonly tenant?: string
  readonly beneficiary: Pick<AccountBeneficiary, "accountNumber" | "ifsc">
}

export interface BeneficiaryChecks {
  /**
   * Does this account exist, and is it this name's? A stored positive result first, then the validation call, then a penny drop; asking
   * again goes on with the drop that is open. Safe to repeat at any time: an account never has two drops that are not final.
   *
   * @throws HundiError INVALID_REQUEST; whatever `drop` rejects with (nothing is lost: check again)
   */
  readonly check: (order: CheckOrder) => Promise<CheckResult>
  /** Withdraws consent: what is stored about the account is deleted, the consents stay. Returns how many results are gone. */
  readonly forget: (order: AccountOf & { readonly by: string; readonly reason: string }) => number
  /** Who said that the account may be checked, how and when, and who withdrew it. */
  readonly consents: (account: AccountOf) => readonly ConsentEntry[]
}

const DAY_MS = 86_400_000
const POSITIVE_MS = 180 * DAY_MS
/** What a rupee has found out but does not verify is not paid for again at once. */
const OTHER_MS = 6 * 3_600_000
const REMARK = "ACCOUNT CHECK"
const UNDER_WAY = "another check of this account is under way"

/**
 * Checks of accounts before money goes to them. Account and name are kept as keyed hashes only.
 *
 * @example
 * const checks = createBeneficiaryChecks({ sql, key, now: Date.now, drop: dropThroughPayouts(bank.payouts), budget, owner: "01" })
 * const { status, nameScore } = await checks.check({ beneficiary, askedBy: "asha", consent: { given: true, how: "signed form" } })
 */
export const createBeneficiaryChecks = (options: BeneficiaryChecksOptions): BeneficiaryChecks => {
  const { sql, key, now } = options
  if (key.length < 32) throw new HundiError("CONFIGURATION", "key: at least 32 bytes", { reason: { _tag: "InvalidSetting", field: "key" } })
  checkBudget(options.budget)
  migrateArea(sql, "beneficiaries", migrations, now())
  const hashes = checkHashes(key)
  const subjectOf = ({ tenant = "default", beneficiary }: AccountOf): Subject => {
    checkTenant(tenant)
    checkAccount(beneficiary)
    return { tenant, accountHash: hashes.ofAccount(beneficiary) }
  }
  const addToConsents = (subject: Subject, entry: Omit<ConsentEntry, "at">): void => {
    const at = now()
    addConsent(sql, subject, { ...entry, at }, istMidnight(istDate(at)))
  }
  return {
    check: async (given) => {
      const order = parseCheckOrder(given)
      const subject = subjectOf(order)
      addToConsents(subject, { kind: "given", who: order.askedBy, how: order.consent.how })
      const task: Task = { ...options, hashes, order, subject, nameHash: hashes.ofName(order.beneficiary.name) }
      const stored = readResult(sql, subject, task.nameHash, now())
      if (stored !== undefined) return stored
      const validated = openDropOf(sql, subject.accountHash) === undefined ? await askValidation(task) : undefined
      return validated ?? (await askDrop(task))
    },
    forget: ({ by, reason, ...account }) => {
      if (by.trim() === "" || by.length > 64) throw invalid("by", "1 to 64 characters: who withdraws consent")
      if (reason.trim() === "" || reason.length > 200) throw invalid("reason", "1 to 200 characters")
      const subject = subjectOf(account)
      return sql.transact(() => {
        addToConsents(subject, { kind: "withdrawn", who: by, how: reason })
        return deleteResults(sql, subject)
      })
    },
    consents: (account) => readConsents(sql, subjectOf(account))
  }
}

/** One check under way. */
interface Task extends BeneficiaryChecksOptions {
  readonly hashes: CheckHashes
  readonly order: Required<CheckOrder>
  readonly subject: Subject
  readonly nameHash: string
}

type Found = Omit<CheckResult, "at" | "expiresAt"> & { readonly forAnyName?: boolean }

/** Undefined: it says nothing, and the drop decides. A code, 14 among them, never speaks against an account here. */
const askValidation = async (task: Task): Promise<CheckResult | undefined> => {
  const { validate, order, match } = task
  if (validate === undefined) return undefined
  const answer = await validated(validate, order.beneficiary)
  if (answer.kind === "unknown") return undefined
  if (answer.kind === "not-found") {
    endResults(task.sql, task.subject.accountHash)
    const reasons = ["the bank's validation call does not know the account"]
    return keep(task, { status: "not-verified", by: "validation", reasons, next: "Ask the beneficiary for account number and IFSC again." })
  }
  return keep(task, { by: "validation", ...judgeName("the bank's validation call knows the account", order.beneficiary.name, answer.name, match) })
}

/** A call that fails has said nothing. */
const validated = async (validate: NonNullable<Task["validate"]>, beneficiary: AccountBeneficiary): Promise<Validation> => {
  try {
    return await validate(beneficiary)
  } catch {
    return { kind: "unknown" }
  }
}

const askDrop = async (task: Task): Promise<CheckResult> => {
  await endForeignDrops(task)
  const first = await tryDrop(task)
  // Another tenant's drop that has just ended makes room for our own.
  return first ?? (await tryDrop(task)) ?? waiting(task, UNDER_WAY)
}

const tryDrop = async (task: Task): Promise<CheckResult | undefined> => {
  const { sql, hashes, budget, owner, now, subject, order } = task
  const opening = openDrop(sql, hashes, budget, { ...subject, askedBy: order.askedBy, owner, now: now() })
  if (opening.kind === "over") {
    const { reason, freeAt } = opening
    const next = `Check again from ${showIst(freeAt)}, or look at the account by other means.`
    return keep(task, { status: "unknown", by: "penny-drop", reasons: [reason], freeAt, next })
  }
  if (opening.kind === "blocked") {
    return waiting(task, `${opening.count} penny drops made under another key are not final, and one of them may be to this account`)
  }
  const { row } = opening
  if (opening.kind === "busy") return waiting(task, UNDER_WAY)
  if (row.tenant !== subject.tenant) return (await endIfFinal(task, row)) ? undefined : waiting(task, UNDER_WAY)
  if (opening.kind === "give") await giveDrop(task, row, opening.isNew)
  return lookAtDrop(task, row)
}

const giveDrop = async ({ sql, drop, now, order, owner }: Task, row: DropRow, isNew: boolean): Promise<void> => {
  const { payoutId, tenant, leasedUntil } = row
  try {
    await drop.accept({ tenant, payoutId, amountPaise: DROP_PAISE, beneficiary: order.beneficiary, remark: REMARK })
  } catch (error) {
    const code = error instanceof HundiError ? error.code : undefined
    // Taken on before, with the name spelled another way: it is that payout that we go on with.
    if (code !== "IDEMPOTENCY_CONFLICT") {
      // Only while nobody else can have given it away: then it was never taken on, and costs nothing.
      const isRefused = code === "INVALID_REQUEST" && isNew && (await drop.look(payoutId, tenant)) === undefined
      if (isRefused && now() < leasedUntil) closeDrop(sql, payoutId, "refused", now())
      else leaseDrop(sql, payoutId, owner, 0)
      throw error
    }
  }
  markTakenOn(sql, payoutId, now())
}

const lookAtDrop = async (task: Task, { payoutId, tenant }: DropRow): Promise<CheckResult> => {
  const { sql, drop, order, match, now } = task
  const view = await drop.look(payoutId, tenant)
  if (view === undefined) {
    const reasons = ["the penny drop was taken on, but its payout is not found"]
    return keep(task, { status: "unknown", by: "penny-drop", reasons, next: "Find out whether the journal was set back; no other drop is made." })
  }
  const { outcome, ...verdict } = judgeDrop(view, order.beneficiary.name, match)
  return sql.transact(() => {
    if (outcome !== undefined) closeDrop(sql, payoutId, outcome, now())
    if (outcome === "declined") endResults(sql, task.subject.accountHash)
    const isKept = outcome === "settled" || outcome === "declined"
    return keep(task, { by: "penny-drop", ...verdict }, isKept ? OTHER_MS : undefined)
  })
}

/** Drops of an earlier key: nobody can tell whose accounts they are, but their payouts can be looked at. */
const endForeignDrops = async (task: Task): Promise<void> => {
  for (const row of foreignDrops(task.sql, task.hashes.keyId)) await endIfFinal(task, row)
}

/** True: it is final. One that was opened a day ago and that the payouts API has never seen was given up before it was taken on. */
const endIfFinal = async ({ sql, drop, now }: Task, { payoutId, tenant, takenOnAt, openedAt }: DropRow): Promise<boolean> => {
  const view = await drop.look(payoutId, tenant)
  const isAbandoned = view === undefined && takenOnAt === null && openedAt < now() - DAY_MS
  const outcome = isAbandoned ? "abandoned" : view === undefined ? undefined : judgeDrop(view, "", undefined).outcome
  if (outcome !== undefined) closeDrop(sql, payoutId, outcome, now())
  return outcome !== undefined
}

const waiting = (task: Task, reason: string): CheckResult =>
  keep(task, { status: "pending", by: "penny-drop", reasons: [reason], next: "Check again in a minute; no other drop is made meanwhile." })

/** The result with its time; a verified one is stored for 180 days, others for `otherMs` if given. */
const keep = ({ sql, subject, nameHash, now }: Task, found: Found, otherMs?: number): CheckResult => {
  const { forAnyName = false, ...result } = found
  const at = now()
  const keepMs = found.status === "verified" ? POSITIVE_MS : otherMs
  if (keepMs === undefined) return { ...result, at }
  const kept = { ...result, at, expiresAt: at + keepMs }
  writeResult(sql, subject, forAnyName ? ANY_NAME : nameHash, kept)
  return kept
}
