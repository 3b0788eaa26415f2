import * as Schema from "effect/Schema"
import { Rupees } from "../schema/rupees.ts"
import { Flag, merchant, payerAccount, shop, SlashDate } from "../upi/merchant-fields.ts"

/** What a mandate says, in CreateMandate and MandateQR alike. */
export const mandate = {
  ...merchant,
  ...shop,
  amountPaise: Rupees,
  billNumber: Schema.String,
  /** ISO dates inside; the start is not before today (5031), the end not before the start (5032). */
  validFrom: SlashDate,
  validUntil: SlashDate,
  /** At most this amount, or exactly this one. */
  amountLimit: Schema.Literals(["M", "F"]),
  remark: Schema.String,
  /** Create, update, revoke; the last two need the UMN. */
  requestType: Schema.Literals(["C", "U", "R"]),
  /** MT and AS were seen; AS is "as presented". */
  frequency: Schema.String,
  autoExecute: Flag,
  debitDay: Schema.String,
  debitRule: Schema.String,
  revokable: Flag,
  blockFund: Flag,
  purpose: Schema.String,
  /** With a capital V here. */
  validatePayerAccount: Schema.optionalKey(Flag),
  ...payerAccount,
  umn: Schema.optionalKey(Schema.String)
}

/** The bank's names for them. */
export const mandateNames = {
  reference: "merchantTranId",
  amountPaise: "amount",
  validFrom: "validityStartDate",
  validUntil: "validityEndDate",
  blockFund: "blockfund",
  validatePayerAccount: "ValidatePayerAccFlag",
  payerIfsc: "payerIFSC",
  umn: "UMN"
} as const
