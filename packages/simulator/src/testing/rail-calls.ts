import type { Bank, BankAnswer, BankOptions, Partner } from "../bank.ts"
import { istDate } from "../ist.ts"
import type { BenchBank } from "./bench-bank.ts"
import { createBenchBank, payBody, plainAccount, startMs } from "./bench-bank.ts"

type Fields = Record<string, unknown>

/** The calls of the rails other than IMPS, for one partner. */
export interface RailCalls {
  readonly payUpi: (fields?: Fields) => BankAnswer
  readonly payNeft: (fields?: Fields) => BankAnswer
  readonly payRtgs: (fields?: Fields) => BankAnswer
  readonly payBy: (priority: string, fields?: Fields) => BankAnswer
  readonly askUpi: (reference: string, fields?: Fields) => BankAnswer
  readonly askNeft: (reference: string, fields?: Fields) => BankAnswer
  readonly askRtgs: (reference: string, fields?: Fields) => BankAnswer
  readonly askByUtr: (utr: string) => BankAnswer
  readonly send: (path: string, body: Fields, priority?: string) => BankAnswer
}

/** A bench bank with every rail. */
export const createRailBench = (options: Partial<BankOptions> = {}): BenchBank & { readonly rails: RailCalls } => {
  const bench = createBenchBank(options)
  return { ...bench, rails: railCallsOf(bench.bank, bench.partner) }
}

/** The calls of one partner. */
export const railCallsOf = (bank: Bank, partner: Partner): RailCalls => {
  const send: RailCalls["send"] = (path, body, priority = "") => bank.handle({ partner: partner.apiKey, path, priority, body })
  const pay = (priority: string, body: Fields): BankAnswer => send("/api/v1/composite-payment", body, priority)
  const ask = (priority: string, body: Fields): BankAnswer => send("/api/v1/composite-status", body, priority)
  const corporate = { AGGRID: partner.aggrId, CORPID: partner.corpId, USERID: partner.userId, URN: partner.urn }
  return {
    send,
    payUpi: (fields) => pay("1000", { ...upiBody, ...fields }),
    payNeft: (fields) => pay("0010", { ...neftBody(partner), ...fields }),
    payRtgs: (fields) => pay("0001", { ...rtgsBody(partner), ...fields }),
    payBy: (priority, fields) => pay(priority, { ...upiBody, ...payBody(partner), ...neftBody(partner), tranRefNo: "REF1", ...fields }),
    askUpi: (reference, fields) => ask("1000", { ...upiQuestion(reference), ...fields }),
    askNeft: (reference, fields) => ask("0010", { ...corporate, UNIQUEID: reference, ...fields }),
    askRtgs: (reference, fields) => ask("0001", { ...corporate, UNIQUEID: reference, ...fields }),
    askByUtr: (utr) => send("/api/v1/CIBNEFTStatus", { ...corporate, UTRNUMBER: utr })
  }
}

const upiBody = {
  "device-id": "000000000000000000000000", mobile: "9999900000", "channel-code": "MICICI", "profile-id": "1000001", "seq-no": "REF1",
  "account-provider": "74", "payee-va": "payee.test@upi", "payer-va": "payer.test@upi", amount: "100.50", remarks: "REF1 rent",
  mcc: "6012"
}

const upiQuestion = (reference: string): Fields => ({
  "device-id": upiBody["device-id"], mobile: upiBody.mobile, "channel-code": "MICICI", "profile-id": "1000001", "seq-no": "ASK1",
  "ori-seq-no": reference, date: istDate(startMs), recon360: "N"
})

const neftBody = (partner: Partner): Fields => ({
  tranRefNo: "REF1", amount: "100.50", senderAcctNo: partner.debitAccount, beneAccNo: plainAccount, beneName: "Asha Rao",
  beneIFSC: "TEST0000001", narration1: "REF1 rent", crpId: partner.corpId, crpUsr: partner.userId, aggrId: partner.aggrId,
  urn: partner.urn, aggrName: partner.aggrName, txnType: "RGS", WORKFLOW_REQD: "N"
})

const rtgsBody = (partner: Partner): Fields => ({
  AGGRID: partner.aggrId, AGGRNAME: partner.aggrName, CORPID: partner.corpId, USERID: partner.userId, URN: partner.urn,
  UNIQUEID: "REF1", DEBITACC: partner.debitAccount, CREDITACC: plainAccount, IFSC: "TEST0000001", AMOUNT: "200000.00",
  CURRENCY: "INR", TXNTYPE: "RTG", PAYEENAME: "Asha Rao", REMARKS: "REF1 rent", WORKFLOW_REQD: "N"
})
