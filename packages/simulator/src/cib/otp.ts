import { sealedAnswer } from "../answers.ts"
import { fieldOf } from "../composite/check-imps.ts"
import { drawText } from "../random.ts"
import { answerRead, callerFields, failure, isRegistered } from "./caller.ts"
import type { CibMemory } from "./cib-memory.ts"
import type { CibCall, CibHandler } from "./cib-types.ts"

/** "About 15 minutes" (fact file composite-and-cib, rule "CIB OTP"). */
const LIVES_MS = 15 * 60_000

/** Sends a one-time password for the payment or the file that comes with the same UNIQUEID. */
export const createOtp: CibHandler = (call, memory) => answerRead(call, [...callerFields, "AGGRNAME", "UNIQUEID"], () => {
  if (!isRegistered(call, memory)) return failure("9907", true)
  sendOtp(call, memory)
  return sealedAnswer({ RESPONSE: "Success", MESSAGE: "OTP sent" })
})

const beneFields = ["CORP_ID", "USER_ID", "AGGR_ID", "BENE_ACCNO", "UNIQUEID", "BENE_NAME", "URN"]

/**
 * A password for adding a beneficiary (cib.beneOtp). Its reply is not public: it has the form of Create. No public call takes this
 * password.
 */
export const beneOtp: CibHandler = (call, memory) => answerRead(call, beneFields, () => {
  const { body } = call.request
  const caller = {
    aggrId: fieldOf(body, "AGGR_ID"), corpId: fieldOf(body, "CORP_ID"), userId: fieldOf(body, "USER_ID"), urn: fieldOf(body, "URN")
  }
  if (!isRegistered(call, memory, caller)) return failure("9907", true)
  sendOtp(call, memory)
  return sealedAnswer({ RESPONSE: "Success", MESSAGE: "OTP sent" })
})

/** A second one for the same UNIQUEID takes the place of the first. */
const sendOtp = (call: CibCall, memory: CibMemory): void => {
  const uniqueId = fieldOf(call.request.body, "UNIQUEID")
  const otp = drawText("0123456789", 6, call.seed, "otp", memory.otpCount(), uniqueId)
  call.note({ otp: { partner: call.partner.apiKey, uniqueId, otp, atMs: call.nowMs } })
}

/** 99274 for none, 994006 for a wrong one, 107889 for one that is too old. */
export const refuseOtp = (call: CibCall, memory: CibMemory, uniqueId: string, given: string): string | undefined => {
  if (given === "") return "99274"
  const sent = memory.otp(call.partner.apiKey, uniqueId)
  if (sent === undefined || sent.otp !== given) return "994006"
  return call.nowMs - sent.atMs > LIVES_MS ? "107889" : undefined
}
