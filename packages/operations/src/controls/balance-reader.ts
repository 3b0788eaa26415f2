/** What the bank says the account holds; `asOf` is ms since 1970 (UTC). */
export interface Balance {
  readonly paise: bigint
  readonly asOf: number
}

/** The balance, or why it is not known. */
export type BalanceReading =
  | ({ readonly kind: "known" } & Balance)
  | { readonly kind: "failed" }
  | { readonly kind: "stale"; readonly asOf: number }

export interface BalanceReader {
  /** `freshMs`: how old it may be, unless the policy wants it fresher. */
  readonly read: (now: number, freshMs: number) => Promise<BalanceReading>
}

interface Options {
  readonly readBalance: () => Promise<Balance>
  readonly maxAgeMs: number
}

/** So long a failed read is not repeated: every payout that waits would ask. */
const REST_MS = 30_000

/** Asks the bank at most once at a time, and keeps the answer for as long as the policy allows. */
export const createBalanceReader = ({ readBalance, maxAgeMs }: Options): BalanceReader => {
  let kept: Balance | undefined
  let failedAt: number | undefined
  let reading: Promise<BalanceReading> | undefined

  const ask = async (startedAt: number): Promise<BalanceReading> => {
    try {
      const { paise, asOf } = await readBalance()
      if (typeof paise !== "bigint" || !Number.isSafeInteger(asOf)) throw new TypeError("no balance")
      // A later time than that of the question would hide what was paid in between.
      kept = { paise, asOf: Math.min(asOf, startedAt) }
      failedAt = undefined
      return startedAt - kept.asOf > maxAgeMs ? { kind: "stale", asOf: kept.asOf } : { kind: "known", ...kept }
    } catch {
      // What failed may hold secrets of the caller's; it is not repeated.
      failedAt = startedAt
      return { kind: "failed" }
    } finally {
      reading = undefined
    }
  }

  return {
    read: async (now, freshMs) => {
      if (kept !== undefined && now - kept.asOf <= Math.min(maxAgeMs, freshMs)) return { kind: "known", ...kept }
      if (failedAt !== undefined && now - failedAt < REST_MS) return { kind: "failed" }
      reading ??= ask(now)
      return reading
    }
  }
}
