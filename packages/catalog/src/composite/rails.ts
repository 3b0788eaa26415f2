import type { PartnerFacts } from "../declaration.ts"
import { impsPay } from "./imps-pay.ts"
import { impsStatus } from "./imps-status.ts"
import { neftPay } from "./neft-pay.ts"
import { recon360 } from "./recon360.ts"
import { rtgsPay } from "./rtgs-pay.ts"
import { upiPay } from "./upi-pay.ts"

/**
 * Composite Pay over all four rails, for `createBank`. The first one, IMPS, is what an order without a rail goes over.
 *
 * @example
 * createBank({ ...ports, families: { composite: compositeRails }, settings: { ...settings, partner: { ...partner, corporate, upi } } })
 */
export const compositeRails = Object.freeze({
  pay: impsPay,
  payByUpi: upiPay,
  payByNeft: neftPay,
  payByRtgs: rtgsPay,
  status: impsStatus,
  recon360
})

/** The rails that are open to a partner: UPI needs its UPI facts, NEFT and RTGS its corporate ones. */
export const compositeRailsOf = ({ corporate, upi }: PartnerFacts) => {
  const { payByUpi, payByNeft, payByRtgs, ...always } = compositeRails
  return { ...always, ...(upi === undefined ? {} : { payByUpi }), ...(corporate === undefined ? {} : { payByNeft, payByRtgs }) }
}
