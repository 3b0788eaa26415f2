import { text } from "./merchant-fields.ts"
import { spelled } from "./spelling.ts"

/**
 * What the bank posts to the merchant's own URL when a customer has paid, refused, or changed a mandate. It is a hint to ask
 * (`upi.txnstatus`), no proof: it is sealed to the merchant's public certificate and not signed. It may come more than once.
 *
 * v0 products send Base64 of RSA blocks (it may start with `r=` and hold line breaks), v1 products the envelope. The status is SUCCESS,
 * REJECT or FAILURE, of a mandate CREATE-SUCCESS, REVOKE-SUCCESS and the like. Newer payloads add the last five fields.
 * @example
 * const callback = Schema.decodeUnknownSync(upiCallback.body)(opened)
 * console.log(callback.reference, callback.status)
 */
export const upiCallback = Object.freeze({
  id: "upi.callback",
  family: "upi",
  seals: { v0: "rsa", v1: "hybrid" } as const,
  body: spelled(
    {
      merchantId: text, subMerchantId: text, terminalId: text, rrn: text, reference: text, payerName: text, payerMobile: text,
      payerAddress: text, amount: text, status: text, startedAt: text, completedAt: text, code: text, message: text, payeeAddress: text,
      payerAccountType: text, umn: text
    },
    {
      merchantId: "merchantId",
      subMerchantId: "subMerchantId",
      terminalId: "terminalId",
      rrn: "BankRRN",
      reference: "merchantTranId",
      payerName: "PayerName",
      payerMobile: "PayerMobile",
      payerAddress: "PayerVA",
      amount: "PayerAmount",
      status: "TxnStatus",
      startedAt: "TxnInitDate",
      completedAt: "TxnCompletionDate",
      code: "ResponseCode",
      message: "RespCodeDescription",
      payeeAddress: "PayeeVPA",
      payerAccountType: "PayerAccountType",
      umn: "UMN"
    }
  ),
  sample: {
    merchantId: "999001",
    subMerchantId: "999001",
    terminalId: "5411",
    BankRRN: "000000000001",
    merchantTranId: "TESTCP0000000001",
    PayerName: "TEST USER",
    PayerMobile: "0000000000",
    PayerVA: "sample.payer@icici",
    PayerAmount: "5.00",
    TxnStatus: "SUCCESS",
    TxnInitDate: "20300101120000",
    TxnCompletionDate: "20300101120005"
  },
  source: { doc: ["facts/upi-collections-and-others.json upi.callback"], trust: "public" as const }
})
