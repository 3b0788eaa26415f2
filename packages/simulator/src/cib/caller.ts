import { sealedAnswer } from "../answers.ts"
import type { BankAnswer } from "../bank-types.ts"
import { fieldOf, findMissing } from "../composite/check-imps.ts"
import { gatewayReply } from "../composite/imps-replies.ts"
import { answerUnderFault } from "../travel.ts"
import type { CibMemory } from "./cib-memory.ts"
import type { CibCall, Registration } from "./cib-types.ts"
import { textOf } from "./cib-texts.ts"

/** The fields that name the caller in most calls. */
export const callerFields = ["AGGRID", "CORPID", "USERID", "URN"] as const

/** A corporate user as a request names him. */
export type Caller = Pick<Registration, "corpId" | "userId" | "urn"> & { readonly aggrId: string }

/** The caller under the names of most calls. */
export const readCaller = ({ request: { body } }: CibCall): Caller => ({
  aggrId: fieldOf(body, "AGGRID"), corpId: fieldOf(body, "CORPID"), userId: fieldOf(body, "USERID"), urn: fieldOf(body, "URN")
})

/**
 * Where a corporate user stands with the partner. The one that the partner was given with its credentials is registered from the start,
 * so that it can pay at once; every other one goes through Registration.
 */
export const stateOf = ({ partner }: Pick<CibCall, "partner">, memory: CibMemory, caller: Caller): Registration["state"] => {
  if (caller.aggrId !== partner.aggrId) return "none"
  const known = memory.registration(partner.apiKey, caller)
  if (known !== undefined) return known.state
  const isOwn = caller.corpId === partner.corpId && caller.userId === partner.userId && caller.urn === partner.urn
  return isOwn ? "registered" : "none"
}

/** May this caller call? */
export const isRegistered = (call: CibCall, memory: CibMemory, caller = readCaller(call)): boolean =>
  stateOf(call, memory, caller) === "registered"

/** Answers a call that moves nothing: its fields first, then its faults. */
export const answerRead = (call: CibCall, fields: readonly string[], answer: () => BankAnswer): BankAnswer =>
  answerUnderFault(call.takeFault("status"), {
    process: () => refuseMissing(call, fields) ?? answer(),
    withCode: (code) => sealedAnswer({ RESPONSE: "FAILURE", MESSAGE: textOf(code), ErrorCode: code })
  })

/** 8015 for a field that is missing. */
export const refuseMissing = ({ request: { body } }: CibCall, fields: readonly string[]): BankAnswer | undefined => {
  const missing = findMissing(body, fields)
  return missing === undefined ? undefined : sealedAnswer(gatewayReply("8015", `Mandatory field missing: ${missing}`))
}

/** A refusal of a call that moves nothing. The keys change case from call to call (rule "CIB shapes"): `isUpper` says which. */
export const failure = (code: string, isUpper: boolean): BankAnswer =>
  sealedAnswer(isUpper
    ? { RESPONSE: "FAILURE", MESSAGE: textOf(code), ErrorCode: code }
    : { Response: "Failure", Message: textOf(code), ErrorCode: code })
