import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { IsoDate } from "../schema/dates.ts"
import { Rupees } from "../schema/rupees.ts"
import { Address, MerchantReference, reply, replyNames, text } from "../upi/merchant-fields.ts"
import { spelled } from "../upi/spelling.ts"

const Request = Schema.Struct({
  merchantId: Schema.String,
  subMerchantId: Schema.String,
  reference: MerchantReference,
  // Wanted by the bank's Python SDK, absent elsewhere.
  terminalId: Schema.optionalKey(Schema.String),
  beneficiaryId: Schema.String,
  mobile: Schema.String,
  beneficiaryName: Schema.String,
  amountPaise: Rupees,
  expiresOn: IsoDate,
  purposeCode: Schema.String,
  mcc: Schema.String,
  redemption: Schema.String,
  payerAddress: Address,
  /** CREATE; a merchant sends Revoke to cancel. */
  type: Schema.String
}).pipe(
  Schema.encodeKeys({
    reference: "merchantTranId",
    beneficiaryId: "beneficiaryID",
    mobile: "mobileNumber",
    amountPaise: "amount",
    expiresOn: "expiry",
    redemption: "VoucherRedemptionType",
    payerAddress: "PayerVA"
  })
)

/**
 * Creates an e-RUPI voucher for one person, or revokes it. No money is paid before the voucher is redeemed; whether some is set aside at
 * the payer's address is not public.
 */
export const createVouchers = read({
  id: "erupi.create_vouchers",
  repeat: "never",
  family: "erupi",
  portalPaths: ["Payments / Eazypay 2.0 / Create Vouchers"],
  method: "POST",
  path: "/api/MerchantAPI/UPI2/v1/CreateVouchers",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: spelled(
    { ...reply, amount: text, expiresOn: text, umn: text, uuid: text, status: text },
    { ...replyNames, amount: "amount", expiresOn: "expiryDate", umn: "UMN", uuid: "UUID", status: "status" }
  ),
  samples: {
    request: {
      merchantId: "999001",
      subMerchantId: "999001",
      merchantTranId: "TESTVC0000000001",
      beneficiaryID: "0000000001",
      mobileNumber: "0000000000",
      beneficiaryName: "TEST USER",
      amount: "2.00",
      expiry: "2030-11-30",
      purposeCode: "A3",
      mcc: "5411",
      VoucherRedemptionType: "SINGLE",
      PayerVA: "sample@icici",
      type: "CREATE"
    },
    response: {
      merchantId: "999001",
      subMerchantId: "999001",
      terminalId: "5411",
      merchantTranId: "TESTVC0000000001",
      response: "0",
      success: "true",
      message: "Transaction Successful",
      amount: "2.00",
      expiryDate: "2030-11-30",
      UMN: "00000000000000000000000000000000@upi",
      UUID: "TESTUUID0001",
      status: "CREATE-SUCCESS"
    }
  },
  codes: { family: "merchant-upi", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json erupi.create_vouchers"], trust: "public" }
})
