// Made by tooling/scripts/src/catalogue/main.ts; do not edit. Every declaration of this folder.
export { createVouchers } from "./create-vouchers.ts"
export { redeemVoucher } from "./redeem-voucher.ts"
export { validateVoucher } from "./validate-voucher.ts"
