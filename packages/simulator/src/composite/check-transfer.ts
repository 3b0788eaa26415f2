import type { BankRequest, Partner } from "../bank-types.ts"
import { fieldOf, isReference, parseRupees } from "./check-imps.ts"

type Body = BankRequest["body"]

/** "Minimum 2 lakh" (fact file composite-and-cib, rule "RTGS amount"). */
const RTGS_MINIMUM_PAISE = 20_000_000n

/** Each field of a NEFT or RTGS payment under its two names: of composite NEFT, and of RTGS and CIB. */
const names = {
  reference: ["tranRefNo", "UNIQUEID"],
  amount: ["amount", "AMOUNT"],
  debitAccount: ["senderAcctNo", "DEBITACC"],
  account: ["beneAccNo", "CREDITACC"],
  payeeName: ["beneName", "PAYEENAME"],
  ifsc: ["beneIFSC", "IFSC"],
  remarks: ["narration1", "REMARKS"],
  corpId: ["crpId", "CORPID"],
  userId: ["crpUsr", "USERID"],
  aggrId: ["aggrId", "AGGRID"],
  urn: ["urn", "URN"],
  aggrName: ["aggrName", "AGGRNAME"],
  txnType: ["txnType", "TXNTYPE"]
} as const

type Field = keyof typeof names

const lowerFields = Object.values(names).map(([lower]) => lower)
const upperFields = [...Object.values(names).map(([, upper]) => upper), "CURRENCY"]

/** The mandatory fields: NEFT has one set of names, RTGS is documented with both (rule "mandatory fields", composite.rtgs.pay). */
export const transferFieldsOf = (rail: "neft" | "rtgs", body: Body): readonly string[] =>
  rail === "rtgs" && body["tranRefNo"] === undefined ? upperFields : lowerFields

/** A field of a payment under whichever name it came. */
export const transferField = (body: Body, field: Field): string => {
  const [lower, upper] = names[field]
  return fieldOf(body, lower) || fieldOf(body, upper)
}

/** Is it a transfer inside the bank, which has no network to go through? */
export const isInternal = (body: Body): boolean => transferField(body, "txnType") === "TPA"

/** 9907 for a corporate user who is not the partner's, 106589 for a reference that is none. */
export const refuseTransferCaller = (body: Body, partner: Partner): string | undefined => {
  const isPartner = transferField(body, "corpId") === partner.corpId && transferField(body, "userId") === partner.userId
    && transferField(body, "aggrId") === partner.aggrId && transferField(body, "urn") === partner.urn
  if (!isPartner) return "9907"
  const reference = transferField(body, "reference")
  return isReference(reference) && reference.length <= 40 ? undefined : "106589"
}

/** The CIB code that a payment is declined with, or undefined when the bank takes it. */
export const refuseTransfer = (rail: "neft" | "rtgs", body: Body, partner: Partner, balancePaise: bigint): string | undefined => {
  const debitAccount = transferField(body, "debitAccount")
  const account = transferField(body, "account")
  const ifsc = transferField(body, "ifsc")
  if (debitAccount !== partner.debitAccount) return "100019"
  if (account === debitAccount) return "100731"
  if (!/^\d{6,20}$/.test(account)) return "999050"
  if (!/^[A-Z]{4}0[A-Z0-9]{6}$/.test(ifsc)) return "103354"
  if (!["RGS", "RTG", "TPA"].includes(transferField(body, "txnType"))) return "106753"
  // An account inside the bank that is sent as external, or the other way round (rule "CIB internal transfer").
  if (ifsc.startsWith("ICIC") !== isInternal(body)) return "103354"
  if (body["CURRENCY"] !== undefined && body["CURRENCY"] !== "INR") return "101422"
  const amountPaise = parseRupees(transferField(body, "amount"))
  if (amountPaise === undefined || amountPaise === 0n) return "101443"
  if (rail === "rtgs" && !isInternal(body) && amountPaise < RTGS_MINIMUM_PAISE) return "101443"
  return amountPaise > balancePaise ? "100030" : undefined
}
