import { cibTextOf } from "../composite/cib-codes.ts"

/**
 * What goes with the codes that a payment of NEFT or RTGS does not meet. From the fact file composite-and-cib: errorCodes "CIB",
 * "CIB bulk file", "Beneficiary addition / validation"; none of them has moved money but 104666, which speaks of an earlier file.
 */
const texts: Readonly<Record<string, string>> = {
  "8097": "Beneficiary LEI is needed",
  "8098": "Beneficiary LEI is invalid",
  "9906": "Corporate, user or aggregator id is invalid",
  "99274": "OTP is needed",
  "100046": "Account number is invalid",
  "100260": "Nickname is in use",
  "100340": "Beneficiary exists already",
  "101324": "User id is missing",
  "101436": "IFSC is wrong",
  "103024": "Corporate id is missing",
  "104666": "File name was used before",
  "104668": "File format is wrong",
  "107889": "OTP has expired",
  "108363": "Value date is before today",
  "108588": "Header count differs from the number of lines",
  "108590": "Header total differs from the sum of the lines",
  "110370": "File format is wrong",
  "111267": "Record identifier is missing",
  "994006": "OTP is wrong",
  "995109": "Corporate is registered already",
  "999032": "Customer is not registered",
  "999039": "Beneficiary is not found",
  "999584": "Customer details are invalid",
  "999586": "VPA is empty",
  "999587": "URN is empty",
  "999588": "VPA is invalid",
  "999590": "Beneficiary is registered already"
}

/** The text that goes with a code of corporate banking. */
export const textOf = (code: string): string => texts[code] ?? cibTextOf(code)
