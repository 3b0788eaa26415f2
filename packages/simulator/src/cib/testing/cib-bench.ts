import type { BankAnswer, BankOptions } from "../../bank.ts"
import type { BenchBank } from "../../testing/bench-bank.ts"
import { createBenchBank, plainAccount } from "../../testing/bench-bank.ts"

type Fields = Readonly<Record<string, unknown>>
export type Reply = Readonly<Record<string, unknown>>

export const v1 = "/api/Corporate/CIB/v1"
export const own = "/api/Corporate/CIB/sim"

/** The calls of corporate banking for one partner; each answers the reply's body. */
export interface CibBench extends BenchBank {
  readonly answer: (path: string, body: Fields) => BankAnswer
  readonly send: (path: string, body?: Fields) => Reply
  /** Over NEFT, Rs 100.50, with the reference U1 unless told. */
  readonly transact: (fields?: Fields, path?: string) => Reply
  readonly order: (fields?: Fields) => Fields
  readonly inquire: (uniqueId?: string, fields?: Fields) => Reply
  /** A password that was sent for a reference. */
  readonly otpFor: (uniqueId: string) => string
  /** A call of the control plane. */
  readonly control: (name: string, order?: Fields) => unknown
}

/** A bank with one partner. */
export const createCibBench = (options: Partial<BankOptions> = {}): CibBench => {
  const bench = createBenchBank(options)
  const { bank, partner } = bench
  const caller = { AGGRID: partner.aggrId, CORPID: partner.corpId, USERID: partner.userId, URN: partner.urn }
  const answer: CibBench["answer"] = (path, body) => bank.handle({ partner: partner.apiKey, path, priority: "", body })
  const send: CibBench["send"] = (path, body = {}) => answer(path, { ...caller, AGGRNAME: partner.aggrName, ...body }).body as Reply
  const control: CibBench["control"] = (name, order = {}) => bank.controls()[name]?.(order)
  const order: CibBench["order"] = (fields) => ({
    DEBITACC: partner.debitAccount, CREDITACC: plainAccount, IFSC: "TEST0000001", AMOUNT: "100.50", CURRENCY: "INR", TXNTYPE: "RGS",
    PAYEENAME: "Asha Rao", REMARKS: "U1 rent", WORKFLOW_REQD: "N", UNIQUEID: "U1", ...fields
  })
  return {
    ...bench, answer, send, control, order,
    transact: (fields, path = `${v1}/Transaction`) => send(path, order(fields)),
    inquire: (uniqueId = "U1", fields = {}) => send(`${v1}/TransactionInquiry`, { UNIQUEID: uniqueId, ...fields }),
    otpFor: (uniqueId) => {
      send(`${v1}/Create`, { UNIQUEID: uniqueId })
      const { otps } = control("GET /_sim/cib/otps") as { readonly otps: readonly { readonly uniqueId: string; readonly otp: string }[] }
      return otps.find((one) => one.uniqueId === uniqueId)?.otp ?? ""
    }
  }
}
