import type { BankRequest, Partner, Rail } from "../bank-types.ts"
import type { Call } from "../call.ts"
import { gatewayCodes } from "../composite/act-codes.ts"
import { fieldOf, parseRupees } from "../composite/check-imps.ts"
import { impsProduct } from "../composite/imps-product.ts"
import { createPlans } from "../composite/plans.ts"
import type { RailProduct } from "../composite/rail-product.ts"
import { neftProduct, rtgsProduct } from "../composite/transfer-product.ts"
import { requestNumberOf } from "../composite/utr.ts"
import { calendarDayAfter } from "../ist.ts"
import { isDebitedByEither } from "./words.ts"

type Body = BankRequest["body"]
/** What a rail brings; who may pay, what a repeat gets and how the reply looks is the same on all of them (transact.ts). */
export type CibRail = Pick<RailProduct, "rail" | "plansOf" | "refusePayment" | "paymentOf">

/** The rail of a TXNTYPE (fact file composite-and-cib, cib.transaction); undefined for one that the bank does not have. */
export const railOf = (txnType: string): CibRail | undefined =>
  Object.hasOwn(rails, txnType) ? rails[txnType] : undefined

/** Inside the bank, where there is no network: TPA, OWN and VAP are one transfer under three names. */
const insideTypes: ReadonlySet<string> = new Set(["TPA", "OWN", "VAP"])

const onBody = (call: Call, body: Body): Call => ({ ...call, request: { ...call.request, body } })

/** NEFT, RTGS and transfers inside the bank are those of Composite Pay, which knows the inner ones as TPA. */
const transfer = (product: RailProduct): CibRail => {
  const bodyOf = (body: Body): Body => (insideTypes.has(fieldOf(body, "TXNTYPE")) ? { ...body, TXNTYPE: "TPA" } : body)
  return {
    rail: product.rail,
    plansOf: (body) => product.plansOf(bodyOf(body)),
    paymentOf: (call, plan) => product.paymentOf(onBody(call, bodyOf(call.request.body)), plan),
    refusePayment: (call) => {
      const body = bodyOf(call.request.body)
      if (fieldOf(call.request.body, "TXNTYPE") !== "VAP") return product.refusePayment(onBody(call, body))
      // A virtual account has capitals too: for the check of its form they count as digits.
      return product.refusePayment(onBody(call, { ...body, CREDITACC: fieldOf(body, "CREDITACC").replace(/[A-Z]/g, "0") }))
    }
  }
}

const impsCodes = impsProduct.plansOf({}).codes

const ifsPlans = createPlans({
  codes: impsCodes,
  creditedAtMs: (acceptedMs) => acceptedMs,
  returnedAtMs: (acceptedMs) => calendarDayAfter(acceptedMs, 1),
  statusLearns: false,
  isDebitedBy: isDebitedByEither,
  isOfGateway: (code) => gatewayCodes[code] !== undefined
})

/** The present limit of IMPS, Rs 5 lakh (fact file composite-and-cib, conflict "IMPS ceiling"). */
const IMPS_CEILING_PAISE = 50_000_000n

/** Its codes in the books are those of IMPS, so that an IMPS enquiry reads them too; where IMPS has none, they are those of CIB. */
const refuseIfs = (body: Body, partner: Partner, balancePaise: bigint): string | undefined => {
  const account = fieldOf(body, "CREDITACC")
  const ifsc = fieldOf(body, "IFSC")
  if (fieldOf(body, "DEBITACC") !== partner.debitAccount) return "100019"
  if (account === partner.debitAccount) return "100731"
  if (!/^\d{6,20}$/.test(account)) return impsCodes.invalidAccount
  // An account inside the bank that is sent as external (rule "CIB internal transfer").
  if (!/^[A-Z]{4}0[A-Z0-9]{6}$/.test(ifsc) || ifsc.startsWith("ICIC")) return impsCodes.invalidIfsc
  if (fieldOf(body, "CURRENCY") !== "INR") return "101422"
  const amountPaise = parseRupees(fieldOf(body, "AMOUNT"))
  if (amountPaise === undefined) return "13"
  if (amountPaise < 100n) return "205"
  if (amountPaise > IMPS_CEILING_PAISE) return "24"
  return amountPaise > balancePaise ? impsCodes.shortOfFunds : undefined
}

/** IMPS, in the fields of corporate banking. */
const ifs: CibRail = {
  rail: "imps",
  plansOf: () => ifsPlans,
  refusePayment: ({ request: { body }, partner, books }) => refuseIfs(body, partner, books.balancePaise(partner.apiKey)),
  paymentOf: (call, plan) => {
    const { body } = call.request
    const asImps = {
      tranRefNo: body["UNIQUEID"], amount: body["AMOUNT"], beneAccNo: body["CREDITACC"], beneIFSC: body["IFSC"],
      paymentRef: fieldOf(body, "REMARKS").slice(0, 50), senderName: call.partner.name.slice(0, 20)
    }
    return {
      ...impsProduct.paymentOf(onBody(call, asImps), plan),
      payeeName: fieldOf(body, "PAYEENAME"),
      urn: fieldOf(body, "URN"),
      requestNumber: requestNumberOf(call.sequence())
    }
  }
}

const inside = transfer(neftProduct)
const rails: Readonly<Record<string, CibRail>> =
  { RGS: transfer(neftProduct), RTG: transfer(rtgsProduct), IFS: ifs, TPA: inside, OWN: inside, VAP: inside }

/** The rails on which a UNIQUEID may lie. */
export const cibRails: readonly Rail[] = ["neft", "rtgs", "imps"]
