import type { Partner } from "../bank-types.ts"
import { rupeesOf } from "../composite/imps-replies.ts"
import { istIsoDate } from "../ist.ts"
import type { Arrival, CollectionSettings } from "./collection-types.ts"

type Payload = Readonly<Record<string, string>>

/**
 * The fields of ecollection.msg_hold, which the newer MIS has too. USERID is left out: one guide only lists it. The question itself
 * has no older form in any source.
 */
export const holdPayload = (arrival: Arrival, settings: CollectionSettings, { debitAccount }: Partner): Payload => ({
  ClientCode: settings.clientCode,
  VirtualAccountNumber: arrival.virtualAccount,
  Mode: arrival.mode,
  UTR: arrival.utr,
  SenderRemark: arrival.remark,
  ClientAccountNo: debitAccount,
  Amount: rupeesOf(arrival.amountPaise),
  PayerName: arrival.payerName,
  PayerAccNumber: arrival.payerAccount,
  PayerBankIFSC: arrival.payerIfsc,
  PayerPaymentDate: paymentDate(arrival, settings),
  BankInternalTransactionNumber: arrival.bankNumber
})

/** The MIS in the partner's generation (ecollection.mis_posting, callback and callbackOlderFormat). */
export const misPayload = (arrival: Arrival, settings: CollectionSettings, partner: Partner): Payload =>
  settings.format === "newer" ? holdPayload(arrival, settings, partner) : olderMis(arrival, settings, partner)

/** The older names: "SENDER REMARK" has a blank, and the payer is called payee. */
const olderMis = (arrival: Arrival, settings: CollectionSettings, { debitAccount }: Partner): Payload => ({
  CustomerCode: settings.clientCode,
  VirtualACCode: arrival.virtualAccount,
  MODE: arrival.mode,
  UTR: arrival.utr,
  "SENDER REMARK": arrival.remark,
  CustomerAccountNo: debitAccount,
  AMT: rupeesOf(arrival.amountPaise),
  PayeeName: arrival.payerName,
  PayeeAccountNumber: arrival.payerAccount,
  PayeeBankIFSC: arrival.payerIfsc,
  PayeePaymentDate: paymentDate(arrival, settings),
  BankInternalTransactionNumber: arrival.bankNumber
})

const paymentDate = ({ atMs }: Arrival, { dateForm }: CollectionSettings): string => {
  const [year = "", month = "", day = ""] = istIsoDate(atMs).split("-")
  return dateForm === "YYYYMMDD" ? `${year}${month}${day}` : `${month}/${day}/${year}`
}
