import { sealedAnswer } from "../answers.ts"
import { istIsoDate } from "../ist.ts"
import { drawText } from "../random.ts"
import { alreadyUsed, isAddress, refusePayerAccount } from "./collect.ts"
import { planFor } from "./customers.ts"
import { merchantAddress } from "./finish.ts"
import type { Counter, Request } from "./receive.ts"
import { parseDay, parseMinute, rupeesOf } from "./upi-dates.ts"
import type { Memory } from "./upi-memory.ts"
import { answerWith } from "./upi-replies.ts"
import type { Mandate, Order, Terms, UpiCall } from "./upi-types.ts"

const generation = "v1"

/** Fields that must be there; debitDay and debitRule may be empty, as in the bank's own sample. */
const needs = [
  "subMerchantId", "merchantName", "subMerchantName", "billNumber", "amountLimit", "remark", "requestType", "frequency", "autoExecute",
  "revokable", "blockfund", "purpose", "validityStartDate", "validityEndDate"
]

/** The states in which money can be taken. */
const live: ReadonlySet<string> = new Set(["CREATE-SUCCESS", "UPDATE-SUCCESS", "REACTIVATE-SUCCESS"])

/** May instalments be taken now? */
export const isLive = ({ state, terms }: Mandate, nowMs: number): boolean => {
  const today = istIsoDate(nowMs)
  return live.has(state) && terms.from <= today && today <= terms.until
}

/** How long a revoke by the merchant takes; it asks nobody. Made up. */
const REVOKE_MS = 5000

/**
 * Creates, updates or revokes a mandate (upi2.create_mandate): 92 until the customer has answered. An update waits for the customer like a
 * new mandate.
 */
export const createMandate: Counter = {
  generation,
  needs: [...needs, "payerVa", "note", "collectByDate"],
  amount: "amount",
  refuseRepeat: alreadyUsed,
  take: (call, memory, request) => {
    const { field } = request
    if (!isAddress(field("payerVa"))) return "5013"
    const expiresAtMs = parseMinute(field("collectByDate"))
    if (expiresAtMs === undefined) return "5004"
    if (expiresAtMs <= call.nowMs) return "5005"
    const order = orderOf(call, memory, request, field("payerVa"))
    if (typeof order === "string") return order
    const kept = { ...order, expiresAtMs }
    call.note({ order: kept })
    return answerWith(call, generation, "92", { Amount: rupeesOf(kept.amountPaise), BankRRN: kept.rrn })
  }
}

/** A mandate as a signed QR code (upi2.mandate_qr): somebody scans and approves it, as `billNumber` has it. */
export const mandateQr: Counter = {
  generation,
  needs,
  amount: "amount",
  refuseRepeat: alreadyUsed,
  take: (call, memory, request) => {
    const { field, amountPaise } = request
    if (field("requestType") !== "C") return "5004"
    const order = orderOf(call, memory, request, "")
    if (typeof order === "string") return order
    const refId = `EZM${String(order.number).padStart(23, "0")}`
    call.note({ order: { ...order, refId } })
    const { merchantId } = call.partner
    // Numbers and a boolean where other replies have texts, as in the bank's sample.
    return sealedAnswer({
      merchantId,
      subMerchantId: field("subMerchantId"),
      SignedQRData: signedQrOf(call, request, order, refId),
      refId,
      ActCode: 0,
      terminalId: Number(field("terminalId")),
      message: "Transaction Successful",
      Amount: Number(rupeesOf(String(amountPaise))),
      merchantTranId: request.reference,
      success: true
    })
  }
}

/** The order that a request makes, or the code of its refusal. */
const orderOf = (call: UpiCall, memory: Memory, request: Request, payer: string): Order | string => {
  const { body, field } = request
  const refusal = refusePayerAccount(body, "ValidatePayerAccFlag")
  if (refusal !== undefined) return refusal
  const terms = readTerms(call.nowMs, request)
  if (typeof terms === "string") return terms
  const type = field("requestType")
  const draw = { seed: call.seed, number: memory.nextNumber() }
  const plan = planFor(payer === "" ? field("billNumber") : payer, call.nowMs, draw, true)
  if (type === "C") {
    const umn = `${drawText("0123456789abcdef", 32, call.seed, "umn", draw.number)}@upi`
    return { ...request.draft("create"), payer, terms, ...plan, umn }
  }
  const mandate = memory.mandate(call.partner.apiKey, field("UMN"))
  if (mandate === undefined || mandate.state === "REVOKE-SUCCESS") return "5034"
  if (mandate.payer !== payer) return "5013"
  if (type === "U") return { ...request.draft("update"), payer, terms, ...plan, umn: mandate.umn }
  if (type !== "R") return "5004"
  if (!mandate.terms.revokable) return "5000"
  return { ...request.draft("revoke"), payer, umn: mandate.umn, plan: { atMs: call.nowMs + REVOKE_MS, ending: "SUCCESS", code: "0" } }
}

const readTerms = (nowMs: number, { field, amountPaise }: Request): Terms | string => {
  const from = parseDay(field("validityStartDate"))
  const until = parseDay(field("validityEndDate"))
  const limit = field("amountLimit")
  if (from === undefined || until === undefined || (limit !== "M" && limit !== "F")) return "5004"
  if (["autoExecute", "revokable", "blockfund"].some((name) => !["Y", "N"].includes(field(name)))) return "5004"
  // A mandate that runs already is revoked and updated under its old start.
  if (field("requestType") === "C" && from < istIsoDate(nowMs)) return "5031"
  if (until < from) return "5032"
  return { amountPaise: String(amountPaise), limit, from, until, revokable: field("revokable") === "Y" }
}

/** The fields that the signed string carries; sign, orgid and mode are made up. */
const signedQrOf = (call: UpiCall, { field }: Request, order: Order, refId: string): string => {
  const day = (name: string): string => field(name).replaceAll("/", "")
  const parts = {
    pa: merchantAddress(call.partner.merchantId), pn: field("merchantName"), tr: refId, am: rupeesOf(order.amountPaise), cu: "INR",
    orgid: "000000", mc: field("terminalId"), purpose: "14", tn: field("remark"), validitystart: day("validityStartDate"),
    validityend: day("validityEndDate"), amrule: field("amountLimit") === "M" ? "MAX" : "EXACT",
    Recur: field("frequency") === "AS" ? "ASPRESENTED" : field("frequency"), Recurvalue: field("debitDay"), Recurtype: field("debitRule"),
    Rev: field("revokable"), Share: "Y", Block: field("blockfund"), umn: order.umn ?? "", txnType: "CREATE", mode: "13",
    sign: drawText("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 64, call.seed, "sign", order.number)
  }
  return encodeURIComponent(`upi://mandate?${Object.entries(parts).map(([name, value]) => `${name}=${value}`).join("&")}`)
}
