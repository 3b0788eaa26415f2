import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"

const optional = Schema.optionalKey(Schema.String)

const Request = Schema.Struct({
  merchantId: Schema.String,
  /** The merchant's own, as given to the hosted page. */
  reference: Schema.String,
  transactionId: optional,
  amount: optional,
  payMode: optional,
  date: optional
}).pipe(
  Schema.encodeKeys({
    merchantId: "merchantid",
    reference: "pgreferenceno",
    transactionId: "ezpaytranid",
    payMode: "paymentmode",
    date: "trandate"
  })
)

/**
 * What became of a payment on Eazypay's hosted page? A form, and the answer is a text of `name=value` pairs of which only `status`, the
 * first, is public: Success, RIP (reconciliation in progress), SIP (settlement in progress). One client counts all three as paid; whether
 * RIP and SIP are final is not public.
 */
export const eazypayVerify = read({
  id: "eazypay.verify",
  repeat: "when-lost",
  family: "collections",
  portalPaths: [],
  method: "POST",
  path: "/EazyPGVerify",
  headers: { "Content-Type": "application/x-www-form-urlencoded" },
  seal: "plain",
  request: Request,
  response: Schema.Struct({ status: Schema.String }),
  samples: {
    request: { merchantid: "999001", pgreferenceno: "TEST0000001", ezpaytranid: "", amount: "", paymentmode: "", trandate: "" },
    response: { status: "Success" }
  },
  codes: { family: "eazypay", call: "any" },
  source: { doc: ["facts/upi-collections-and-others.json eazypay.verify"], trust: "public" }
})
