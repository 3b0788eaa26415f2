import type { Bank, BankAnswer, BankOptions, Partner } from "../bank.ts"
import { createBank } from "../bank.ts"
import { istDate } from "../ist.ts"

/** Thursday, 31 January 2030, 10:15 in India. T+2 is Saturday the 2nd, the first of its month and so a business day. */
export const startMs = Date.UTC(2030, 0, 31, 4, 45)
export const minutesMs = (count: number): number => count * 60_000
export const nextDayMs = Date.UTC(2030, 0, 31, 18, 30)
export const tPlus2Ms = Date.UTC(2030, 1, 1, 18, 30)

/** An account with no fate of its own. */
export const plainAccount = "000000000001"

/** A bank on a clock that a test sets, with one partner. */
export interface BenchBank {
  readonly bank: Bank
  readonly partner: Partner
  readonly clock: { nowMs: number }
  readonly pay: (fields?: Record<string, unknown>, priority?: string) => BankAnswer
  readonly status: (reference: string, fields?: Record<string, unknown>, priority?: string) => BankAnswer
  readonly recon: (reference: string) => string | undefined
}

/** Makes one. */
export const createBenchBank = (options: Partial<BankOptions> = {}): BenchBank => {
  const clock = { nowMs: startMs }
  const bank = createBank({ seed: 1, now: () => clock.nowMs, ...options })
  const partner = bank.registerPartner({ name: "Acme", certificatePem: "" })
  return { bank, partner, clock, ...callsOf(bank, partner) }
}

/** The calls of one partner. */
export const callsOf = (bank: Bank, partner: Partner): Pick<BenchBank, "pay" | "status" | "recon"> => {
  const status: BenchBank["status"] = (reference, fields = {}, priority = "0100") =>
    bank.handle({
      partner: partner.apiKey,
      path: "/api/v1/composite-status",
      priority,
      body: {
        transRefNo: reference, date: istDate(startMs), recon360: "N", passCode: partner.passCode, bcID: partner.bcId, ...fields
      }
    })
  return {
    status,
    pay: (fields = {}, priority = "0100") =>
      bank.handle({ partner: partner.apiKey, path: "/api/v1/composite-payment", priority, body: payBody(partner, fields) }),
    recon: (reference) => {
      const { body } = status(reference, { recon360: "Y" })
      const reply = body as { "recon-api-response"?: { parameters: { index: { parameter: { name: string; value: string }[] } } } }
      const parameters = reply["recon-api-response"]?.parameters.index.parameter
      return parameters?.find(({ name }) => name === "CurrentTransactionStatus")?.value
    }
  }
}

/** A payment that the bank takes. */
export const payBody = (partner: Pick<Partner, "passCode" | "bcId">, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  localTxnDtTime: "20300131101500",
  beneAccNo: plainAccount,
  beneIFSC: "TEST0000001",
  amount: "100.50",
  tranRefNo: "REF1",
  paymentRef: "REF1 rent",
  senderName: "Acme",
  mobile: "9999900000",
  retailerCode: "rcode",
  passCode: partner.passCode,
  bcID: partner.bcId,
  ...fields
})

/** The ActCode, or the errorCode of the gateway, of an answer. */
export const codeOf = (answer: BankAnswer): unknown => {
  const body = answer.body as { ActCode?: string; errorCode?: string }
  return body.ActCode ?? body.errorCode
}
