export * from "./declaration.ts"
export { impsLadder, type Ladder, neftLadder, rtgsLadder, upiLadder } from "./ladder.ts"
export { formatRupees, parseRupees, Rupees } from "./schema/rupees.ts"
export { ACCOUNT_NUMBER, AccountNumber, Code, IFSC, Ifsc, IstCompactTime, REFERENCE, Reference, UPI_ADDRESS, UpiAddress, UsDate } from "./schema/fields.ts"
