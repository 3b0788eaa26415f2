import { withManner } from "../answers.ts"
import type { FaultRule } from "./fault-rule.ts"

/** Enquiries go wrong; the payment is what it is. */
export const enquiryFaults = {
  "status-drop": {
    group: "enquiry", on: "status", money: "untouched",
    text: "cuts the connection of an enquiry",
    wire: (answer) => withManner(answer, "drop")
  },
  "failure-once": {
    group: "enquiry", on: "status", money: "untouched",
    text: "an enquiry says failed (ActCode 62, UPI U30, STATUS FAILURE), the next one the truth",
    enquire: ({ withCode, failedCode = "FAILURE" }) => withCode(failedCode)
  },
  "enquiry-failed": {
    group: "enquiry", on: "status", rails: ["neft", "rtgs"], money: "untouched",
    text: "STATUS ERROR: the enquiry failed, which says nothing about the payment",
    enquire: ({ withCode }) => withCode("ERROR")
  },
  "not-found-17": {
    group: "enquiry", on: "status", rails: ["imps"], money: "untouched",
    text: "not found, as ActCode 17: sources differ on 17 and 25",
    enquire: ({ withCode }) => withCode("17")
  }
} as const satisfies Readonly<Record<string, FaultRule>>
