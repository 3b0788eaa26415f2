import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import type { PayoutChange, PayoutStatus } from "@hundi/core"

/** What a webhook may tell of. New ones may be added; what a published one means does not change. */
export const payoutEventTypes = [
  "payout.queued", "payout.held", "payout.in-flight", "payout.unknown", "payout.settled", "payout.failed", "payout.reversed",
  "payout.review", "payout.cancelled"
] as const

export type PayoutEventType = (typeof payoutEventTypes)[number]

/** The body of a webhook. It names nobody: no account, name or address. */
export interface PayoutEvent {
  readonly type: PayoutEventType
  /** Of this form. It grows when a field changes its meaning, not when one is added. */
  readonly version: 1
  /** When it happened, RFC 3339. */
  readonly timestamp: string
  readonly data: {
    /** `tenant/payoutId`. */
    readonly id: string
    readonly payoutId: string
    readonly status: PayoutStatus
    /** Grows with each event of this payout: what is lower than the last one you saw is old. */
    readonly seq: number
    /** Paise, as decimal text. */
    readonly amountPaise: string
    /** Ours, as it stands in the bank's narration. */
    readonly reference?: string
    /** RRN, UTR or host reference. */
    readonly rrn?: string
    readonly reason?: string
  }
}

/**
 * The event that a change of a payout is worth, or undefined: an enquiry that proved nothing new is worth none, nor is a note in its
 * history. `before` is the mark of the payout's last change; keep the mark that comes back.
 */
export const eventOf = (change: PayoutChange, before = ""): { readonly mark: string; readonly event?: PayoutEvent } => {
  const { kind, payoutId: id, status, seq, amountPaise, reference, rrn } = change
  const type = kind === "held" ? "payout.held" : types[status]
  if (type === undefined) return { mark: "" }
  const reason = change.reason === null || change.reason === "" ? undefined : maskNumbers(change.reason.slice(0, 300))
  const mark = kind === "held" ? `${type} ${status} ${reason ?? ""}` : `${type} ${status}`
  if (!isNews(kind, mark, before)) return { mark: before }
  const data = {
    ...{ id, payoutId: id.slice(id.indexOf("/") + 1), status, seq, amountPaise: amountPaise.toString() },
    ...(reference === null ? {} : { reference }),
    ...(rrn === null ? {} : { rrn }),
    ...(reason === undefined || !withReason.includes(type) ? {} : { reason })
  }
  return { mark, event: { type, version: 1, timestamp: new Date(change.at).toISOString(), data } }
}

const isNews = (kind: string, mark: string, before: string): boolean => {
  const [type, status] = mark.split(" ")
  const [typeBefore, statusBefore] = before.split(" ")
  // Held for another reason is news; asked again in review is not.
  if (kind === "held") return mark !== before
  if (typeBefore !== "payout.held") return type !== typeBefore
  // A hold ends when the status changes, or an attempt is opened while it stays queued. Other lines in between change nothing.
  return status !== statusBefore || kind === "reserved"
}

/**
 * The same for the same change, for ever: a repeat and a replay carry it again. Payout ids may hold dots and slashes, which would make the
 * signed text ambiguous, so that a hash stands for them.
 */
export const eventIdOf = ({ payoutId, seq }: Pick<PayoutChange, "payoutId" | "seq">): string =>
  `evt_${bytesToHex(sha256(utf8ToBytes(payoutId))).slice(0, 32)}_${seq}`

const types: Readonly<Record<PayoutStatus, PayoutEventType | undefined>> = {
  "draft": undefined,
  "awaiting-approval": "payout.held",
  "scheduled": "payout.queued",
  "queued": "payout.queued",
  "in-flight": "payout.in-flight",
  "unknown": "payout.unknown",
  "review": "payout.review",
  "settled": "payout.settled",
  "failed": "payout.failed",
  "cancelled": "payout.cancelled",
  "reversed": "payout.reversed"
}

const withReason: readonly PayoutEventType[] = ["payout.held", "payout.unknown", "payout.failed", "payout.review", "payout.reversed"]

/** Reasons are made by programs and hold no account; should one slip in, its tail is all that leaves (L10). */
const maskNumbers = (text: string): string => text.replace(/(?<![0-9A-Z])\d{9,20}(?![0-9A-Z])/g, (digits) => `XXXX${digits.slice(-4)}`)
