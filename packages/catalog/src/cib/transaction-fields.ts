import * as Schema from "effect/Schema"
import { corporateOf, INSIDE_IFSC, isInside, remarkOf } from "../composite/partner-facts.ts"
import type { PartnerFacts, PaymentFacts } from "../declaration.ts"
import { AccountNumber, Ifsc, Reference } from "../schema/fields.ts"
import { Rupees } from "../schema/rupees.ts"
import { namedCallerFields, namedCallerNames, sampleCaller } from "./caller.ts"

/** NEFT, RTGS, IMPS, to an own account, to another account inside the bank, to a virtual account (cib.transaction, TXNTYPE). */
const kinds = ["RGS", "RTG", "IFS", "OWN", "TPA", "VAP"] as const

/** What every way to order a payment has. Lengths are those of the one validator that states any (cib.schedulePayment). */
export const orderFields = {
  ...namedCallerFields,
  reference: Reference,
  debitAccount: AccountNumber,
  amountPaise: Rupees,
  currency: Schema.Literal("INR"),
  kind: Schema.Literals(kinds),
  beneficiaryName: Schema.String.check(Schema.isMaxLength(80)),
  remark: Schema.String.check(Schema.isMaxLength(255)),
  approval: Schema.Literals(["Y", "N"]),
  beneficiaryLei: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(20)))
}

export const orderNames = {
  ...namedCallerNames,
  reference: "UNIQUEID",
  debitAccount: "DEBITACC",
  amountPaise: "AMOUNT",
  currency: "CURRENCY",
  kind: "TXNTYPE",
  beneficiaryName: "PAYEENAME",
  remark: "REMARKS",
  approval: "WORKFLOW_REQD",
  beneficiaryLei: "BENLEI"
} as const

/** Where it goes. Virtual accounts (VAP) have letters too; an account inside the bank is paid with the IFSC ICIC0000011. */
export const payeeFields = { accountNumber: Schema.String.check(Schema.isPattern(/^[0-9A-Z]{6,34}$/)), ifsc: Ifsc }
export const payeeNames = { accountNumber: "CREDITACC", ifsc: "IFSC" } as const

/** The password from `createOtp` with the same reference. */
export const otpFields = { isByCustomer: Schema.Literal("Y"), otp: Schema.String.check(Schema.isMaxLength(6)) }
export const otpNames = { isByCustomer: "CUSTOMERINDUCED", otp: "OTP" } as const

/** 50 crore rupees, in paise. */
const LEI_FROM_PAISE = 50_000_000_000n
/** "Minimum 2 lakh" (rule "RTGS amount"). */
const RTGS_MINIMUM_PAISE = 20_000_000n

interface Order {
  readonly amountPaise: bigint
  readonly kind: (typeof kinds)[number]
  readonly beneficiaryLei?: string
}

/** What the bank would refuse for its amount: from 50 crore the beneficiary's LEI is needed (rule "BENLEI"), RTGS begins at 2 lakh. */
export const amountFits = Schema.makeFilter((order: Order) => {
  if (order.amountPaise >= LEI_FROM_PAISE && !order.beneficiaryLei) {
    return { path: ["beneficiaryLei"], issue: "from 50 crore rupees on the beneficiary's LEI is needed" }
  }
  if (order.kind === "RTG" && order.amountPaise < RTGS_MINIMUM_PAISE) {
    return { path: ["amountPaise"], issue: "RTGS begins at 2 lakh rupees" }
  }
  return undefined
})

/** A payment in the words of CIB: NEFT (RGS), or a transfer inside the bank (TPA) where the account is inside it. Nobody approves it. */
export const orderOf = (facts: PaymentFacts, partner: PartnerFacts) => ({
  ...corporateOf(partner),
  reference: facts.reference,
  accountNumber: facts.beneficiary.accountNumber,
  ifsc: isInside(facts) ? INSIDE_IFSC : facts.beneficiary.ifsc,
  amountPaise: facts.amountPaise,
  currency: "INR" as const,
  kind: isInside(facts) ? ("TPA" as const) : ("RGS" as const),
  beneficiaryName: facts.beneficiary.name,
  remark: remarkOf(facts),
  approval: "N" as const
})

/** For orders that need what no payment has: a password from a telephone, the bank's number of a beneficiary, a file of many payments. */
export const refuseOrder = (missing: string) => (): never => {
  throw new RangeError(`This call cannot be made from a payment alone: it needs ${missing}. Encode its request yourself.`)
}

/** The made-up order of the samples. */
export const sampleOrder = {
  ...sampleCaller,
  AGGRNAME: "TESTAGGR",
  UNIQUEID: "T1AAA0000000008",
  DEBITACC: "000000000009",
  CREDITACC: "000000000001",
  IFSC: "ICIC0000011",
  AMOUNT: "11.00",
  CURRENCY: "INR",
  TXNTYPE: "TPA",
  PAYEENAME: "TEST BENE",
  REMARKS: "Test",
  WORKFLOW_REQD: "N"
} as const
