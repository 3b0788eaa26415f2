import { formatRupees } from "@hundi/catalog"
import { type Anchor, type Attempt, chainHash, GENESIS, type JournalEvent, type Payout, type PayoutView } from "@hundi/core"
import { type CodeFamily, type CodeRecord, lookUp } from "@hundi/error-codes"
import type { ApprovalStep } from "./approval-row.ts"
import { istTime } from "./ist-time.ts"
import { withholdSecrets } from "./withhold-secrets.ts"

/** One request or reply, if somebody kept it. */
export interface DossierExchange {
  /** ms since 1970 (UTC). */
  readonly at: number
  readonly direction: "sent" | "received"
  /** The declaration's id, e.g. `composite.imps.status`. */
  readonly call: string
  readonly httpStatus?: number
  /** As text or as JSON; secrets and card numbers in it are withheld. */
  readonly body?: unknown
}

/** What the journal said of itself when it was asked: `journal.verify()` and `journal.verifyAnchors()`. */
export interface JournalCheck {
  readonly altered: readonly string[]
  readonly brokenAnchors: readonly number[]
}

/** What a dossier is made from. */
export interface DossierFacts {
  readonly view: PayoutView
  readonly anchors: readonly Anchor[]
  readonly approvals: readonly ApprovalStep[]
  readonly exchanges?: readonly DossierExchange[]
  readonly journalCheck?: JournalCheck
  /** ms since 1970 (UTC). */
  readonly now: number
  /** Who exports it; stands in the payout's history. */
  readonly by: string
  /** 10 to 300 characters, without account or name; stands in the payout's history. */
  readonly reason: string
}

/** What the recipient reads. Times are RFC 3339 in IST, money is a decimal text. */
export type Dossier = ReturnType<typeof dossierContent>

/** The dossier in clear: this text holds the account number and the name, and goes nowhere but into the envelope. */
export const dossierContent = (facts: DossierFacts) => {
  const { view, anchors, approvals, exchanges = [], journalCheck, now, by, reason } = facts
  const { payout, attempts, events } = view
  const { name, accountNumber, ifsc, vpa } = payout.beneficiary
  return {
    format: "hundi-dossier/1" as const,
    about: ABOUT,
    ...{ madeAt: istTime(now), by, reason, question: questionOf(payout, attempts) },
    payout: {
      ...{ id: payout.id, status: payout.status, rail: payout.rail, operation: payout.operation, reviewReason: payout.reviewReason },
      ...{ amountPaise: payout.amountPaise.toString(), rupees: formatRupees(payout.amountPaise), currency: "INR" },
      beneficiary: { name: name.reveal(), accountNumber: accountNumber.reveal(), ifsc, vpa: vpa?.reveal() ?? null },
      ...{ remark: payout.remark, takenOnAt: istTime(payout.createdAt), fingerprint: payout.fingerprint }
    },
    attempts: attempts.map((attempt) => ({
      ...{ number: attempt.number, reference: attempt.reference, businessDate: attempt.businessDate, state: attempt.state },
      ...{ bankNumber: attempt.rrn, lastCode: attempt.lastCode, enquiries: attempt.asked },
      ...{ reservedAt: istTime(attempt.reservedAt), sendingAt: timeOrNull(attempt.sendingAt) },
      ...{ unknownSince: timeOrNull(attempt.unknownSince), provedFailedAt: timeOrNull(attempt.provedFailedAt) },
      plaintextDigest: attempt.plaintextDigest
    })),
    codes: codesOf(view),
    timeline: events.map(({ seq, at, kind, detail, hash }) => ({ seq, at, time: istTime(at), kind, detail, hash })),
    approvals: approvals.map((step) => ({ by: step.by, at: istTime(step.at), action: step.action })),
    exchanges: exchanges.map(({ at, direction, call, httpStatus, body }) => ({
      ...{ at: istTime(at), direction, call, httpStatus: httpStatus ?? null },
      body: body === undefined ? null : withholdSecrets(body)
    })),
    verification: { ...verifyHistory(payout.id, events), ...anchoredBy(anchors, events), journal: journalCheck ?? null }
  }
}

const ABOUT =
  "Evidence about one payment, sealed to you alone. The timeline is append-only: each event's hash is SHA-256 of the JSON array "
  + "[hash before, payout id, seq, at, kind, detail], the first one over 64 zeros, so no event can be changed without changing all that follow. "
  + "Anchors are hashes over the ends of such chains; the sender keeps copies of them elsewhere. "
  + "References are ours (tranRefNo, UNIQUEID or seq-no at the bank); bankNumber is the RRN, UTR or host reference that the bank gave."

const timeOrNull = (at: number | null): string | null => (at === null ? null : istTime(at))

/** What the bank's support is asked, in one breath. */
const questionOf = (payout: Payout, attempts: readonly Attempt[]): string => {
  const last = attempts.at(-1)
  const amount = `Rs ${formatRupees(payout.amountPaise)} by ${payout.rail.toUpperCase()}`
  if (last === undefined) return `${amount} was never sent: this dossier shows why.`
  const number = last.rrn === null ? "no bank number known" : `bank number ${last.rrn}`
  return `${amount}, reference ${last.reference}, of ${last.businessDate}, ${number}: was our account debited, was the beneficiary credited, and if it was returned, when and under which number?`
}

const families: Readonly<Record<Payout["rail"], CodeFamily>> = { imps: "imps", upi: "upi", neft: "cib", rtgs: "cib", internal: "cib" }

/** Every code of the history with its meaning. */
const codesOf = ({ payout, attempts, events }: PayoutView) => {
  const found = [...events.map(({ detail }) => detail["code"]), ...attempts.map(({ lastCode }) => lastCode)]
  const codes = new Set(found.filter((code): code is string => typeof code === "string" && code !== ""))
  return [...codes].map((code) => meaningOf(code, lookUp(families[payout.rail], "any", code)))
}

const meaningOf = (code: string, { meaning, class: kind, moneyMayHaveMoved, next, listed, sources }: CodeRecord) => ({
  ...{ code, meaning, class: kind, moneyMayHaveMoved, next, listed, sources }
})

/** Recomputes the chain, as the recipient can. */
const verifyHistory = (payoutId: string, events: readonly JournalEvent[]) => {
  let previous = GENESIS
  for (const [index, event] of events.entries()) {
    const { seq, at, kind, detail, hash } = event
    if (seq !== index + 1 || chainHash(previous, payoutId, { seq, at, kind, detail }) !== hash) {
      return { chain: "broken" as const, brokenAtSeq: seq, events: events.length, head: events.at(-1)?.hash ?? GENESIS }
    }
    previous = hash
  }
  return { chain: "holds" as const, brokenAtSeq: null, events: events.length, head: previous }
}

/** The anchors since the first event; the first one after the last event fixes the whole chain. */
const anchoredBy = (anchors: readonly Anchor[], events: readonly JournalEvent[]) => {
  const [first, last] = [events[0]?.at ?? 0, events.at(-1)?.at ?? 0]
  return {
    fixedByAnchor: anchors.find(({ at }) => at >= last)?.no ?? null,
    anchors: anchors
      .filter(({ at }) => at >= first)
      .map(({ no, at, payouts, hash }) => ({ no, at, time: istTime(at), chains: payouts, hash }))
  }
}
