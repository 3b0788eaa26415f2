import { createVouchers } from "./create-vouchers.ts"
import { redeemVoucher } from "./redeem-voucher.ts"
import { validateVoucher } from "./validate-voucher.ts"

/** e-RUPI: prepaid vouchers for one person and one purpose. */
export const erupi = Object.freeze({ createVouchers, validateVoucher, redeemVoucher })

export { createVouchers, redeemVoucher, validateVoucher }
