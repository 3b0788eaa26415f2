import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { app, appNames, AppReply, appSample } from "../upi/app-fields.ts"

/**
 * The banks whose accounts can be added: `data.details.providers[]` with `id`, `reg-mob-format` and `account-provider`. Ids must come
 * from here, never be fixed.
 */
export const listAccountProvider = read({
  id: "upi2c.list_account_provider",
  repeat: "never",
  family: "upi2c",
  portalPaths: [
    "Payments / UPI 2.0 / Add Account / List Account Provider",
    "Corporate API Suite / Payments / UPI 2.0 / Add Account / List Account Provider"
  ],
  method: "POST",
  path: "/api/v1/upi2/ListAccountProvider",
  headers: {},
  seal: "hybrid",
  request: Schema.Struct(app).pipe(Schema.encodeKeys(appNames)),
  response: AppReply,
  samples: {
    request: appSample,
    response: {
      success: true,
      response: 0,
      message: "Transaction Successful",
      SeqNo: appSample["seq-no"],
      MobileAppData: { details: { providers: [{ id: "1", "reg-mob-format": "FORMAT1", "account-provider": "TEST BANK" }] } }
    }
  },
  codes: { family: "upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi2c.list_account_provider"], trust: "public" }
})
