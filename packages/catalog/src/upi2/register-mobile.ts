import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { app, appNames, AppReply, appSample } from "../upi/app-fields.ts"

const optional = Schema.optionalKey(Schema.String)

const Request = Schema.Struct({
  ...app,
  accountProvider: Schema.String,
  /** otp, mpin and atmPin are secrets. */
  otp: Schema.String,
  accountNumber: Schema.String,
  mpin: Schema.String,
  atmPin: optional,
  cardDigits: Schema.String,
  /** MMYY. */
  cardExpiry: Schema.String,
  profileId: optional,
  address: Schema.String,
  ifsc: Schema.String,
  mmid: optional,
  accountType: Schema.String,
  name: optional,
  defaultDebit: Schema.String,
  defaultCredit: Schema.String,
  hashedAddress: Schema.String
}).pipe(
  Schema.encodeKeys({
    ...appNames,
    accountProvider: "account-provider",
    otp: "Otp",
    accountNumber: "account-number",
    atmPin: "atmpin",
    cardDigits: "card-digits",
    cardExpiry: "expiry-date",
    profileId: "profile-id",
    address: "virtual-address",
    accountType: "account-type",
    defaultDebit: "default-debit",
    defaultCredit: "default-credit",
    hashedAddress: "hashed-virtual-address"
  })
)

/**
 * Registers a mobile number, an account and an address. No path is public, and the JSON name of its action flag neither: the caller brings
 * the path, and the flag is left out here.
 */
export const registerMobile = read({
  id: "upi2c.register_mobile",
  repeat: "never",
  family: "upi2c",
  portalPaths: [
    "Payments / UPI 2.0 / Add Account / Register Mobile Number",
    "Payments / UPI 2.0 / Change Reset MPIN / Register Mobile Number",
    "Payments / UPI 1.0 / Account Registration / Register Mobile Number",
    "Corporate API Suite / Payments / UPI 2.0 / Add Account / Register Mobile Number"
  ],
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
      Otp: "<secret>",
      "account-number": "000000000001",
      mpin: "<secret>",
      "card-digits": "000000",
      "expiry-date": "1230",
      "virtual-address": "sample@icici",
      ifsc: "TEST0000001",
      "account-type": "SAVINGS",
      "default-debit": "D",
      "default-credit": "D",
      "hashed-virtual-address": "TESTHASH"
    },
    response: { success: true, response: 0, message: "Transaction Successful", SeqNo: appSample["seq-no"], UserProfile: "1" }
  },
  codes: { family: "upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json upi2c.register_mobile"], trust: "public" }
})
