/** The calls that pay, one by one: what a bundle needs for one rail and nothing else. */
export { impsPay } from "../composite/imps-pay.ts"
export { neftPay } from "../composite/neft-pay.ts"
export { rtgsPay } from "../composite/rtgs-pay.ts"
export { upiPay } from "../composite/upi-pay.ts"
