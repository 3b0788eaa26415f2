import * as declared from "./declared.ts"

/** What little is public of bill payments, prepaid cards, building blocks, trade and accounts. */
export const others = Object.freeze({ ...declared })

export * from "./declared.ts"
