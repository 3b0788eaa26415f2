import { isUnsent, type Work } from "@hundi/core"

/** What this process has done since it started; `/metrics` prints it. */
export interface Counters {
  readonly countWork: (work: Work) => void
  readonly countFault: () => void
  readonly read: () => { readonly sends: number; readonly enquiries: number; readonly faults: number }
}

/** Counters at zero. */
export const createCounters = (): Counters => {
  let [sends, enquiries, faults] = [0, 0, 0]
  return {
    countWork: ({ payout }) => void (isUnsent(payout.status) ? sends++ : enquiries++),
    countFault: () => void faults++,
    read: () => ({ sends, enquiries, faults })
  }
}
