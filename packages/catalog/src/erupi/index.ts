import * as declared from "./declared.ts"

/** e-RUPI: prepaid vouchers for one person and one purpose. */
export const erupi = Object.freeze({ ...declared })

export * from "./declared.ts"
