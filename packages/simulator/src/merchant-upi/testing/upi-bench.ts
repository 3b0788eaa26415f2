import type { Bank, BankAnswer, BankOptions, DueCallOut, Partner } from "../../bank.ts"
import type { BenchBank } from "../../testing/bench-bank.ts"
import { createBenchBank } from "../../testing/bench-bank.ts"

type Fields = Record<string, unknown>

/** The merchant's calls, with bodies that the bank takes unless a test says otherwise. */
export interface MerchantCalls {
  readonly v0: (name: string, fields?: Fields) => Fields
  readonly v1: (name: string, fields?: Fields) => Fields
  /** The whole answer, for tests of how it travels. */
  readonly send: (path: string, body: Fields) => BankAnswer
  readonly collect: (reference: string, payerVa?: string, fields?: Fields) => Fields
  readonly status: (reference: string) => Fields
  readonly search: (transactionType: string, fields?: Fields) => Fields
  readonly refund: (reference: string, original: string, refundAmount: string, fields?: Fields) => Fields
  readonly mandate: (reference: string, payerVa?: string, fields?: Fields) => Fields
  readonly mandateState: (reference: string) => Fields
  readonly execute: (reference: string, UMN: unknown, mandateSeqNo: number, fields?: Fields) => Fields
  readonly notify: (reference: string, value: unknown, mandateSeqNo: number, fields?: Fields) => Fields
  readonly play: (name: string, order?: Fields) => Fields
  /** What the bank has called the merchant with since the last time. */
  readonly callbacks: () => readonly DueCallOut[]
}

/** A bank with one merchant. */
export type UpiBench = BenchBank & { readonly upi: MerchantCalls }

/** Makes one. */
export const createUpiBench = (options: Partial<BankOptions> = {}): UpiBench => {
  const bench = createBenchBank(options)
  return { ...bench, upi: merchantCallsOf(bench.bank, bench.partner) }
}

const shop = { merchantName: "Test Shop", subMerchantName: "Test Shop" }

/** The calls of one merchant. */
export const merchantCallsOf = (bank: Bank, partner: Partner): MerchantCalls => {
  const who = { merchantId: partner.merchantId, subMerchantId: partner.merchantId, terminalId: "5411" }
  const send: MerchantCalls["send"] = (path, body) => bank.handle({ partner: partner.apiKey, path, priority: "", body })
  const v0: MerchantCalls["v0"] = (name, fields) => bodyOf(send(`/api/MerchantAPI/UPI/v0/${name}/${partner.merchantId}`, { ...who, ...fields }))
  const v1: MerchantCalls["v1"] = (name, fields) => bodyOf(send(`/api/MerchantAPI/UPI2/v1/${name}`, { ...who, ...fields }))
  const status: MerchantCalls["status"] = (merchantTranId) => v0("TransactionStatus3", { merchantTranId })
  const rrnOf = (merchantTranId: string): unknown =>
    status(merchantTranId)["OriginalBankRRN"] ?? v1("TransactionStatus", { merchantTranId })["OriginalBankRRN"]
  return {
    v0, v1, send, status,
    collect: (merchantTranId, payerVa = "asha@upi", fields) => v0("CollectPay2", { ...shop, ...collectFields, payerVa, merchantTranId, ...fields }),
    search: (transactionType, fields) => v0("CallbackStatus2", { transactionType, ...fields }),
    refund: (merchantTranId, original, refundAmount, fields) => v0("Refund", {
      merchantTranId, originalmerchantTranId: original, originalBankRRN: rrnOf(original), refundAmount, note: "back", onlineRefund: "Y", ...fields
    }),
    mandate: (merchantTranId, payerVa = "asha@upi", fields) =>
      v1("CreateMandate", { ...shop, ...collectFields, ...mandateFields, payerVa, merchantTranId, ...fields }),
    mandateState: (merchantTranId) => v1("TransactionStatusByCriteria", { merchantTranId, transactionType: "M" }),
    execute: (merchantTranId, UMN, mandateSeqNo, fields) => v1("ExecuteMandate", {
      ...shop, merchantTranId, UMN, mandateSeqNo: String(mandateSeqNo), retryCount: "0", amount: "5.00", billNumber: "BILL1", remark: "rent",
      purpose: "RECURRING", ...fields
    }),
    notify: (merchantTranId, value, mandateSeqNo, fields) => v1("MandateNotification", {
      ...shop, merchantTranId, key: "UMN", value, mandateSeqNo: String(mandateSeqNo), payerVa: "asha@upi", amount: "5.00", note: "soon",
      executionDate: "02/02/2030 10:15 AM", ...fields
    }),
    play: (name, order = {}) => bank.controls()[name]?.(order) as Fields,
    callbacks: () => {
      bank.settleDue()
      return bank.takeCallOuts()
    }
  }
}

const bodyOf = ({ body }: BankAnswer): Fields => body as Fields

const collectFields = { amount: "5.00", note: "tea", collectByDate: "31/01/2030 11:15 AM", billNumber: "BILL1" }

/** The terms of a mandate that the bank takes. */
const mandateFields = {
  validityStartDate: "31/01/2030", validityEndDate: "31/01/2031", amountLimit: "M", remark: "rent", requestType: "C", frequency: "MT",
  autoExecute: "N", debitDay: "10", debitRule: "ON", revokable: "Y", blockfund: "N", purpose: "RECURRING"
}
