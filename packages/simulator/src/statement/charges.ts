import type { Payment, Rail } from "../bank-types.ts"

/** Made up, in paise: the bank's tariff depends on the contract and is not public. */
const feesPaise: Readonly<Record<Rail, bigint>> = { upi: 0n, imps: 500n, neft: 225n, rtgs: 2_450n }

/** GST on bank charges, per cent. */
const GST_PERCENT = 18n

interface Charge {
  readonly atMs: number
  readonly amountPaise: bigint
  readonly narration: string
}

/**
 * The charge for a payment and the tax on it, as lines of their own. Only the statement knows of them (`charges=1`): the ledger and the
 * balance by which payments are refused are without fees.
 */
export const chargesOf = (payment: Payment): readonly Charge[] => {
  const feePaise = payment.internal === true ? 0n : feesPaise[payment.rail]
  if (feePaise === 0n) return []
  // Half a paisa and more rounds up.
  const taxPaise = (feePaise * GST_PERCENT + 50n) / 100n
  const rail = payment.rail.toUpperCase()
  const atMs = payment.receivedAtMs
  return [
    { atMs, amountPaise: -feePaise, narration: `${rail} CHG/${payment.rrn}`.slice(0, 40) },
    { atMs, amountPaise: -taxPaise, narration: `GST ${rail} CHG/${payment.rrn}`.slice(0, 40) }
  ]
}
