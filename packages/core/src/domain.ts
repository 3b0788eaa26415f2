import type { Rail } from "@hundi/catalog"
import type { Sensitive } from "./sensitive.ts"

/** Where a payout stands (MONEY.md, States). */
export type PayoutStatus =
  | "draft"
  | "awaiting-approval"
  | "scheduled"
  | "queued"
  | "in-flight"
  | "unknown"
  | "review"
  | "settled"
  | "failed"
  | "cancelled"
  | "reversed"

/** What keeps a payout back (MONEY.md, States: `queued(...)`). */
export type HoldKind = "approval" | "duplicate" | "beneficiary" | "limit" | "balance" | "window" | "rate" | "circuit"

/** Why a payout that was not sent yet is kept back, in words for people. */
export interface Hold {
  readonly kind: HoldKind
  readonly reason: string
}

/** Where one try at the bank stands. `not-sent` ends a try of which no byte left. */
export type AttemptState = "reserved" | "sending" | "pending" | "accepted" | "unknown" | "settled" | "rejected" | "not-sent" | "reversed"

/** Why we do not know. */
export type UnknownReason =
  | "time-out"
  | "connection-lost"
  | "undecryptable"
  | "undecodable"
  | "no-bank-body"
  | "unlisted-code"
  | "unknown-code"
  | "technical-decline"
  | "duplicate"
  | "not-found"
  | "evidence-mismatch"
  | "contradiction"
  | "lease-lapsed"

/** What is known about a payment after one look (L5). A closed union: there is nothing else to handle. */
export type Outcome =
  | { readonly kind: "NotSent"; readonly why: string; readonly mayRepeat: boolean }
  | { readonly kind: "Rejected"; readonly code: string; readonly meaning: string; readonly configuration: boolean }
  | { readonly kind: "Pending"; readonly on: "approval" | "batch" | "bank-queue"; readonly code: string }
  | { readonly kind: "Accepted"; readonly code: string; readonly rrn?: string }
  /** `partial`: not every question that was to be asked was answered. */
  | {
      readonly kind: "Unknown"
      readonly reason: UnknownReason
      readonly code?: string
      readonly meaning?: string
      readonly partial?: boolean
    }
  | { readonly kind: "Settled"; readonly code: string; readonly rrn?: string }
  | { readonly kind: "Reversed"; readonly proved: boolean; readonly rrn?: string }

/** To whom. Account and name print masked. */
export interface Beneficiary {
  readonly name: Sensitive
  /** Empty, like `ifsc`, where the money goes to a UPI address. */
  readonly accountNumber: Sensitive
  readonly ifsc: string
  /** The UPI address. */
  readonly vpa?: Sensitive
}

/** What somebody asks for. Amounts are paise. */
export interface PayoutOrder {
  readonly tenant: string
  /** The user's own id, unique per tenant for the journal's life. */
  readonly payoutId: string
  readonly idempotencyKey: string
  readonly amountPaise: bigint
  readonly beneficiary: Beneficiary
  readonly remark: string
  /** Id of the money-moving declaration, e.g. `composite.imps.pay`; of a payout, that of its newest attempt. */
  readonly operation: string
  readonly rail: Rail
  /** What this operation needs beside the rest, as canonical JSON: the payment that a refund gives back, an LEI. */
  readonly details?: Sensitive
  /** Not sent before, ms since 1970 (UTC). Not a part of the fingerprint of an order without it. */
  readonly scheduledFor?: number
}

/** A payout as the journal keeps it. Times are ms since 1970 (UTC). */
export interface Payout extends PayoutOrder {
  /** `tenant/payoutId`. */
  readonly id: string
  readonly status: PayoutStatus
  /** Keyed fingerprint of the canonical order (L6). */
  readonly fingerprint: string
  readonly createdAt: number
  /** When somebody must look again; null when nobody must. */
  readonly dueAt: number | null
  /** The fencing epoch: it grows with each claim (L7). */
  readonly epoch: number
  /** Why people must look, when `status` is `review`. */
  readonly reviewReason: string | null
  /** What keeps it back while nothing was sent. */
  readonly hold: Hold | null
  /** Keyed hash of the beneficiary's account and IFSC, or address. */
  readonly beneficiaryHash: string
}

/** One try at the bank, under one reference. */
export interface Attempt {
  readonly payoutId: string
  readonly number: number
  /** 15 characters, ours, unique for all time. */
  readonly reference: string
  readonly fingerprint: string
  /** Over which declaration it goes, fixed at reserve: a later try may take another rail. */
  readonly operation: string
  readonly rail: Rail
  /** IST date fixed at reserve (L8). */
  readonly businessDate: string
  readonly epoch: number
  readonly state: AttemptState
  readonly reservedAt: number
  readonly sendingAt: number | null
  /** Digest of the plaintext that was marked as sending: a repeat must have the same (L3). */
  readonly plaintextDigest: string | null
  readonly unknownSince: number | null
  /** Enquiries made so far. */
  readonly asked: number
  readonly technicalCode: string | null
  readonly technicalAt: number | null
  /** Witnessed sends of which no byte left. */
  readonly notSentCount: number
  /** The bank's number: RRN of IMPS and UPI, UTR of NEFT and RTGS, host reference inside the bank. */
  readonly rrn: string | null
  /** Only proof sets it; while null, no other attempt may open (L2). */
  readonly provedFailedAt: number | null
  readonly lastCode: string | null
}

/** One line of a payout's history, append-only and hash-chained (L9). */
export interface JournalEvent {
  readonly seq: number
  readonly at: number
  readonly kind: string
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
  readonly hash: string
}

/** Moves an attempt may make. Settled never becomes failed, and failed never becomes anything: that is review (L4). */
export const attemptMoves: Readonly<Record<AttemptState, readonly AttemptState[]>> = Object.freeze({
  reserved: ["reserved", "sending", "not-sent"],
  sending: ["reserved", "pending", "accepted", "unknown", "settled", "rejected", "not-sent"],
  pending: ["pending", "accepted", "unknown", "settled", "rejected", "reversed"],
  accepted: ["accepted", "settled", "reversed"],
  unknown: ["unknown", "pending", "accepted", "settled", "rejected", "reversed"],
  settled: ["settled", "reversed"],
  rejected: ["rejected"],
  "not-sent": ["not-sent"],
  reversed: ["reversed"]
})

/** States that prove a failure; only with one of them may `provedFailedAt` be set (L2). */
export const provedFailures: readonly AttemptState[] = Object.freeze(["rejected", "not-sent", "reversed"] as const)

/** Statuses at which a payout rests. */
export const finalStatuses: readonly PayoutStatus[] = Object.freeze(["settled", "failed", "cancelled", "reversed"] as const)
