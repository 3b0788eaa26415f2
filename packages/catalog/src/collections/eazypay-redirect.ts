import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"

/** AES-128-ECB under the merchant's key of 16 characters, Base64. */
const encrypted = Schema.String

const Request = Schema.Struct({
  merchantId: Schema.String,
  mandatoryFields: encrypted,
  optionalFields: Schema.optionalKey(encrypted),
  returnUrl: encrypted,
  reference: encrypted,
  subMerchantId: encrypted,
  amount: encrypted,
  payMode: encrypted
}).pipe(
  Schema.encodeKeys({
    merchantId: "merchantid",
    mandatoryFields: "mandatory fields",
    optionalFields: "optional fields",
    returnUrl: "returnurl",
    reference: "Reference No",
    subMerchantId: "submerchantid",
    amount: "transaction amount",
    payMode: "paymode"
  })
)

const Response = Schema.Struct({
  code: Schema.String,
  bankReference: Schema.String,
  serviceTax: Schema.String,
  processingFee: Schema.String,
  total: Schema.String,
  amount: Schema.String,
  /** DD-MM-YYYY HH:MM:SS. */
  paidAt: Schema.String,
  interchange: Schema.String,
  tdr: Schema.String,
  payMode: Schema.String,
  subMerchantId: Schema.String,
  reference: Schema.String,
  merchantId: Schema.String,
  signature: Schema.String,
  tps: Schema.String,
  mandatoryFields: Schema.optionalKey(Schema.String),
  optionalFields: Schema.optionalKey(Schema.String),
  verification: Schema.optionalKey(Schema.String)
}).pipe(
  Schema.encodeKeys({
    code: "Response_Code",
    bankReference: "Unique_Ref_Number",
    serviceTax: "Service_Tax_Amount",
    processingFee: "Processing_Fee_Amount",
    total: "Total_Amount",
    amount: "Transaction_Amount",
    paidAt: "Transaction_Date",
    interchange: "Interchange_Value",
    tdr: "TDR",
    payMode: "Payment_Mode",
    subMerchantId: "SubMerchantId",
    reference: "ReferenceNo",
    merchantId: "ID",
    signature: "RS",
    tps: "TPS",
    mandatoryFields: "mandatory_fields",
    optionalFields: "optional_fields",
    verification: "RSV"
  })
)

/**
 * Eazypay's hosted page: a link that the customer's browser opens, not a call of ours. `request` is its query: the merchant id in the
 * clear, everything else encrypted by itself; some names hold a blank. `response` is the form that the page posts to `returnurl`. E000
 * means paid, and only if RS is right: SHA-512 hex over ID, Response_Code, Unique_Ref_Number, Service_Tax_Amount, Processing_Fee_Amount,
 * Total_Amount, Transaction_Amount, Transaction_Date, Interchange_Value, TDR, Payment_Mode, SubMerchantId, ReferenceNo, TPS and the key,
 * joined by `|`. It comes through the customer's browser: ask `eazypay.verify` all the same. The Referer must be known too (E00333).
 */
export const eazypayRedirect = read({
  id: "eazypay.redirect",
  repeat: "never",
  family: "collections",
  portalPaths: [],
  method: "GET",
  path: "/EazyPG",
  headers: {},
  seal: "aes-ecb-fields",
  request: Request,
  response: Response,
  samples: {
    request: {
      merchantid: "999001",
      "mandatory fields": "AAAAAAAAAAAAAAAAAAAAAA==",
      returnurl: "AAAAAAAAAAAAAAAAAAAAAA==",
      "Reference No": "AAAAAAAAAAAAAAAAAAAAAA==",
      submerchantid: "AAAAAAAAAAAAAAAAAAAAAA==",
      "transaction amount": "AAAAAAAAAAAAAAAAAAAAAA==",
      paymode: "AAAAAAAAAAAAAAAAAAAAAA=="
    },
    response: {
      Response_Code: "E000",
      Unique_Ref_Number: "300101000000001",
      Service_Tax_Amount: "0.00",
      Processing_Fee_Amount: "0.00",
      Total_Amount: "10.00",
      Transaction_Amount: "10.00",
      Transaction_Date: "01-01-2030 10:15:00",
      Interchange_Value: "",
      TDR: "",
      Payment_Mode: "9",
      SubMerchantId: "1",
      ReferenceNo: "TEST0000001",
      ID: "999001",
      RS: "0".repeat(128),
      TPS: "Y"
    }
  },
  codes: { family: "eazypay", call: "any" },
  source: { doc: ["facts/upi-collections-and-others.json eazypay.redirect"], trust: "public" }
})
