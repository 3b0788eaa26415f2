import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"

const Request = Schema.Struct({
  account: Schema.Struct({
    correspondentId: Schema.String,
    messageType: Schema.Literal("AccountBalance"),
    accountNumber: Schema.String
  }).pipe(
    Schema.encodeKeys({ correspondentId: "CorrespondentId", messageType: "MessageType", accountNumber: "VostroAccNumber" })
  ),
  signature: Schema.Struct({ value: Schema.String }).pipe(Schema.encodeKeys({ value: "SignatureValue" }))
}).pipe(Schema.encodeKeys({ account: "VostroBalance", signature: "Signature" }))

const text = Schema.optionalKey(Schema.String)

const Response = Schema.Struct({
  messageType: text,
  /** The answer writes CorrespondentID where the request has CorrespondentId. */
  correspondentId: text,
  clientName: text,
  accountNumber: text,
  error: text,
  /** As the bank prints it: a balance may be below zero. */
  balance: text,
  currency: text,
  /** DD-MM-YYYY HH:MM:SS. */
  answeredAt: text
}).pipe(
  Schema.encodeKeys({
    messageType: "MessageType",
    correspondentId: "CorrespondentID",
    clientName: "ClientShortName",
    accountNumber: "VostroAccNo",
    error: "ErrorDescription",
    balance: "VostroBalanceAmt",
    currency: "VostroCurrency",
    answeredAt: "ResponseDateTime"
  })
)

/**
 * The balance of a remittance partner's account with the bank. At the bank this is signed XML of these elements; how the signature is made
 * is not public. The portal's open sandbox. One source.
 */
export const remittanceBalance = read({
  id: "trade.remittance_balance",
  repeat: "when-lost",
  family: "others",
  portalPaths: ["Corporate API Suite / Trade Services / Remittance / Inward Remittance / Remittance Balance Inquiry"],
  method: "POST",
  path: "/api/v1/RemittanceBalanceInquiry",
  headers: {},
  seal: "plain",
  request: Request,
  response: Response,
  samples: {
    request: {
      VostroBalance: { CorrespondentId: "TEST01", MessageType: "AccountBalance", VostroAccNumber: "000000000000" },
      Signature: { SignatureValue: "c2FtcGxl" }
    },
    response: {
      MessageType: "AccountBalance",
      CorrespondentID: "TEST01",
      ClientShortName: "TEST",
      VostroAccNo: "000000000000",
      ErrorDescription: "",
      VostroBalanceAmt: "1000.00",
      VostroCurrency: "INR",
      ResponseDateTime: "01-01-2030 10:15:00"
    }
  },
  codes: { family: "gateway", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json trade.remittance_balance"], trust: "public" }
})
