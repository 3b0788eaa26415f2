import { dayNumber } from "@hundi/catalog/calendar"

/** How old something open is, in calendar days. */
export interface AgeingBucket {
  readonly name: string
  readonly fromDays: number
  /** Included; null for the oldest. */
  readonly toDays: number | null
}

/** The buckets, youngest first: a day, the wait for Recon360, the watch for late money, a month, and what auditors ask about. */
export const ageingBuckets: readonly AgeingBucket[] = [
  { name: "today", fromDays: 0, toDays: 0 },
  { name: "1 day", fromDays: 1, toDays: 1 },
  { name: "2 to 3 days", fromDays: 2, toDays: 3 },
  { name: "4 to 7 days", fromDays: 4, toDays: 7 },
  { name: "8 to 30 days", fromDays: 8, toDays: 30 },
  { name: "over 30 days", fromDays: 31, toDays: null }
]

/** A bucket with what is in it. */
export interface AgeingTotal extends AgeingBucket {
  readonly count: number
  readonly paise: bigint
}

/**
 * The bucket of something that has been open since an IST date. A date after `asOf` counts as today.
 *
 * @throws RangeError for a date that does not exist
 */
export const ageingBucketOf = (since: string, asOf: string): AgeingBucket => {
  const days = Math.max(0, dayNumber(asOf) - dayNumber(since))
  const bucket = ageingBuckets.find(({ toDays }) => toDays === null || days <= toDays)
  if (bucket === undefined) throw new RangeError("no bucket")
  return bucket
}

/**
 * Counts and sums open items by age; every bucket is there, empty ones too. Amounts are absolute, so that a plus does not hide a minus.
 *
 * @example
 * ageingOf([{ since: "2026-02-01", paise: -10_050n }], "2026-02-04") // one item of 10050n in "2 to 3 days"
 */
export const ageingOf = (items: Iterable<{ readonly since: string, readonly paise: bigint }>, asOf: string): readonly AgeingTotal[] => {
  const totals = ageingBuckets.map((bucket) => ({ ...bucket, count: 0, paise: 0n }))
  for (const { since, paise } of items) {
    const total = totals[ageingBuckets.indexOf(ageingBucketOf(since, asOf))]
    if (total === undefined) continue
    total.count++
    total.paise += paise < 0n ? -paise : paise
  }
  return totals
}
