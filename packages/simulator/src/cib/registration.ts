import { sealedAnswer } from "../answers.ts"
import type { Caller } from "./caller.ts"
import { answerRead, callerFields, failure, readCaller, stateOf } from "./caller.ts"
import { textOf } from "./cib-texts.ts"
import type { CibCall, CibHandler, Registration } from "./cib-types.ts"

const fields = [...callerFields, "AGGRNAME"]

/** A corporate user asks to be registered under a URN; he approves it himself later (rule "CIB registration"). */
export const register: CibHandler = (call, memory) => answerRead(call, fields, () => {
  const caller = readCaller(call)
  if (caller.aggrId !== call.partner.aggrId) return failure("9906", false)
  // A URN stands for one registration (cib.registration, URN).
  const isTaken = memory.registrations().some((one) =>
    one.partner === call.partner.apiKey && one.urn === caller.urn && one.state !== "none")
  if (isTaken || stateOf(call, memory, caller) !== "none") return failure("995109", false)
  call.note({ registration: registrationOf(call, caller, "pending") })
  return sealedAnswer({ Response: "SUCCESS", Message: "saved, pending for self approval", ...namesOf(call, caller) })
})

/** Registered, Pending for Self Approval, or 999032 for a user whom the bank does not know. */
export const registrationStatus: CibHandler = (call, memory) => answerRead(call, fields, () => {
  const state = stateOf(call, memory, readCaller(call))
  if (state === "none") return sealedAnswer({ ResponseCode: "999032", RESPONSE: "Failure", Message: textOf("999032") })
  const Status = state === "registered" ? "Registered" : "Pending for Self Approval"
  return sealedAnswer({ Status, ResponseCode: "0000", RESPONSE: "Success" })
})

/** Takes a registration back, approved or not. */
export const deregister: CibHandler = (call, memory) => answerRead(call, fields, () => {
  const caller = readCaller(call)
  if (stateOf(call, memory, caller) === "none") return failure("999032", false)
  call.note({ registration: registrationOf(call, caller, "none") })
  const { URN, AGGR_NAME, ...names } = namesOf(call, caller)
  return sealedAnswer({ Response: "SUCCESS", URN, AGGR_NAME, Message: "request cancelled", ...names })
})

const registrationOf = (call: CibCall, { corpId, userId, urn }: Caller, state: Registration["state"]): Registration =>
  ({ partner: call.partner.apiKey, corpId, userId, urn, state })

const namesOf = (call: CibCall, caller: Caller) => ({
  CORP_ID: caller.corpId, USER_ID: caller.userId, AGGR_ID: caller.aggrId, AGGR_NAME: call.partner.aggrName, URN: caller.urn
})
