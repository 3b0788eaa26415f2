import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { replyNames, reply } from "../upi/merchant-fields.ts"
import { spelled } from "../upi/spelling.ts"
import { mandate, mandateNames } from "./mandate-fields.ts"

// Numbers and a boolean where other replies have texts: kept as they come.
const scalar = Schema.optionalKey(Schema.NullOr(Schema.Union([Schema.String, Schema.Finite])))

const optional = Schema.optionalKey(Schema.String)

const Request = Schema.Struct({ ...mandate, note: optional, collectByDate: optional }).pipe(Schema.encodeKeys(mandateNames))

/**
 * A mandate as a QR code: show `signedQr`, URL-decoded. Apps reject mandate strings that the bank has not signed (rule "QR string").
 */
export const mandateQr = read({
  id: "upi2.mandate_qr",
  repeat: "never",
  family: "upi2",
  portalPaths: [],
  method: "POST",
  path: "/api/MerchantAPI/UPI2/v1/MandateQR",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: spelled(
    { ...reply, code: scalar, terminalId: scalar, amount: scalar, signedQr: scalar, refId: scalar },
    { ...replyNames, code: "ActCode", amount: "Amount", signedQr: "SignedQRData", refId: "refId" }
  ),
  samples: {
    request: {
      amount: "1.00",
      amountLimit: "M",
      autoExecute: "N",
      billNumber: "BILL0002",
      blockfund: "N",
      debitDay: "",
      debitRule: "",
      frequency: "AS",
      merchantId: "999001",
      merchantName: "Test Shop",
      merchantTranId: "TESTMQ0000000001",
      purpose: "RECURRING",
      remark: "MandateRequest",
      requestType: "C",
      revokable: "Y",
      UMN: "",
      subMerchantId: "999001",
      subMerchantName: "Test Shop",
      terminalId: "5411",
      validityStartDate: "20/09/2030",
      validityEndDate: "27/08/2031",
      ValidatePayerAccFlag: "N"
    },
    response: {
      merchantId: "999001",
      subMerchantId: "999001",
      SignedQRData: "upi%3A%2F%2Fmandate%3Fpa%3Dsample%40icici",
      refId: "EZM00000000000000000000000",
      ActCode: 0,
      terminalId: 5411,
      message: "Transaction Successful",
      Amount: 1,
      merchantTranId: "TESTMQ0000000001",
      success: true
    }
  },
  codes: { family: "merchant-upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi2.mandate_qr"], trust: "public" }
})
