import type { Rail } from "@hundi/catalog"
import type { Attempt, AttemptState, Hold, JournalEvent, Payout, PayoutOrder, PayoutStatus } from "./domain.ts"
import type { ChangePage } from "./payout-change.ts"
import type { SpendAnswer, SpendRequest } from "./spend.ts"

/** What a new payout brings to the journal. */
export interface NewPayout {
  readonly id: string
  readonly order: PayoutOrder
  readonly fingerprint: string
  /** Keyed hash of the beneficiary's account and IFSC: finds suspected duplicates without telling who. */
  readonly beneficiaryHash: string
  /** (tenant, debit account owner, operation) of L6. */
  readonly scope: string
  /** Not before; later than now, the payout is `scheduled`. */
  readonly dueAt: number
}

/** The journal's word on a new payout. `conflict`: the id or key is taken by another body, which is given to compare. */
export type Acceptance =
  | { readonly kind: "created"; readonly payout: Payout; readonly suspectedDuplicates: readonly string[] }
  | { readonly kind: "existing"; readonly payout: Payout }
  | { readonly kind: "conflict"; readonly payout: Payout; readonly on: "payoutId" | "idempotencyKey" }

/** A claimed payout: the epoch is the right to act on it (L7). */
export interface Work {
  readonly payout: Payout
  /** The newest. */
  readonly attempt: Attempt | null
  /** Those before it, all proved failed, in order. */
  readonly earlier: readonly Attempt[]
  readonly epoch: number
}

export interface ClaimRequest {
  readonly owner: string
  readonly now: number
  readonly leaseMs: number
  readonly limit: number
  /** `sends`: payouts that wait for money to be sent; `enquiries`: all else that is due. */
  readonly want: "sends" | "enquiries"
}

export interface Reservation {
  readonly payoutId: string
  readonly epoch: number
  readonly reference: string
  readonly fingerprint: string
  readonly businessDate: string
  readonly at: number
  /** Another way than the last attempt's; the payout's own becomes this one. */
  readonly route?: Route
}

/** Over which declaration an attempt goes. */
export interface Route {
  readonly operation: string
  readonly rail: Rail
}

/** Who cancels, and why. */
export interface Cancellation {
  readonly payoutId: string
  readonly epoch: number
  readonly at: number
  readonly by: string
  readonly reason: string
}

/** What a control keeps back, and how it waits. Any attempt that is reserved stays so. */
export interface HoldOrder extends Hold {
  readonly payoutId: string
  readonly epoch: number
  readonly at: number
  readonly status: "queued" | "awaiting-approval"
  /** When to look again; null waits for people. */
  readonly dueAt: number | null
}

/** What the journal knows about other payouts to the same beneficiary. */
export interface BeneficiaryHistory {
  /** Other payouts of the same amount, taken on since that time, cancelled and failed ones left out: ids, newest first, at most ten. */
  readonly twins: readonly string[]
  /** Other payouts to this beneficiary that were settled. */
  readonly settled: number
}

/** Who writes about which attempt. */
export interface Holder {
  readonly payoutId: string
  readonly reference: string
  readonly epoch: number
  readonly at: number
}

/** What one look changed; computed by `conclude`, written in one transaction. Undefined fields stay as they are. */
export interface Change {
  readonly attempt: {
    readonly state: AttemptState
    readonly provedFailedAt?: number
    readonly rrn?: string
    readonly unknownSince?: number
    readonly asked?: number
    readonly technicalCode?: string
    readonly technicalAt?: number
    readonly notSentCount?: number
    readonly lastCode?: string
  }
  readonly payout: { readonly status: PayoutStatus; readonly dueAt: number | null; readonly reviewReason?: string | null }
  readonly event: { readonly kind: string; readonly detail: Readonly<Record<string, string | number | boolean | null>> }
  /** A fault that every request on the rail would meet: the rail waits for people. */
  readonly pause?: { readonly rail: string; readonly reason: string }
}

export interface PayoutView {
  readonly payout: Payout
  readonly attempts: readonly Attempt[]
  readonly events: readonly JournalEvent[]
}

export interface ListQuery {
  readonly tenant: string
  readonly status?: PayoutStatus
  /** The `nextCursor` of the page before. */
  readonly cursor?: string
  readonly limit: number
}

/**
 * The durable memory of payouts. Every method is one transaction, durable when its promise resolves. A journal
 * enforces L1, L2, L6 and L7 by itself, whatever its callers do; the suite in `core/testing` decides what may be one.
 * Rejects with HundiError: `FENCED` (another epoch holds the payout), `LIVE_ATTEMPT` (L2), `HELD` (in review),
 * `REFERENCE_TAKEN`, * `ILLEGAL_TRANSITION`, `NOT_FOUND`, `JOURNAL_UNAVAILABLE`.
 */
export interface Journal {
  /** Takes payouts on, each once. One transaction for all of them. */
  readonly accept: (payouts: readonly NewPayout[], at: number) => Promise<readonly Acceptance[]>
  /**
   * Claims due payouts whose lease is free, under a new epoch each. An attempt found in `sending` becomes `unknown`
   * here, never `reserved`: whoever sent it is gone (MONEY.md, States).
   */
  readonly claimDue: (request: ClaimRequest) => Promise<readonly Work[]>
  /** Claims one payout, due or not. Undefined when another lease holds it. */
  readonly claim: (payoutId: string, request: Omit<ClaimRequest, "limit" | "want">) => Promise<Work | undefined>
  /** Gives a claim back unused. */
  readonly release: (payoutId: string, epoch: number, dueAt: number | null) => Promise<void>
  /** Ends all leases of an owner that is proved dead, e.g. this instance's previous process. Returns how many. */
  readonly takeOver: (owner: string, now: number) => Promise<number>
  /** Opens an attempt (L1, L2): refused while another attempt of the payout is not proved failed, and while people review it. */
  readonly reserve: (reservation: Reservation) => Promise<Attempt>
  /** The last durable step before a byte may leave (L1, L7). Refused with `HELD` on a paused rail: what is not sent yet stays here. */
  readonly markSending: (holder: Holder, plaintextDigest: string) => Promise<void>
  /**
   * Says of a claimed payout's reserved attempt that nobody knows any more whether it was sent, as after a restored backup: in one step
   * it is taken for sent at `sentAt` and becomes `unknown`, due to be asked about now, and the claim ends. A pause does not refuse it:
   * nothing is sent, now or later.
   */
  readonly markLost: (holder: Holder, sentAt: number) => Promise<void>
  /** Writes what one look proved. With a stale epoch it is kept as evidence (`late`), never applied. */
  readonly record: (holder: Holder, change: Change) => Promise<"recorded" | "late">
  /**
   * Ends a claimed payout for good, unless money may have left: a reserved attempt proves that none did and ends as not sent; any other
   * attempt that is not proved failed refuses it with `LIVE_ATTEMPT`. `HELD` in review, `ILLEGAL_TRANSITION` when it is final already.
   */
  readonly cancel: (cancellation: Cancellation) => Promise<void>
  /** Keeps a claimed payout back with a reason, and gives the claim back. Refused once money may have left. */
  readonly hold: (order: HoldOrder) => Promise<void>
  /**
   * Counts a claimed payout against limits, all or none, in the transaction that checks them: two workers cannot both take the last
   * rupee. Once counted it stays counted until it is proved failed, cancelled or reversed; asking again answers `taken`.
   */
  readonly spend: (request: SpendRequest) => Promise<SpendAnswer>
  /** Other payouts to the beneficiary of this one. */
  readonly beneficiaryHistory: (payoutId: string, since: number) => Promise<BeneficiaryHistory>
  /** Stops sends on a rail at once, those that are being prepared too, until `resume`. Enquiries go on. */
  readonly pause: (rail: string, reason: string, at: number) => Promise<void>
  readonly resume: (rail: string) => Promise<void>
  readonly pauses: () => Promise<readonly { readonly rail: string; readonly reason: string; readonly at: number }[]>
  readonly get: (payoutId: string) => Promise<PayoutView | undefined>
  readonly list: (query: ListQuery) => Promise<{ readonly data: readonly Payout[]; readonly nextCursor: string | null }>
  /** Status, latest attempt state and due time of each id, in the order given; unknown ids are left out. */
  readonly standings: (ids: readonly string[]) => Promise<readonly Standing[]>
  /** The earliest time at which `claimDue` could find something, as things stand; null when nothing waits. */
  readonly nextDueAt: (want: ClaimRequest["want"]) => Promise<number | null>
  /** How many payouts of a tenant stand at each status. */
  readonly counts: (tenant: string) => Promise<Partial<Record<PayoutStatus, number>>>
  /** Writes a line into a payout's history that changes nothing else, e.g. that its evidence was exported. */
  readonly note: (payoutId: string, event: Change["event"], at: number) => Promise<void>
  /** The payout of one of our references, whichever of its attempts bore it. */
  readonly findByReference: (reference: string) => Promise<string | undefined>
  /**
   * Every line of history after the cursor, from the beginning with null, in an order in which each payout's lines stand by `seq`.
   * Gap-free: once a cursor has been handed out, no line becomes visible before it.
   */
  readonly changesSince: (cursor: string | null, limit: number) => Promise<ChangePage>
  /** Checks every hash chain. Returns the payouts whose history was altered. */
  readonly verify: () => Promise<readonly string[]>
  /**
   * Fixes the heads of all chains that have grown since the last anchor (L9). Kept elsewhere, anchors show a history that was
   * rewritten from its beginning, and a journal that is older than it should be. Undefined when nothing has grown.
   */
  readonly anchor: (at: number) => Promise<Anchor | undefined>
  /** In order; `after` leaves out those up to that number. */
  readonly anchors: (after?: number) => Promise<readonly Anchor[]>
  /** Recomputes every anchor. Returns the numbers of those that do not hold. */
  readonly verifyAnchors: () => Promise<readonly number[]>
  readonly close: () => Promise<void>
}

/** A hash over the heads of chains, and over the anchor before it. */
export interface Anchor {
  /** From 1. */
  readonly no: number
  /** ms since 1970 (UTC). */
  readonly at: number
  /** How many chains it fixes. */
  readonly payouts: number
  readonly hash: string
}

/** Where one payout stands, in a row. */
export interface Standing {
  readonly id: string
  readonly status: PayoutStatus
  readonly state: AttemptState | null
  readonly references: readonly string[]
  readonly dueAt: number | null
  readonly rail: string
}
