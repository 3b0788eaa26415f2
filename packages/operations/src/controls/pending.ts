import type { HoldKind, Journal, Payout, PayoutStatus } from "@hundi/core"
import type { ControlAction, Finding } from "./finding.ts"
import { type Facts, type FactSources, gatherFacts } from "./gather-facts.ts"
import { judge } from "./judge.ts"
import { distinctPeople } from "./person.ts"
import { barredPeople, countedPeople } from "./read-people.ts"

/** One payout that waits: why, for whom, and what may be done. Amounts are paise, times ms since 1970 (UTC). */
export interface PendingPayout {
  readonly payoutId: string
  readonly tenant: string
  readonly rail: string
  readonly amountPaise: bigint
  /** Give it back with the approval, so that what is approved is what was shown. */
  readonly fingerprint: string
  readonly beneficiaryHash: string
  readonly createdAt: number
  readonly status: PayoutStatus
  /** When it is looked at without anybody doing anything; null when it waits for people. */
  readonly dueAt: number | null
  /** `refused`: it ends when it is looked at next. */
  readonly kind: HoldKind | "refused"
  readonly says: string
  readonly makers: readonly string[]
  /** Who added or changed the beneficiary. */
  readonly addedBy: string | null
  /** Whose approvals count. */
  readonly approvedBy: readonly string[]
  readonly fileIds: readonly string[]
  readonly actions: readonly AllowedAction[]
}

/** What may be done about it, and by whom it may not. */
export interface AllowedAction {
  readonly action: ControlAction
  readonly notBy: readonly string[]
}

const PAGE = 200
const WAITING: readonly PayoutStatus[] = ["awaiting-approval", "queued", "scheduled"]

/** Everything of a tenant that people or rules keep back, or will when its time comes; the newest first. */
export const listPending = async (sources: FactSources, tenant: string, now: number): Promise<readonly PendingPayout[]> => {
  const items: PendingPayout[] = []
  for (const status of WAITING) {
    for await (const payout of payoutsOf(sources.journal, tenant, status)) {
      const facts = await gatherFacts(sources, payout, now)
      const finding = judge(facts)
      if (finding !== undefined || payout.hold !== null) items.push(toPending(facts, finding))
    }
  }
  return items
}

/** All payouts of one status, page by page. */
export async function* payoutsOf(journal: Pick<Journal, "list">, tenant: string, status: PayoutStatus): AsyncGenerator<Payout> {
  let cursor: string | null | undefined
  do {
    const page = await journal.list({ tenant, status, limit: PAGE, ...(typeof cursor === "string" ? { cursor } : {}) })
    yield* page.data
    cursor = page.nextCursor
  } while (cursor !== null)
}

const toPending = (facts: Facts, finding: Finding | undefined): PendingPayout => {
  const { payout, people, beneficiary } = facts
  const { payoutId, tenant, rail, amountPaise, fingerprint, beneficiaryHash, createdAt, status, dueAt } = payout
  return {
    ...{ payoutId, tenant, rail, amountPaise, fingerprint, beneficiaryHash, createdAt, status, dueAt },
    ...wordsOf(payout, finding),
    makers: people.makers,
    addedBy: beneficiary?.by ?? null,
    approvedBy: countedPeople(facts),
    fileIds: people.fileIds,
    actions: (finding?.actions ?? ["reject"]).map((action) => ({ action, notBy: notBy(facts, action) }))
  }
}

const wordsOf = ({ hold }: Payout, finding: Finding | undefined): Pick<PendingPayout, "kind" | "says"> => {
  const admission = finding?.admission
  if (admission === undefined) return { kind: hold?.kind ?? "approval", says: hold?.reason ?? "It goes at its time." }
  return admission.kind === "refuse" ? { kind: "refused", says: admission.reason } : { kind: admission.hold.kind, says: admission.hold.reason }
}

const notBy = (facts: Facts, action: ControlAction): readonly string[] => {
  const { people, beneficiary, payout } = facts
  if (action === "approve-beneficiary") return beneficiary === undefined ? [] : distinctPeople([beneficiary.by, ...beneficiary.approvedBy])
  if (action !== "approve" && action !== "not-a-duplicate" && action !== "above-limit") return []
  const said = people.approvals.filter((one) => one.fingerprint === payout.fingerprint && (one.action === action || action === "approve"))
  return distinctPeople([...barredPeople({ people, beneficiary }), ...said.map(({ by }) => by)])
}
