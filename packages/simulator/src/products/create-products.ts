import { createCib } from "../cib/create-cib.ts"
import { createCollections } from "../collections/create-collections.ts"
import { createMerchantUpi } from "../merchant-upi/create-merchant-upi.ts"
import type { Product } from "./product.ts"

/** The products behind the gateway that have a memory of their own. A new one adds its line here. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each has notes of its own type, which go in and out as JSON
export const createProducts = (): readonly Product<any>[] => [createCib(), createMerchantUpi(), createCollections()]
