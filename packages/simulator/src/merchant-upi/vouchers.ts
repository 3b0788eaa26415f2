import type { BankAnswer } from "../bank-types.ts"
import { istIsoDate } from "../ist.ts"
import { drawText, rrnOf } from "../random.ts"
import { alreadyUsed, isAddress } from "./collect.ts"
import { finish } from "./finish.ts"
import type { Counter, Request } from "./receive.ts"
import { parseDay, readDay, rupeesOf } from "./upi-dates.ts"
import type { Memory } from "./upi-memory.ts"
import { answerWith } from "./upi-replies.ts"
import type { Order, UpiCall } from "./upi-types.ts"

const generation = "v1"

/** How long an OTP is good for; made up. */
const OTP_MS = 600_000

/**
 * Creates a voucher, or revokes it (erupi.create_vouchers). No source says how a revoke names its voucher: here it comes under the
 * merchantTranId of the creation. The money stays in the issuer's account until somebody redeems.
 */
export const createVouchers: Counter = {
  generation,
  needs: [
    "subMerchantId", "beneficiaryID", "mobileNumber", "beneficiaryName", "expiry", "purposeCode", "mcc", "VoucherRedemptionType",
    "PayerVA", "type"
  ],
  amount: "amount",
  withoutTerminal: true,
  refuseRepeat: (earlier, call) => (earlier.kind === "voucher" && isRevoke(String(call.request.body["type"])) ? undefined : "5002"),
  take: (call, memory, request) => {
    const { field } = request
    if (isRevoke(field("type"))) return revoke(call, memory, request)
    if (field("type").toUpperCase() !== "CREATE") return "5004"
    const expiresOn = readDay(field("expiry"))
    if (!isAddress(field("PayerVA"))) return "5013"
    if (expiresOn === undefined || expiresOn < istIsoDate(call.nowMs)) return "5004"
    const draft = request.draft("voucher")
    const draw = (alphabet: string, length: number, what: string): string => drawText(alphabet, length, call.seed, what, draft.number)
    const order: Order = {
      ...draft, payer: field("PayerVA"), umn: `${draw("0123456789abcdef", 32, "voucher umn")}@upi`,
      voucher: { uuid: draw("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 20, "voucher"), expiresOn }
    }
    call.note({ order })
    finish(call, order, { ending: "SUCCESS", code: "0", atMs: call.nowMs })
    return answerWith(call, generation, "0", { ...shown(order), status: "CREATE-SUCCESS" })
  }
}

const isRevoke = (type: string): boolean => type.toUpperCase() === "REVOKE"

const revoke = (call: UpiCall, memory: Memory, request: Request): BankAnswer | string => {
  const voucher = memory.find(call.partner.apiKey, request.reference)
  if (voucher?.kind !== "voucher") return "5006"
  if (memory.usedBy(voucher) !== undefined) return "9"
  const order: Order = { ...request.draft("cancel"), payer: voucher.payer, umn: voucher.umn ?? "", original: voucher.number }
  call.note({ order })
  finish(call, order, { ending: "SUCCESS", code: "0", atMs: call.nowMs })
  return answerWith(call, generation, "0", { ...shown(voucher), status: "REVOKE-SUCCESS" })
}

const shown = ({ amountPaise, umn, voucher }: Order): Readonly<Record<string, unknown>> =>
  ({ amount: rupeesOf(amountPaise), expiryDate: voucher?.expiresOn, UMN: umn, UUID: voucher?.uuid })

/** Checks a voucher and sends the customer an OTP (erupi.validate_voucher); an expired one is 11 with success false. */
export const validateVoucher: Counter = {
  generation,
  needs: [
    "subMerchantId", "merchantName", "subMerchantName", "MCC", "txnNote", "validityStartDate", "validityEndDate", "UMN", "amRule", "pa"
  ],
  amount: "amount",
  refuseRepeat: alreadyUsed,
  take: (call, memory, request) => {
    const { field } = request
    if (parseDay(field("validityStartDate")) === undefined || parseDay(field("validityEndDate")) === undefined) return "5004"
    const voucher = findVoucher(call, memory, request, field("pa"))
    if (typeof voucher === "string") return voucher
    const order: Order = { ...request.draft("validate"), payer: voucher.payer, umn: field("UMN") }
    call.note({ order })
    finish(call, order, { ending: "SUCCESS", code: "0", atMs: call.nowMs })
    const otp = drawText("0123456789", 6, call.seed, "otp", order.number)
    call.note({ otp: { uuid: field("pa"), umn: field("UMN"), otp, atMs: call.nowMs } })
    return answerWith(call, generation, "0", { message: "Voucher Validated", BankRRN: order.rrn })
  }
}

/** Takes a voucher as payment (erupi.redeem_voucher): out of its issuer's account, into the merchant's. */
export const redeemVoucher: Counter = {
  generation,
  needs: ["subMerchantId", "merchantName", "subMerchantName", "MCC", "txnNote", "UUID", "UMN", "OTP", "note"],
  amount: "amount",
  refuseRepeat: alreadyUsed,
  take: (call, memory, request) => {
    const { field, amountPaise } = request
    const voucher = findVoucher(call, memory, request, field("UUID"))
    if (typeof voucher === "string") return voucher
    const sent = memory.otp(field("UUID"))
    if (sent === undefined || sent.otp !== field("OTP")) return "ZR"
    if (call.nowMs - sent.atMs > OTP_MS) return "ZS"
    if (amountPaise > call.books.balancePaise(voucher.partner)) return "Z9"
    const order: Order = { ...request.draft("redeem"), payer: voucher.payer, umn: field("UMN"), original: voucher.number }
    call.note({ order })
    const isDebited = payOut(call, voucher, amountPaise)
    finish(call, order, { ending: "SUCCESS", code: "0", atMs: call.nowMs })
    const body = { bankRRN: order.rrn, amount: rupeesOf(String(amountPaise)), UUID: field("UUID"), UMN: field("UMN") }
    return { ...answerWith(call, generation, "0", body), moneyMoved: isDebited && voucher.partner === call.partner.apiKey }
  }
}

/** The voucher that a merchant was shown, whoever issued it; or the code that says what is wrong with it. */
const findVoucher = (call: UpiCall, memory: Memory, { field, amountPaise }: Request, uuid: string): Order | string => {
  const voucher = memory.voucher(uuid)
  if (voucher?.voucher === undefined || voucher.umn !== field("UMN")) return "5006"
  if (memory.usedBy(voucher) !== undefined) return "9"
  // "failure example: success false, response 11, voucher expired" (statusValues).
  if (voucher.voucher.expiresOn < istIsoDate(call.nowMs)) return "11"
  return amountPaise > BigInt(voucher.amountPaise) ? "5037" : voucher
}

const payOut = (call: UpiCall, voucher: Order, amountPaise: bigint): boolean =>
  call.enter({
    partner: voucher.partner,
    rail: "upi",
    reference: voucher.reference,
    amountPaise: String(amountPaise),
    beneficiaryAccount: `merchant.${call.partner.merchantId}@icici`,
    ifsc: "",
    paymentRef: voucher.umn ?? "",
    senderName: "",
    mobile: "",
    retailerCode: "",
    rrn: rrnOf(call.seed, call.sequence()),
    receivedAtMs: call.nowMs,
    replyCode: "0",
    steps: [{ fromMs: call.nowMs, state: "settled", actCode: "0", recon: "Credit Confirmation Received" }]
  })

/**
 * Releases blocked money (upi2.delayed_settlements). Which money, and what releaseMoneyTo may say, no source tells: the call is checked,
 * kept under its merchantTranId and answered, and nothing moves.
 */
export const delayedSettlements: Counter = {
  generation,
  needs: ["UUID", "UMN", "releaseMoneyTo", "beneficiaryIdentifier"],
  amount: "amount",
  withoutTerminal: true,
  refuseRepeat: alreadyUsed,
  take: (call, memory, request) => {
    const { field, amountPaise } = request
    const mandate = memory.mandate(call.partner.apiKey, field("UMN"))
    const voucher = memory.voucher(field("UUID"))
    if (mandate === undefined && voucher?.umn !== field("UMN")) return "5034"
    const order: Order = { ...request.draft("release"), payer: mandate?.payer ?? voucher?.payer ?? "", umn: field("UMN") }
    call.note({ order })
    finish(call, order, { ending: "SUCCESS", code: "0", atMs: call.nowMs })
    return answerWith(call, generation, "0", { amount: rupeesOf(String(amountPaise)) })
  }
}
