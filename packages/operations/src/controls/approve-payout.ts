import { HundiError, isUnsent, type Journal, type Payout } from "@hundi/core"
import type { Sql } from "../store/sql.ts"
import { type Claimer, type Freed, freePayout, LEASE_MS } from "./free-payout.ts"
import { type FactSources, gatherFacts } from "./gather-facts.ts"
import { judge } from "./judge.ts"
import { appendWord, payoutSubject } from "./log.ts"
import { checkPerson, checkReason, isAmong } from "./person.ts"
import { type ApprovalAction, readPeople } from "./read-people.ts"
import { checkApprover, checkedAction, checkedId, notAllowed } from "./refusals.ts"
import { readBeneficiary } from "./register.ts"

/** Who ordered a payout. */
export interface MakerRecord {
  readonly payoutId: string
  readonly tenant?: string
  /** Who ordered it: 1 to 64 characters. Whoever calls must have made sure that it is this person. */
  readonly by: string
}

/** One person's approval. */
export interface ApprovalOrder extends MakerRecord {
  /** Why: 1 to 300 characters. */
  readonly reason: string
  /** `approve` unless told. The others are approvals too, and say one thing more. */
  readonly action?: ApprovalAction
  /** The fingerprint of what the person saw; refused when the payout is another one now. */
  readonly fingerprint?: string
}

/** One person's rejection. */
export interface RejectionOrder extends MakerRecord {
  readonly reason: string
}

/** What a word led to. It is written down in any case. */
export interface SaidResult {
  /** True: people and rules have nothing against the payout any more; limits and the balance are asked when it goes. */
  readonly isApproved: boolean
  readonly freed: Freed
  /** What happens next, in words for people. */
  readonly says: string
}

/** What rejecting led to. `busy`: a worker holds the payout; it ends when it is looked at next, unless it was being sent. */
export interface RejectedResult {
  readonly ended: "now" | "busy"
  readonly says: string
}

export type Desk = FactSources & Claimer

/** Records who made a payout, at its intake or before it. Saying it again changes nothing; another person is a maker too. */
export const recordMaker = async (desk: Desk, { payoutId, tenant, by }: MakerRecord): Promise<{ readonly makers: readonly string[] }> => {
  const [id, person] = [checkedId(payoutId, tenant), checkPerson(by)]
  const read = (): readonly string[] => readPeople(desk.sql, { id, amountPaise: 0n }).makers
  desk.sql.transact(() => {
    if (isAmong(read(), person)) return
    appendWord(desk.sql, { at: desk.now(), kind: "made", subject: payoutSubject(id), by: person, detail: {} })
  })
  await freePayout(desk, id)
  return { makers: read() }
}

/** Takes an approval; the payout is looked at at once. @throws HundiError when the person may not give it, or nothing waits */
export const approvePayout = async (desk: Desk, order: ApprovalOrder): Promise<SaidResult> => {
  const { sql, policy, now } = desk
  const [id, by, reason] = [checkedId(order.payoutId, order.tenant), checkPerson(order.by), checkReason(order.reason)]
  const action = checkedAction(order.action ?? "approve")
  const payout = await unsentPayout(desk.journal, id)
  const { fingerprint, tenant, beneficiaryHash } = payout
  if (order.fingerprint !== undefined && order.fingerprint !== fingerprint) {
    throw notAllowed("another-fingerprint", "this payout is not what was shown: somebody has changed it. Look at it again")
  }
  sql.transact(() => {
    const beneficiary = readBeneficiary(sql, tenant, beneficiaryHash, policy.newBeneficiary?.approvals ?? 0)
    checkApprover({ payout, people: readPeople(sql, payout), beneficiary }, by, action)
    const detail = { reason, fingerprint, amountPaise: payout.amountPaise.toString() }
    appendWord(sql, { at: now(), kind: action, subject: payoutSubject(id), by, detail })
  })
  const freed = await freePayout(desk, id)
  const finding = judge(await gatherFacts(desk, payout, now()))
  const waits = finding?.admission.kind === "hold" ? finding.admission.hold.reason : finding?.admission.reason
  return { isApproved: finding === undefined, freed, says: `${by}'s word is written down. ${waits ?? goes[freed]}` }
}

const goes: Readonly<Record<Freed, string>> = {
  due: "The payout goes as soon as limits and balance let it.",
  busy: "A worker holds the payout at this moment; if it still waits in a minute, call `tend`.",
  "not-waiting": "The payout goes at its time."
}

const unsentPayout = async (journal: Journal, id: string): Promise<Payout> => {
  const view = await journal.get(id)
  if (view === undefined) throw new HundiError("NOT_FOUND", "there is no payout of that id")
  const { payout } = view
  if (!isUnsent(payout.status)) throw notAllowed("not-waiting", `this payout is ${payout.status}: there is nothing to approve or reject any more`)
  return payout
}

/** Ends a payout of which nothing was sent. Anybody may, its maker too; it is final. @throws HundiError when money may have left */
export const rejectPayout = async (desk: Desk, order: RejectionOrder): Promise<RejectedResult> => {
  const { sql, journal, now, owner } = desk
  const [id, by, reason] = [checkedId(order.payoutId, order.tenant), checkPerson(order.by), checkReason(order.reason)]
  await unsentPayout(journal, id)
  const work = await journal.claim(id, { owner, now: now(), leaseMs: LEASE_MS })
  try {
    if (work !== undefined) await unsentPayout(journal, id)
    writeRejection(sql, work?.payout ?? (await unsentPayout(journal, id)), { by, reason, at: now() })
    if (work === undefined) {
      const says = `${by}'s rejection is written down. A worker holds the payout at this moment: it ends when it is looked at next, unless it was just being sent. Look again in a minute.`
      return { ended: "busy", says }
    }
    await journal.cancel({ payoutId: id, epoch: work.epoch, at: now(), by, reason })
    return { ended: "now", says: `${by} has rejected the payout; it is cancelled, and nothing of it was sent.` }
  } catch (error) {
    if (work !== undefined) await journal.release(id, work.epoch, work.payout.dueAt)
    throw error
  }
}

const writeRejection = (sql: Sql, payout: Payout, { by, reason, at }: { by: string; reason: string; at: number }): void =>
  sql.transact(() => {
    const { rejected } = readPeople(sql, payout)
    if (rejected !== undefined) return
    const detail = { reason, fingerprint: payout.fingerprint, amountPaise: payout.amountPaise.toString() }
    appendWord(sql, { at, kind: "reject", subject: payoutSubject(payout.id), by, detail })
  })
