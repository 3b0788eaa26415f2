import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { app, appNames, AppReply, appSample } from "../upi/app-fields.ts"

const optional = Schema.optionalKey(Schema.String)

const Request = Schema.Struct({
  ...app,
  accountProvider: Schema.String,
  ifsc: optional,
  accountNumber: optional,
  mmid: optional,
  address: Schema.String,
  accountType: Schema.String,
  profileId: optional,
  name: optional,
  defaultDebit: Schema.String,
  defaultCredit: Schema.String,
  hashedAddress: Schema.String
}).pipe(
  Schema.encodeKeys({
    ...appNames,
    accountProvider: "account-provider",
    accountNumber: "account-number",
    address: "virtual-address",
    accountType: "account-type",
    profileId: "profile-id",
    defaultDebit: "default-debit",
    defaultCredit: "default-credit",
    hashedAddress: "hashed-virtual-address"
  })
)

/** Stores an account under an address. No path is public: the caller brings it. */
export const storeAccountDetails = read({
  id: "upi2c.store_account_details",
  repeat: "never",
  family: "upi2c",
  portalPaths: ["Payments / UPI 2.0 / Miscellaneous / Store Account Details"],
  method: "POST",
  path: "",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: AppReply,
  samples: {
    request: {
      ...appSample,
      "account-provider": "1",
      "virtual-address": "sample@icici",
      "account-type": "SAVINGS",
      "default-debit": "D",
      "default-credit": "D",
      "hashed-virtual-address": "TESTHASH"
    },
    response: { success: true, response: 0, message: "Transaction Successful", SeqNo: appSample["seq-no"], UserProfile: "1" }
  },
  codes: { family: "upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi2c.store_account_details"], trust: "public" }
})
