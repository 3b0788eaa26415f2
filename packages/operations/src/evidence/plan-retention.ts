import { istDate, istMidnight, istParts } from "@hundi/catalog/calendar"
import { finalStatuses, invalid, type PayoutStatus } from "@hundi/core"
import { type RetentionKind, type RetentionRule, retentionRules } from "./retention.data.ts"

/** One thing that somebody keeps. */
export interface RetentionItem {
  readonly kind: RetentionKind
  /** The last thing that happened to it, ms since 1970 (UTC): the books' year, and the days of a log, count from there. */
  readonly at: number
  /** Of the payout it belongs to, where it belongs to one. A payout's own row must say it. */
  readonly status?: PayoutStatus
  /** When somebody looks at that payout again: a failed one is watched for late money. */
  readonly dueAt?: number | null
  /** A litigation hold: why nobody may delete it. */
  readonly hold?: string
}

/** What may happen to one item. */
export interface RetentionDecision<I extends RetentionItem = RetentionItem> {
  readonly item: I
  readonly decision: "keep" | "expire" | "litigation-hold"
  /** IST date from which it may go, were nothing else in its way; null while that is not known. */
  readonly from: string | null
  /** The id of the rule that keeps it the longest. */
  readonly rule: string
  readonly why: string
  /** Must it be kept in India? */
  readonly place: "India" | null
}

/** What {@link planRetention} takes. */
export interface RetentionOptions<I extends RetentionItem> {
  /** ms since 1970 (UTC). */
  readonly now: number
  readonly items: readonly I[]
  /** The laws of `retentionRules` unless told; add your own, do not leave those out. */
  readonly rules?: readonly RetentionRule[]
}

/**
 * What may be deleted, and under which rule. Pure: it deletes nothing. The longest rule wins; a hold wins over all; what belongs to a
 * payout that is not final, or that is in review or still watched, never expires; neither does what no rule is about.
 *
 * Deleting a payout's row frees its id and key, under which the same order could be paid again (L6): delete exports and logs, and of
 * a payout the personal data, not the row.
 *
 * @throws HundiError INVALID_REQUEST for an item without a time
 * @example
 * planRetention({ now, items: [{ kind: "log", at }] }) // [{ decision: "expire", rule: "personal-data-logs-1-year", ... }]
 */
export const planRetention = <I extends RetentionItem>({
  now,
  items,
  rules = retentionRules
}: RetentionOptions<I>): readonly RetentionDecision<I>[] =>
  items.map((item, index) => {
    if (!Number.isSafeInteger(item.at)) throw invalid(`items[${index}].at`, "ms since 1970 (UTC)")
    return decide(item, now, rules.filter(({ kinds }) => kinds.includes(item.kind)))
  })

const decide = <I extends RetentionItem>(item: I, now: number, rules: readonly RetentionRule[]): RetentionDecision<I> => {
  const place: "India" | null = rules.some((rule) => rule.place === "India") ? "India" : null
  const [longest] = rules.flatMap((rule) => withEnd(rule, item.at)).sort((one, other) => other.endsAt - one.endsAt)
  const from = longest === undefined ? null : istDate(longest.endsAt)
  const found = { item, from, place }
  if (item.hold !== undefined) return { ...found, decision: "litigation-hold", rule: "hold", why: `held: ${item.hold}. Only who ordered the hold can end it` }
  const open = whyOpen(item)
  if (open !== undefined) return { ...found, from: null, decision: "keep", rule: "not-final", why: open }
  if (longest === undefined) return { ...found, decision: "keep", rule: "no-rule", why: `no rule says how long a ${item.kind} is kept: write one first` }
  const { rule, endsAt } = longest
  if (now < endsAt) return { ...found, decision: "keep", rule: rule.id, why: `kept until ${istDate(endsAt - 1)}: ${rule.source}` }
  return { ...found, decision: "expire", rule: rule.id, why: `may go since ${from ?? ""}: ${rule.source}` }
}

const whyOpen = ({ kind, status, dueAt }: RetentionItem): string | undefined => {
  if (status === undefined) return kind === "payout" || kind === "history" ? "its payout's status was not given: only what is final may go" : undefined
  if (status === "review") return "people are reviewing its payout"
  if (!finalStatuses.includes(status)) return `its payout is ${status}, which is not final`
  return dueAt === undefined || dueAt === null ? undefined : "its payout is still watched for late money"
}

const DAY_MS = 86_400_000
/** India's financial year begins on 1 April (Companies Act 2013, section 2(41)). */
const APRIL = 4

const withEnd = (rule: RetentionRule, at: number) => {
  const { atLeast } = rule
  if (atLeast === null) return []
  if ("days" in atLeast) return [{ rule, endsAt: istMidnight(istDate(at + atLeast.days * DAY_MS)) + DAY_MS }]
  const { year, month } = istParts(at)
  const begunIn = month >= APRIL ? year : year - 1
  // Its own year, and then as many whole years in which it is one of those before the current one.
  return [{ rule, endsAt: istMidnight(`${begunIn + 1 + atLeast.financialYears}-04-01`) }]
}
