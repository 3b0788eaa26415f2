import { fieldOf } from "../composite/check-imps.ts"
import { planFor } from "./customers.ts"
import type { Counter } from "./receive.ts"
import { invalid } from "./receive.ts"
import { parseMinute } from "./upi-dates.ts"
import { answerWith } from "./upi-replies.ts"
import type { Generation } from "./upi-types.ts"

/** "5002: merchantTranId already used", for everything but refunds, which have two codes of their own. */
export const alreadyUsed = (): string => "5002"

/** Asks a customer to pay: 92 until the customer has answered, or collectByDate has passed (upi.collectpay, upi2.collectpay). */
export const collect = (generation: Generation): Counter => ({
  generation,
  needs: ["payerVa", "note", "collectByDate", "subMerchantId", "merchantName", "subMerchantName", "billNumber"],
  amount: "amount",
  refuseRepeat: alreadyUsed,
  take: (call, _, request) => {
    const { body, field } = request
    const payer = field("payerVa")
    if (!isAddress(payer)) return "5013"
    const expiresAtMs = parseMinute(field("collectByDate"))
    if (expiresAtMs === undefined) return invalid({ generation })
    if (expiresAtMs <= call.nowMs) return "5005"
    const refusal = refusePayerAccount(body, "validatePayerAccFlag")
    if (refusal !== undefined) return refusal
    const draft = request.draft("collect")
    call.note({ order: { ...draft, payer, expiresAtMs, ...planFor(payer, call.nowMs, { seed: call.seed, number: draft.number }) } })
    return answerWith(call, generation, "92", generation === "v0" ? { BankRRN: draft.rrn } : { bankRRN: draft.rrn })
  }
})

/**
 * Gives a reference for a QR code (upi.qr3, upi2.qr). Nobody is asked, but somebody comes and pays, as `billNumber` has it. Changing a
 * reference (`update`) is refused: no source says how it goes.
 */
export const qr = (generation: Generation): Counter => ({
  generation,
  needs: ["billNumber"],
  amount: "amount",
  refuseRepeat: alreadyUsed,
  take: (call, memory, request) => {
    const { body, field } = request
    if (field("update").toUpperCase() === "Y") return "5000"
    const refusal = refusePayerAccount(body, "validatePayerAccFlag")
    if (refusal !== undefined) return refusal
    const draft = request.draft("qr")
    const refId = `EZV${String(memory.nextNumber()).padStart(16, "0")}`
    const plan = planFor(field("billNumber"), call.nowMs, { seed: call.seed, number: draft.number })
    call.note({ order: { ...draft, payer: "", refId, ...plan } })
    return answerWith(call, generation, "0", { refId })
  }
})

/** Name, at, handle. */
export const isAddress = (text: string): boolean => /^[A-Za-z0-9._-]{2,256}@[A-Za-z][A-Za-z0-9.]{1,63}$/.test(text)

/** The accounts from which the customer may pay, several joined with `|`; only their form is looked at. */
export const refusePayerAccount = (body: Readonly<Record<string, unknown>>, flagName: string): string | undefined => {
  const flag = fieldOf(body, flagName)
  if (flag !== "" && flag !== "Y" && flag !== "N") return "5038"
  if (flag !== "Y") return undefined
  if (!fieldOf(body, "payerAccount").split("|").every((account) => /^\d{6,20}$/.test(account))) return "5039"
  return fieldOf(body, "payerIFSC").split("|").every((ifsc) => /^[A-Z]{4}0[A-Z0-9]{6}$/.test(ifsc)) ? undefined : "5040"
}
