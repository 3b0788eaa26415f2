import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { Rupees } from "../schema/rupees.ts"
import { merchant, reply, replyNames, shop, SlashDate, text } from "../upi/merchant-fields.ts"
import { spelled } from "../upi/spelling.ts"

const optional = Schema.optionalKey(Schema.String)

const Request = Schema.Struct({
  ...merchant,
  ...shop,
  mcc: Schema.String,
  amountPaise: Rupees,
  note: Schema.String,
  validFrom: SlashDate,
  validUntil: SlashDate,
  umn: Schema.String,
  amountRule: Schema.String,
  /** Carries the voucher's UUID. */
  uuid: Schema.String,
  sign: optional,
  orgId: optional,
  purpose: optional,
  mode: optional
}).pipe(
  Schema.encodeKeys({
    reference: "merchantTranId",
    mcc: "MCC",
    amountPaise: "amount",
    note: "txnNote",
    validFrom: "validityStartDate",
    validUntil: "validityEndDate",
    umn: "UMN",
    amountRule: "amRule",
    uuid: "pa"
  })
)

/** Checks a voucher that a customer shows, and has the bank send the customer an OTP (rule "voucher"). */
export const validateVoucher = read({
  id: "erupi.validate_voucher",
  repeat: "never",
  family: "erupi",
  portalPaths: [],
  method: "POST",
  path: "/api/MerchantAPI/UPI2/v1/ValidateVoucher",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: spelled({ ...reply, rrn: text }, { ...replyNames, rrn: "BankRRN" }),
  samples: {
    request: {
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      merchantTranId: "TESTVV0000000001",
      merchantName: "Test Shop",
      subMerchantName: "Test Shop",
      MCC: "5411",
      amount: "2.00",
      txnNote: "voucher",
      validityStartDate: "01/11/2030",
      validityEndDate: "30/11/2030",
      UMN: "00000000000000000000000000000000@upi",
      amRule: "MAX",
      pa: "TESTUUID0001",
      purpose: "00",
      mode: "13"
    },
    response: {
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      success: "true",
      response: "0",
      message: "Voucher Validated",
      BankRRN: "000000000005"
    }
  },
  codes: { family: "merchant-upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json erupi.validate_voucher"], trust: "public" }
})
