import type { AnyCodec, AnyDeclaration } from "@hundi/catalog"
import { plainAnswer, sealedAnswer } from "../answers.ts"
import type { BankAnswer, Form } from "../bank-types.ts"
import type { Call } from "../call.ts"
import { gatewayReply } from "../composite/imps-replies.ts"
import type { FoundCall } from "../products/product.ts"
import { answerUnderFault } from "../travel.ts"
import { findDeclared } from "./declared-calls.ts"
import { refuseRequest } from "./refuse-request.ts"

/** A call of the catalogue by its path: the request is checked against its declaration, and the declaration's sample is the answer. */
export const findSample = (path: string): FoundCall<unknown> | undefined => {
  const found = findDeclared(path)
  if (found === undefined) return undefined
  const { calls, params } = found
  return { forms: formsOf(calls), params, answer: (call) => answerSample(calls, call) }
}

/** Several calls may share a path: the one whose fields these are answers, else the first one says what is wrong. */
const answerSample = (calls: readonly AnyDeclaration[], call: Call): BankAnswer => {
  const { body } = call.request
  const refusals = calls.map(({ request }) => refuseRequest(request as AnyCodec, body))
  const taken = calls[refusals.indexOf(undefined)]
  const [refusal] = refusals
  return answerUnderFault(call.takeFault("status"), {
    process: () => {
      if (taken !== undefined) return sealedAnswer(taken.samples.response)
      // 8015 comes inside the encryption, 8017 outside (fact file composite-and-cib, error codes).
      if (refusal?.isMissing === true) return sealedAnswer(gatewayReply("8015", `Mandatory field missing: ${refusal.field}`))
      return plainAnswer("8017", `Request schema validation failed: ${refusal?.field}: ${refusal?.reason}`)
    },
    withCode: (code) => sealedAnswer(gatewayReply(code))
  })
}

const formsOf = (calls: readonly AnyDeclaration[]): readonly Form[] => [...new Set(calls.flatMap(formsOfOne))]

/** The SDKs send the envelope to paths of RSA alone, too (fact file upi-collections-and-others, upi.callbackstatus, envelope). */
const formsOfOne = ({ seal, method, headers }: AnyDeclaration): readonly Form[] => {
  if (seal === "hybrid") return ["hybrid"]
  if (seal === "rsa") return ["rsa", "hybrid"]
  const isForm = method === "GET" || headers["Content-Type"] === "application/x-www-form-urlencoded"
  return isForm ? ["form"] : ["plain"]
}
