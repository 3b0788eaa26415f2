// file: examples/first-result.ts
import { lookUp } from "@hundi/error-codes"

const reply = { ActCode: "11", Response: "TIMED OUT AT NPCI" } // what composite-payment answered

const code = lookUp("imps", "pay", reply.ActCode)

export const verdict: string = code.class // "unknown": neither paid nor failed
export const mayHavePaid: boolean = code.moneyMayHaveMoved // true
export const nextStep: string = code.next // "Money may have moved: ask the status, then Recon360 from T+2, and do not send again."
