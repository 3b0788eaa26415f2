import { plainAnswer, sealedAnswer } from "../answers.ts"
import type { BankAnswer, BankRequest, Partner } from "../bank-types.ts"
import { stepAt } from "../books.ts"
import type { Call } from "../call.ts"
import { enquireUnderFaults, isHidden } from "../composite/enquire-under-faults.ts"
import { fieldOf, findMissing, refuseCredentials } from "../composite/check-imps.ts"
import { gatewayReply, statusReply, switchReply } from "../composite/imps-replies.ts"
import { payComposite } from "../composite/pay-composite.ts"
import { istStamp } from "../ist.ts"
import { impsXml } from "./imps-xml.ts"

/** The older paths: a form in, XML out, nothing sealed. The direct ones carry the BC id instead of an apikey. */
const direct = /^\/imps-web-bc\/api\/transaction\/bc\/([^/]+)\/(p2a|query)$/

/** Does this path take a form, and whose BC id is in it? */
export const readFormPath = (path: string): { readonly call: "p2a" | "query"; readonly bcId?: string } | undefined => {
  if (path === "/api/v1/imps/p2a") return { call: "p2a" }
  const [, bcId, call] = direct.exec(path) ?? []
  return bcId === undefined ? undefined : { call: call === "p2a" ? "p2a" : "query", bcId }
}

/** The form's field names and the composite ones: it is the same switch behind both (fact file composite-and-cib, imps.p2a). */
const compositeNames = {
  BeneAccNo: "beneAccNo", BeneIFSC: "beneIFSC", Amount: "amount", TranRefNo: "tranRefNo", PaymentRef: "paymentRef", RemName: "senderName",
  RemMobile: "mobile", RetailerCode: "retailerCode", PassCode: "passCode", TransactionDate: "localTxnDtTime"
} as const

/** A form as the composite request that means the same. Two of four clients send no TransactionDate: then it is now. */
export const readForm = (request: BankRequest, partner: Partner, nowMs: number): BankRequest => {
  const body: Record<string, unknown> = { bcID: readFormPath(request.path)?.bcId ?? partner.bcId, localTxnDtTime: istStamp(nowMs) }
  for (const [name, composite] of Object.entries(compositeNames)) {
    if (fieldOf(request.body, name) !== "") body[composite] = request.body[name]
  }
  return { ...request, body }
}

/** IMPS P2A: a payment over IMPS alone. */
export const payByForm = (call: Call): BankAnswer => asXml(payComposite({ ...call, rails: ["imps"] }))

/** IMPS query: what became of it, by reference alone (fact file composite-and-cib, imps.query). */
export const queryByForm = (call: Call): BankAnswer => {
  const { request: { body }, partner, books, nowMs } = call
  const reference = fieldOf(body, "tranRefNo")
  const payment = books.find(partner.apiKey, "imps", reference)
  const visible = payment !== undefined && !isHidden(payment, nowMs) ? payment : undefined
  const withCode = (code: string): BankAnswer =>
    sealedAnswer(visible === undefined ? switchReply(code, { TranRefNo: reference }) : statusReply(visible, code))
  const notFound = (): BankAnswer => sealedAnswer(switchReply("25", { TranRefNo: reference }))
  return asXml(enquireUnderFaults(call, {
    notFound,
    withCode,
    failedCode: "62",
    enquire: () => {
      const missing = findMissing(body, ["tranRefNo", "passCode"])
      if (missing !== undefined) return sealedAnswer(gatewayReply("8015", `Mandatory field missing: ${missing}`))
      const refusal = refuseCredentials(body, partner)
      if (refusal !== undefined) return sealedAnswer(switchReply(refusal, { TranRefNo: reference }))
      return visible === undefined ? notFound() : withCode(stepAt(visible, nowMs).actCode)
    }
  }))
}

/** An answer of a partner nobody knows: the direct host has no apikey to be wrong. */
export const unknownBc = (): BankAnswer => asXml(sealedAnswer(switchReply("901")))

/** The same answer as XML in the clear; errors outside the envelope stay what they are. */
const asXml = (answer: BankAnswer): BankAnswer =>
  answer.sealed ? { ...answer, sealed: false, body: impsXml(answer.body as Readonly<Record<string, unknown>>) } : answer

/** A form that is none. */
export const refuseForm = (): BankAnswer => plainAnswer("1025", "Bad request: POST a form")
