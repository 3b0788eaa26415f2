import type { Records, Unproved } from "../store/open-records.ts"

/** One line of our own account's statement. */
export interface CreditLine {
  readonly amountPaise: bigint
  readonly remark: string
}

/** Money that came in on our account from that day on, ms since 1970 (UTC). Rejects when the statement is not whole. */
export type ReadCredits = (from: number) => Promise<readonly CreditLine[]>

export interface ProveOptions {
  readonly records: Pick<Records, "unproved" | "prove" | "askAgain" | "giveUp" | "nextAskAt">
  readonly readCredits: ReadCredits
  readonly now: () => number
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** After the first enquiry, the second, ...; then every six hours. */
const GAPS_MS: readonly number[] = [2 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS]
/** A statement may be late over a weekend and a holiday; after that people look. */
const GIVE_UP_MS = 5 * DAY_MS
const MOST = 500

/**
 * One round of enquiries about MIS without a hold that we accepted: one statement answers for all of them. The UTR must stand in a credit's
 * narration as a part of its own, with the same amount. Silence proves nothing; it is asked again, and in the end left to people.
 */
export const proveCredits = async ({ records, readCredits, now }: ProveOptions): Promise<number | null> => {
  const due = records.unproved(MOST)
  if (due.length > 0) {
    const lines = await readCredits(Math.min(...due.map(({ at }) => at)) - DAY_MS).catch(() => undefined)
    for (const credit of due) conclude(credit, lines, records, now())
  }
  return records.nextAskAt()
}

const conclude = (credit: Unproved, lines: readonly CreditLine[] | undefined, records: ProveOptions["records"], at: number): void => {
  const { utr, amountPaise, asks } = credit
  // A transfer inside of the bank has nine digits, and twelve on the statement.
  const about = (lines ?? []).filter(({ remark }) => partsOf(remark).some((part) => part === utr || part === utr.padStart(12, "0")))
  if (about.some((line) => line.amountPaise === amountPaise)) records.prove(utr)
  else if (about.length > 0) records.giveUp(utr, "the statement shows another amount")
  else if (at > credit.at + GIVE_UP_MS) records.giveUp(utr, "the statement does not show it")
  else records.askAgain(utr, at + (GAPS_MS[asks] ?? 6 * HOUR_MS))
}

/** `NEFT/<UTR>/<payer>`, `MMT/IMPS/<RRN>/...` (MONEY.md, References). A part that only begins like the UTR is another payment. */
const partsOf = (remark: string): readonly string[] => remark.split(/[/\s-]+/)
