import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { app, appNames, AppReply, appSample } from "../upi/app-fields.ts"

const Request = Schema.Struct({
  ...app,
  accountProvider: Schema.String.check(Schema.isPattern(/^\d{1,20}$/, { expected: "an id from the list of account providers" })),
  payerName: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(50))),
  linkType: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(10))),
  aadhaarConsent: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(1)))
}).pipe(
  Schema.encodeKeys({
    ...appNames,
    accountProvider: "account-provider",
    payerName: "payer-name",
    linkType: "link-type",
    aadhaarConsent: "aadhaar-consent"
  })
)

/** The accounts of a mobile number at one provider: `data.details.accounts[]`, masked. */
export const listAccounts = read({
  id: "upi2c.list_accounts",
  repeat: "never",
  family: "upi2c",
  portalPaths: [
    "Payments / UPI 2.0 / Add Account / List Accounts",
    "Payments / UPI 2.0 / Change Reset MPIN / List Accounts",
    "Corporate API Suite / Payments / UPI 2.0 / Add Account / List Account"
  ],
  method: "POST",
  path: "/api/v1/upi2/ListAccounts",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: AppReply,
  samples: {
    request: { ...appSample, "account-provider": "1" },
    response: {
      success: true,
      response: 0,
      message: "Transaction Successful",
      SeqNo: appSample["seq-no"],
      MobileAppData: {
        details: {
          accounts: [{ account: "XXXXXXXX0001", accRefNumber: "1", ifsc: "TEST0000001", name: "TEST USER", CredsAllowed: {} }]
        }
      }
    }
  },
  codes: { family: "upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi2c.list_accounts"], trust: "public" }
})
