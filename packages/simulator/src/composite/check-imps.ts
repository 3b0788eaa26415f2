import type { BankRequest, Partner } from "../bank-types.ts"
import { parseIstStamp } from "../ist.ts"

const DAY_MS = 86_400_000
/** The present limit of IMPS, Rs 5 lakh; code 24 dates from 2 lakh (fact file composite-and-cib, conflict "IMPS ceiling"). */
const CEILING_PAISE = 50_000_000n

/** The fields that the gateway wants for IMPS (fact file composite-and-cib, rule "mandatory fields"). */
export const payFields = [
  "localTxnDtTime", "beneAccNo", "beneIFSC", "amount", "tranRefNo", "paymentRef", "senderName", "mobile", "retailerCode", "passCode", "bcID"
] as const

/** The fields of an enquiry. */
export const statusFields = ["transRefNo", "date", "recon360", "passCode", "bcID"] as const

/** The older status paths had no date and no recon360 (fact file composite-and-cib, altPaths of the status calls). */
export const olderStatusFields = ["transRefNo", "passCode", "bcID"] as const

/** Is this one of the older status paths? */
export const isOlderPath = ({ path }: BankRequest): boolean => path.startsWith("/api/v1/composite-payment/status/")

/** The text of a field: numbers count as text, since one client sends the amount as a number. Absent = "". */
export const fieldOf = (body: BankRequest["body"], name: string): string => {
  const value = body[name]
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : ""
}

/** The first mandatory field that is absent or empty. */
export const findMissing = (body: BankRequest["body"], names: readonly string[]): string | undefined =>
  names.find((name) => fieldOf(body, name) === "")

/** 901 for a wrong BC id, 902 for a wrong pass code, undefined when both are the partner's. */
export const refuseCredentials = (body: BankRequest["body"], partner: Partner): string | undefined => {
  if (fieldOf(body, "bcID") !== partner.bcId) return "901"
  return fieldOf(body, "passCode") === partner.passCode ? undefined : "902"
}

/** Letters, digits, underscore and hyphen: the guide's own sample reference holds an underscore. */
export const isReference = (text: string): boolean => /^[A-Za-z0-9_-]{1,50}$/.test(text)

/** Rupees with at most two decimals as paise; undefined for anything else. */
export const parseRupees = (text: string): bigint | undefined => {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text)
  return match === null ? undefined : BigInt(match[1] ?? "0") * 100n + BigInt((match[2] ?? "").padEnd(2, "0"))
}

/** The code that a payment is declined with, or undefined when the switch takes it. */
export const refusePayment = (body: BankRequest["body"], balancePaise: bigint, nowMs: number): string | undefined => {
  const sentAtMs = parseIstStamp(fieldOf(body, "localTxnDtTime"))
  if (sentAtMs === undefined) return "16"
  if (Math.abs(nowMs - sentAtMs) > DAY_MS) return "41"
  if (!/^[A-Z]{4}0[A-Z0-9]{6}$/.test(fieldOf(body, "beneIFSC"))) return "10"
  if (!/^\d{6,20}$/.test(fieldOf(body, "beneAccNo"))) return "52"
  if (fieldOf(body, "paymentRef").length > 50) return "204"
  if (fieldOf(body, "senderName").length > 20) return "16"
  const amountPaise = parseRupees(fieldOf(body, "amount"))
  if (amountPaise === undefined) return "13"
  if (amountPaise < 100n) return "205"
  if (amountPaise > CEILING_PAISE) return "24"
  // 76 is the code that speaks of the remitter's own balance; 51 is the beneficiary bank's word.
  return amountPaise > balancePaise ? "76" : undefined
}
