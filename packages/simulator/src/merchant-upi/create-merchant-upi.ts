import type { BankAnswer, Form } from "../bank-types.ts"
import type { FoundCall, Product } from "../products/product.ts"
import { findAppCall } from "./app-calls.ts"
import { collect, qr } from "./collect.ts"
import { execute, notify } from "./execute.ts"
import { settleDue } from "./finish.ts"
import { createMandate, mandateQr } from "./mandates.ts"
import { peopleOf } from "./people.ts"
import type { Counter } from "./receive.ts"
import { receive } from "./receive.ts"
import { refund } from "./refund.ts"
import { callbackStatus, statusByCriteria, transactionStatus } from "./status.ts"
import type { Memory } from "./upi-memory.ts"
import { createMemory } from "./upi-memory.ts"
import type { Note, UpiCall } from "./upi-types.ts"
import { createVouchers, delayedSettlements, redeemVoucher, validateVoucher } from "./vouchers.ts"

type Answer = (call: UpiCall, memory: Memory) => BankAnswer

const at = (counter: Counter): Answer => (call, memory) => receive(call, memory, counter)

/** The calls of v0 by the last part of their path but one; the numbered paths are generations of one call (alternatePaths). */
const v0: Readonly<Record<string, Answer>> = {
  ...sameFor(["QR", "QR2", "QR3"], at(qr("v0"))),
  ...sameFor(["CollectPay1", "CollectPay2", "CollectPay3"], at(collect("v0"))),
  ...sameFor(["TransactionStatus1", "TransactionStatus2", "TransactionStatus3"], transactionStatus("v0")),
  ...sameFor(["CallbackStatus", "CallbackStatus2"], callbackStatus),
  ...sameFor(["Refund", "Refund2"], at(refund("v0")))
}

/** The calls of v1; the bank's document and its SDK spell one of them in different letter case. */
const v1: Readonly<Record<string, Answer>> = {
  CollectPay: at(collect("v1")),
  QR: at(qr("v1")),
  TransactionStatus: transactionStatus("v1"),
  ...sameFor(["TransactionStatusByCriteria", "Transactionstatusbycriteria"], statusByCriteria),
  Refund: at(refund("v1")),
  CreateMandate: at(createMandate),
  MandateQR: at(mandateQr),
  MandateNotification: at(notify),
  ExecuteMandate: at(execute),
  CreateVouchers: at(createVouchers),
  ValidateVoucher: at(validateVoucher),
  RedeemVoucher: at(redeemVoucher),
  DelayedSettlements: at(delayedSettlements)
}

// The bank's hosts end in /api, so that one client's path begins with it and another's does not.
const V0_PATH = /^(?:\/api)?\/MerchantAPI\/UPI\/v0\/([A-Za-z0-9]+)\/([A-Za-z0-9]+)$/
const V1_PATH = /^(?:\/api)?\/MerchantAPI\/UPI2\/v1\/([A-Za-z]+)$/
const APP_PATH = /^(?:\/api)?\/v1\/upi2\/([A-Za-z]+)$/

/** Merchant UPI: collect requests, QR codes, mandates, vouchers, refunds, and the customers at the other end. */
export const createMerchantUpi = (): Product<Note> => {
  const memory = createMemory()
  const found = (forms: readonly Form[], answer: Answer | undefined, params = {}): FoundCall<Note> | undefined =>
    answer && { forms, params, answer: (call) => answer(call, memory) }
  return {
    name: "merchant-upi",
    find: (path) => {
      const [, ofV0 = "", merchantId = ""] = V0_PATH.exec(path) ?? []
      if (ofV0 !== "") return found(["rsa", "hybrid"], own(v0, ofV0), { merchantId })
      const [, ofV1 = ""] = V1_PATH.exec(path) ?? []
      if (ofV1 !== "") return found(["hybrid"], own(v1, ofV1))
      const [, ofApp = ""] = APP_PATH.exec(path) ?? []
      return found(["hybrid", "plain"], findAppCall(ofApp))
    },
    remember: memory.remember,
    settleDue: (desk) => settleDue(desk, memory),
    control: peopleOf(memory)
  }
}

const own = (calls: Readonly<Record<string, Answer>>, name: string): Answer | undefined =>
  (Object.hasOwn(calls, name) ? calls[name] : undefined)

function sameFor(names: readonly string[], answer: Answer): Readonly<Record<string, Answer>> {
  return Object.fromEntries(names.map((name) => [name, answer]))
}
