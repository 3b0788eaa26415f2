import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"

const text = Schema.String

const Request = Schema.Struct({
  reference: text,
  merchantId: text,
  merchantPassword: text,
  product: text,
  productCategory: text,
  mobile: text,
  remark: text
}).pipe(
  Schema.encodeKeys({
    reference: "ReferenceNumber",
    merchantId: "MerchantId",
    merchantPassword: "MerchantPassword",
    product: "Product",
    productCategory: "ProductCategory",
    mobile: "MobileNumber",
    remark: "TransactionRemark"
  })
)

/**
 * Links a mobile to a prepaid card. `MerchantPassword` is a secret. At the bank the fields are XML elements under a root named `xml`,
 * inside the envelope (service LOP in samples); the header SrcApp names the source application. The reply is not public. One source.
 */
export const prepaidLinkedMobile = read({
  id: "prepaid.linked_mobile",
  repeat: "never",
  family: "others",
  portalPaths: ["Loans and Cards / Cards / Prepaid card / Linked Mobile"],
  method: "POST",
  path: "/api/v1/pcms-chw?service=LinkedMobile",
  headers: { "Content-Type": "application/json", Accept: "application/json" },
  seal: "hybrid",
  request: Request,
  response: Schema.Record(Schema.String, Schema.Unknown),
  samples: {
    request: {
      ReferenceNumber: "20300101000001",
      MerchantId: "TEST0000001",
      MerchantPassword: "<secret>",
      Product: "VV01",
      ProductCategory: "1",
      MobileNumber: "0000000000",
      TransactionRemark: "sample"
    },
    response: {}
  },
  codes: { family: "gateway", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json prepaid.linked_mobile"], trust: "public" }
})
