import type { Product } from "../products/product.ts"

/** Not there yet. */
export const createMerchantUpi = (): Product => ({ name: "merchant-upi", find: () => undefined, remember: () => {} })
