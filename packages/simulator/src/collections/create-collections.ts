import type { Product } from "../products/product.ts"

/** Not there yet. */
export const createCollections = (): Product => ({ name: "collections", find: () => undefined, remember: () => {} })
