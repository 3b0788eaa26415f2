import { sealedAnswer } from "../answers.ts"
import type { BankAnswer } from "../bank-types.ts"
import { gatewayCodes } from "../composite/act-codes.ts"
import { fieldOf } from "../composite/check-imps.ts"
import { gatewayReply } from "../composite/imps-replies.ts"
import { merchantTextOf } from "./merchant-codes.ts"
import type { Generation, UpiCall } from "./upi-types.ts"

type Fields = Readonly<Record<string, unknown>>

/** Codes beside which the bank says success "true", though only 0 is one (rule "success test"). */
const saysTrue: ReadonlySet<string> = new Set(["0", "91", "92"])

/**
 * A reply in the shape that all merchant calls share. v0 says success "true" to 11, invalid data, as well: a client that goes by `success`
 * learns here not to.
 */
const merchantReply = (call: UpiCall, generation: Generation, code: string, more: Fields = {}): Record<string, unknown> => {
  if (gatewayCodes[code] !== undefined) return gatewayReply(code)
  const body = bodyOf(call)
  return {
    response: code,
    merchantId: fieldOf(body, "merchantId"),
    subMerchantId: fieldOf(body, "subMerchantId"),
    terminalId: fieldOf(body, "terminalId"),
    success: saysTrue.has(code) || (generation === "v0" && code === "11") ? "true" : "false",
    message: merchantTextOf(code),
    merchantTranId: fieldOf(body, "merchantTranId"),
    ...more
  }
}

/** The same as an answer. */
export const answerWith = (call: UpiCall, generation: Generation, code: string, more: Fields = {}): BankAnswer =>
  sealedAnswer(merchantReply(call, generation, code, more))

/** The request's fields. The bank's SDK puts the whole collect body of v1 under the key merchantId (upi2.collectpay). */
export const bodyOf = ({ request: { body } }: Pick<UpiCall, "request">): Fields => {
  const inside = body["merchantId"]
  return typeof inside === "object" && inside !== null ? { ...body, ...(inside as Fields) } : body
}
