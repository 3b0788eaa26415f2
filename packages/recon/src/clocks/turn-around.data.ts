import type { Rail } from "@hundi/catalog"

/** Who was paid: UPI to a merchant has a longer turn-around than to a person. */
export type Payee = "person" | "merchant"

/** How long a bank may take to return money that was debited and not credited, and what each day after it costs the bank. */
export interface TurnAround {
  /** Calendar days after the day of the transaction (T+n), the whole of the last one included. */
  readonly days: number
  readonly paisePerDay: bigint
}

const RUPEES_100 = 10_000n

/**
 * Reserve Bank of India, "Harmonisation of Turn Around Time and customer compensation for failed transactions", 20 September 2019: T is
 * the calendar date of the transaction; IMPS and UPI to a person T+1, UPI to a merchant T+5, then Rs 100 a day. NEFT and RTGS are not in
 * it: their late returns earn penal interest by other rules, which need the day's repo rate.
 */
export const turnArounds: Readonly<Partial<Record<Rail, Readonly<Record<Payee, TurnAround>>>>> = {
  imps: { person: { days: 1, paisePerDay: RUPEES_100 }, merchant: { days: 1, paisePerDay: RUPEES_100 } },
  upi: { person: { days: 1, paisePerDay: RUPEES_100 }, merchant: { days: 5, paisePerDay: RUPEES_100 } }
}
