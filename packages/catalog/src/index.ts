export * from "./declaration.ts"
export { impsLadder, type Ladder } from "./ladder.ts"
export { formatRupees, parseRupees, Rupees } from "./schema/rupees.ts"
export { ACCOUNT_NUMBER, AccountNumber, Code, IFSC, Ifsc, IstCompactTime, REFERENCE, Reference, UsDate } from "./schema/fields.ts"
