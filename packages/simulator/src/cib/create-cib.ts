import type { Product } from "../products/product.ts"

/** Not there yet. */
export const createCib = (): Product => ({ name: "cib", find: () => undefined, remember: () => {} })
