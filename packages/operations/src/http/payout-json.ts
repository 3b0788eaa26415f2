import { type AttemptState, finalStatuses, isUnsent, type Payout, type Payouts, type PayoutView, type Standing } from "@hundi/core"
import { describeEvents } from "./describe-events.ts"
import { ProblemError } from "./problem.ts"
import { showTime } from "./show-time.ts"

/** What the worker knows besides the journal's row. */
export interface Surroundings {
  readonly pausedRails: ReadonlySet<string>
}

/** A payout as the lists show it. Money is a decimal string of paise; account and name are masked (L10). */
export const payoutRow = (payout: Payout, standing: Pick<Standing, "state" | "references"> | undefined) => ({
  id: payout.payoutId,
  status: payout.status,
  outcome: outcomeName(standing?.state ?? null),
  reference: standing?.references.at(-1) ?? null,
  amountPaise: payout.amountPaise.toString(),
  currency: "INR",
  rail: payout.rail,
  beneficiary: beneficiaryJson(payout.beneficiary),
  createdAt: rfc3339(payout.createdAt),
  scheduledFor: payout.scheduledFor === undefined ? null : rfc3339(payout.scheduledFor),
  hold: isHeld(payout) ? { kind: payout.hold.kind, reason: payout.hold.reason } : null,
  reviewReason: payout.reviewReason,
  links: linksOf(payout)
})

const beneficiaryJson = ({ name, accountNumber, ifsc, vpa }: Payout["beneficiary"]) =>
  vpa === undefined
    ? { name: String(name), accountNumber: String(accountNumber), ifsc }
    : { name: String(name), vpa: String(vpa) }

/** What an order, a retry or a decision answers. */
export const shortAnswer = ({ payout, attempts }: PayoutView) => {
  const { id, status, outcome, reference, hold, links } = payoutRow(payout, {
    state: attempts.at(-1)?.state ?? null,
    references: attempts.map((attempt) => attempt.reference)
  })
  return { id, status, outcome, reference, createdAt: rfc3339(payout.createdAt), ...(hold === null ? {} : { hold }), links }
}

/** @throws ProblemError 404 */
export const findPayout = async (payouts: Pick<Payouts, "get">, payoutId: string): Promise<PayoutView> => {
  const view = await payouts.get(payoutId)
  if (view === undefined) throw new ProblemError({ status: 404, code: "NOT_FOUND", title: "There is no such payout" })
  return view
}

/** One payout with its tries, its history in plain words, and what happens next. */
export const payoutDetail = ({ payout, attempts, events }: PayoutView, { pausedRails }: Surroundings) => ({
  ...payoutRow(payout, { state: attempts.at(-1)?.state ?? null, references: attempts.map(({ reference }) => reference) }),
  remark: payout.remark,
  attempts: attempts.map((attempt) => ({
    number: attempt.number,
    reference: attempt.reference,
    state: attempt.state,
    outcome: outcomeName(attempt.state),
    rrn: attempt.rrn,
    businessDate: attempt.businessDate,
    lastCode: attempt.lastCode,
    provedFailedAt: attempt.provedFailedAt === null ? null : rfc3339(attempt.provedFailedAt)
  })),
  timeline: describeEvents(events, payout.rail),
  next: { at: nextAt(payout, pausedRails), text: describeNext(payout, pausedRails) }
})

/** The outcome's name (MONEY.md, L5); null while there is none. */
const outcomeName = (state: AttemptState | null): string | null => (state === null ? null : outcomeNames[state])

const outcomeNames: Readonly<Record<AttemptState, string | null>> = {
  reserved: null,
  sending: null,
  pending: "Pending",
  accepted: "Accepted",
  unknown: "Unknown",
  settled: "Settled",
  rejected: "Rejected",
  "not-sent": "NotSent",
  reversed: "Reversed"
}

const nextAt = ({ dueAt, status, rail }: Payout, paused: ReadonlySet<string>): string | null =>
  dueAt === null || (isUnsent(status) && paused.has(rail)) ? null : rfc3339(dueAt)

/** Kept back by a control, a window or a callback: nothing of it was sent. */
const isHeld = (payout: Payout): payout is Payout & { readonly hold: NonNullable<Payout["hold"]> } => payout.hold !== null && isUnsent(payout.status)

const describeNext = (payout: Payout, paused: ReadonlySet<string>): string => {
  const { status, dueAt, rail } = payout
  if (isUnsent(status) && paused.has(rail)) return `Held: ${rail} is paused until somebody resumes it.`
  if (isHeld(payout)) return `Held: ${payout.hold.reason}${dueAt === null ? "" : ` It is looked at again at ${showTime(dueAt)}.`}`
  if (status === "scheduled" && dueAt !== null) return `It is sent at ${showTime(dueAt)}; until then it can be cancelled.`
  if (status === "queued") return "It is sent to the bank as soon as a place is free."
  if (dueAt === null) return status === "review" ? "A person must look at it." : "Nothing more happens."
  const when = showTime(dueAt)
  if (status === "review") return `A person must look at it. The bank is asked again at ${when}.`
  if (finalStatuses.includes(status)) return `It is final. In case money moves late after all, the bank is asked again at ${when}.`
  return `Next enquiry ${when}. It is not sent again meanwhile.`
}

const linksOf = ({ payoutId, status }: Payout) => {
  const self = `/v1/payouts/${encodeURIComponent(payoutId)}`
  return { self, retry: `${self}/retry`, ...(status === "awaiting-approval" ? { approve: `${self}/approve`, reject: `${self}/reject` } : {}) }
}

export const rfc3339 = (ms: number): string => new Date(ms).toISOString()
