import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"

/** Nothing about the message is public: it is handed on as it comes. */
const Anything = Schema.Record(Schema.String, Schema.Unknown)

const common = {
  family: "collections",
  method: "POST",
  path: "",
  headers: {},
  seal: "plain",
  request: Anything,
  response: Anything,
  samples: { request: {}, response: {} },
  codes: { family: "e-collection", call: "any" }
} as const

/**
 * iSurePay: the bank's service centre asks the partner's own web service for the bill before it takes cash, a cheque or a draft. Neither
 * the fields nor the way they travel are public.
 */
export const isurepayValidation = read({
  ...common,
  id: "isurepay.validation",
  repeat: "never",
  portalPaths: [
    "Business Banking / Collections / iSurepay (Cash/Cheque/DD Deposit) / Validation Web Service",
    "Corporate API Suite / Collections / I-Surepay / Validation Web Service"
  ],
  source: { doc: ["facts/upi-collections-and-others.json isurepay.validation"], trust: "listed" }
})

/** iSurePay: the bank posts what was taken to the partner's own web service. Neither the fields nor the way they travel are public. */
export const isurepayReceipting = read({
  ...common,
  id: "isurepay.receipting",
  repeat: "never",
  portalPaths: [
    "Business Banking / Collections / iSurepay (Cash/Cheque/DD Deposit) / Receipting Web Service",
    "Corporate API Suite / Collections / EazyPay / Receipting Web Service"
  ],
  source: { doc: ["facts/upi-collections-and-others.json isurepay.receipting"], trust: "listed" }
})

/**
 * Cash deposit machine: the bank asks the partner about the 12-digit number that a depositor typed (client code, then depositor code), and
 * shows what comes back. Neither the fields nor the way they travel are public.
 */
export const cdmValidation = read({
  ...common,
  id: "cdm.validation",
  repeat: "never",
  portalPaths: [
    "Business Banking / Collections / Cash Deposit Machine / CDM Validation",
    "Corporate API Suite / Collections / UPI Collect 1.0 / CDM Validation"
  ],
  source: { doc: ["facts/upi-collections-and-others.json cdm.validation"], trust: "listed" }
})

/** Cash deposit machine: the bank tells the partner of a deposit that was credited. Neither fields nor the way they travel are public. */
export const cdmDeposit = read({
  ...common,
  id: "cdm.deposit",
  repeat: "never",
  portalPaths: [
    "Business Banking / Collections / Cash Deposit Machine / CDM Deposit",
    "Corporate API Suite / Collections / Cash Deposit Machines / CDM Deposit"
  ],
  source: { doc: ["facts/upi-collections-and-others.json cdm.deposit"], trust: "listed" }
})
