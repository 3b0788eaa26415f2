import { type AttemptState, finalStatuses, type Payout, type PayoutView, type Standing } from "@hundi/core"
import { describeEvents } from "./describe-events.ts"
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
  reviewReason: payout.reviewReason,
  links: linksOf(payout.payoutId)
})

const beneficiaryJson = ({ name, accountNumber, ifsc, vpa }: Payout["beneficiary"]) =>
  vpa === undefined
    ? { name: String(name), accountNumber: String(accountNumber), ifsc }
    : { name: String(name), vpa: String(vpa) }

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
  dueAt === null || (status === "queued" && paused.has(rail)) ? null : rfc3339(dueAt)

const describeNext = ({ status, dueAt, rail }: Payout, paused: ReadonlySet<string>): string => {
  if (status === "queued") return paused.has(rail) ? `Held: ${rail} is paused until somebody resumes it.` : "It is sent to the bank as soon as a place is free."
  if (dueAt === null) return status === "review" ? "A person must look at it." : "Nothing more happens."
  const when = showTime(dueAt)
  if (status === "review") return `A person must look at it. The bank is asked again at ${when}.`
  if (finalStatuses.includes(status)) return `It is final. In case money moves late after all, the bank is asked again at ${when}.`
  return `Next enquiry ${when}. It is not sent again meanwhile.`
}

const linksOf = (payoutId: string) => {
  const self = `/v1/payouts/${encodeURIComponent(payoutId)}`
  return { self, retry: `${self}/retry` }
}

export const rfc3339 = (ms: number): string => new Date(ms).toISOString()
