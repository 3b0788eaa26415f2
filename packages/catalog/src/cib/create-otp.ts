import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"
import { Reference } from "../schema/fields.ts"
import { Rupees } from "../schema/rupees.ts"
import { manageCodes, namedCallerFields, namedCallerNames, sampleCaller } from "./caller.ts"
import { driftingReply, errorFields, errorNames, text } from "./drifting-reply.ts"

const Request = Schema.Struct({ ...namedCallerFields, reference: Reference, amountPaise: Schema.optionalKey(Rupees) }).pipe(
  Schema.encodeKeys({ ...namedCallerNames, reference: "UNIQUEID", amountPaise: "AMOUNT" })
)

const Response = driftingReply(
  { response: text, message: text, ...errorFields },
  { response: ["RESPONSE"], message: ["MESSAGE"], ...errorNames }
)

/**
 * Has the bank send a one-time password to the corporate user, for one payment: `reference` is the one of the payment that follows.
 * It lives about 15 minutes (rule "CIB OTP"). For a bulk file `amountPaise` is the file's total, in paise.
 */
export const createOtp = read({
  id: "cib.otp.create",
  repeat: "never",
  family: "cib",
  portalPaths: [
    "Corporate API Suite / Payments / CIB Payments / OTP Creation for Transaction Initiation",
    "Business Banking / Non Transactional API (CIB) / OTP Creation For Transaction"
  ],
  method: "POST",
  path: "/api/Corporate/CIB/v1/Create",
  headers: {},
  seal: "hybrid",
  request: Request,
  response: Response,
  samples: {
    request: { ...sampleCaller, AGGRNAME: "TESTAGGR", UNIQUEID: "T1AAA0000000008", AMOUNT: "10.00" },
    response: { RESPONSE: "Success", MESSAGE: "OTP sent" }
  },
  codes: manageCodes,
  source: { doc: ["facts/composite-and-cib.json cib.otp.create"], trust: "public" }
})
