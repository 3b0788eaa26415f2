import * as Schema from "effect/Schema"
import type { EnquiryFacts, PartnerFacts } from "../declaration.ts"
import { UsDate } from "../schema/dates.ts"
import { Reference } from "../schema/fields.ts"
import { upiOf } from "./partner-facts.ts"

/** What both questions about a UPI payment carry, status and Recon360. */
export const questionFields = {
  deviceId: Schema.String,
  mobile: Schema.String,
  channelCode: Schema.String,
  profileId: Schema.String,
  enquiryReference: Schema.String,
  reference: Reference,
  date: UsDate
}

/** The bank's names for them. */
export const questionNames = {
  deviceId: "device-id",
  channelCode: "channel-code",
  profileId: "profile-id",
  enquiryReference: "seq-no",
  reference: "ori-seq-no"
} as const

/** A question in our words. @throws RangeError when the partner has no UPI profile. */
export const questionOf = (facts: EnquiryFacts, partner: PartnerFacts) => {
  const { deviceId, channelCode, profileId } = upiOf(partner)
  return {
    deviceId,
    mobile: partner.mobile,
    channelCode,
    profileId,
    enquiryReference: facts.enquiryReference ?? `Q${facts.reference}`,
    reference: facts.reference,
    date: facts.date
  }
}
