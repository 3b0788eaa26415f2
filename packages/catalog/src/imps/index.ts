import * as declared from "./declared.ts"

const { impsP2a, impsQuery, ...named } = declared

/**
 * IMPS before Composite Pay: forms and XML, nothing sealed. `bank.imps.status` asks; `bank.imps.pay` is refused, because an unsealed answer
 * proves nothing about a payment: pay over Composite Pay.
 */
export const imps = Object.freeze({ ...named, pay: impsP2a, status: impsQuery })

export * from "./declared.ts"
