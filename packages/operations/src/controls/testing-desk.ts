import type { Rail } from "@hundi/catalog"
import { type Admission, type Change, type Journal, type Payout, Sensitive, type Work } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { openOperationsSql } from "../sqlite.ts"
import type { Balance } from "./balance-reader.ts"
import { createControls } from "./create-controls.ts"
import type { ControlsPolicy } from "./policy.ts"

/** Thursday 31 January 2030, 11:30 in India. */
export const NOW = Date.UTC(2030, 0, 31, 6)
export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** Every control off: a test switches on what it looks at. */
export const nothing: ControlsPolicy = {
  approvals: [{ fromPaise: 0n, people: 0 }],
  perPayoutMaxPaise: null,
  abovePerPayoutMax: "hold",
  limits: [],
  velocity: [],
  allowList: false,
  duplicates: null,
  newBeneficiary: null,
  drops: { people: 1 },
  balance: null
}

interface Order {
  readonly amountPaise?: bigint
  readonly beneficiaryHash?: string
  readonly fingerprint?: string
  readonly tenant?: string
  readonly rail?: Rail
  readonly scheduledFor?: number
  /** Recorded as the maker. */
  readonly by?: string
}

/** A journal, controls and what a worker does with them, in memory. For the tests of this folder. */
export const openDesk = (
  policy: Partial<ControlsPolicy>,
  readBalance?: () => Promise<Balance>,
  keepsBack?: (payout: Payout) => Promise<string | undefined>
) => {
  const sql = openOperationsSql(":memory:")
  const journal = createMemoryJournal()
  const clock = { now: NOW }
  const edits = new Map<string, string>()
  const parts = { sql, journal: edited(journal, edits), owner: "02", now: () => clock.now, policy: { ...nothing, ...policy }, ...(keepsBack === undefined ? {} : { keepsBack }) }
  const controls = createControls(readBalance === undefined ? parts : { ...parts, readBalance })
  const idOf = (payoutId: string, tenant = "default") => `${tenant}/${payoutId}`
  const claim = (payoutId: string, tenant?: string) =>
    parts.journal.claim(idOf(payoutId, tenant), { owner: "01", now: clock.now, leaseMs: 30_000 })

  const take = async (payoutId: string, order: Order = {}): Promise<void> => {
    const { amountPaise = 10_050n, beneficiaryHash = "b1", fingerprint = `f-${payoutId}`, tenant = "default", rail = "imps" } = order
    const beneficiary = { name: new Sensitive("Asha Rao", 0), accountNumber: new Sensitive("000123456789"), ifsc: "TEST0000001" }
    const scheduled = order.scheduledFor === undefined ? {} : { scheduledFor: order.scheduledFor }
    const whole = { tenant, payoutId, idempotencyKey: payoutId, amountPaise, beneficiary, remark: "", operation: "o", rail, ...scheduled }
    const id = idOf(payoutId, tenant)
    const dueAt = order.scheduledFor ?? clock.now
    await journal.accept([{ id, order: whole, fingerprint, beneficiaryHash, scope: `${tenant}|s`, dueAt }], clock.now)
    if (order.by !== undefined) await controls.made({ payoutId, tenant, by: order.by })
  }
  const mustClaim = async (payoutId: string, tenant?: string): Promise<Work> => {
    const work = await claim(payoutId, tenant)
    if (work === undefined) throw new Error(`${payoutId} is held by somebody`)
    return work
  }
  const apply = async (work: Work, admission: Admission): Promise<Admission> => {
    const { payout, epoch } = work
    const common = { payoutId: payout.id, epoch, at: clock.now }
    if (admission.kind === "hold") await journal.hold({ ...common, ...admission.hold })
    else if (admission.kind === "refuse") await journal.cancel({ ...common, by: admission.by, reason: admission.reason })
    else await journal.release(payout.id, epoch, payout.dueAt)
    return admission
  }
  /** What the worker does before a send: claim, ask, and hold or end what may not go. */
  const ask = async (payoutId: string, tenant?: string): Promise<Admission> => {
    const work = await mustClaim(payoutId, tenant)
    return apply(work, await controls.gate.admit(work, clock.now))
  }
  let sent = 0
  /** Sends it and records what the bank said. */
  const send = async (payoutId: string, status: "settled" | "unknown" | "failed" = "settled", tenant?: string): Promise<void> => {
    const work = await mustClaim(payoutId, tenant)
    const reference = `T012AY${String(++sent).padStart(9, "0")}`
    const holder = { payoutId: work.payout.id, reference, epoch: work.epoch, at: clock.now }
    await journal.reserve({ ...holder, fingerprint: work.payout.fingerprint, businessDate: "2030-01-31" })
    await journal.markSending(holder, "digest")
    await journal.record(holder, outcomes(clock.now)[status])
  }
  const payoutOf = async (payoutId: string, tenant?: string): Promise<Payout> => {
    const view = await journal.get(idOf(payoutId, tenant))
    if (view === undefined) throw new Error(`there is no ${payoutId}`)
    return view.payout
  }
  /** The journal knows no edits; this is what one would look like. */
  const edit = (payoutId: string, fingerprint: string): void => void edits.set(idOf(payoutId), fingerprint)
  const watch = async (): Promise<undefined> => undefined
  return { watch, sql, journal, controls, clock, take, ask, apply, claim, mustClaim, send, payoutOf, edit }
}

const outcomes = (at: number): Readonly<Record<"settled" | "unknown" | "failed", Change>> => ({
  settled: { attempt: { state: "settled" }, payout: { status: "settled", dueAt: null }, event: { kind: "settled", detail: {} } },
  unknown: { attempt: { state: "unknown" }, payout: { status: "unknown", dueAt: null }, event: { kind: "unknown", detail: {} } },
  failed: {
    attempt: { state: "rejected", provedFailedAt: at },
    payout: { status: "failed", dueAt: null },
    event: { kind: "rejected", detail: {} }
  }
})

const edited = (journal: Journal, edits: ReadonlyMap<string, string>): Journal => {
  const changed = (payout: Payout): Payout => ({ ...payout, fingerprint: edits.get(payout.id) ?? payout.fingerprint })
  return {
    ...journal,
    get: async (id) => {
      const view = await journal.get(id)
      return view === undefined ? undefined : { ...view, payout: changed(view.payout) }
    },
    claim: async (id, request) => {
      const work = await journal.claim(id, request)
      return work === undefined ? undefined : { ...work, payout: changed(work.payout) }
    }
  }
}
