import type { CodeClass, CodeFamily } from "../src/code-record.ts"

interface Situation {
  readonly family: CodeFamily
  readonly code: string
  readonly class: CodeClass
  readonly meaning: string
  readonly moneyMayHaveMoved: boolean
}

/** One sentence for the person who meets this code: what to do now. */
export const nextStep = (situation: Situation): string => {
  const special = specialSteps[`${situation.family} ${situation.code}`]
  if (special !== undefined) return special
  const byFamily = familySteps[situation.family]?.[situation.class]
  if (byFamily !== undefined) return byFamily.replace("{remedy}", remedyFor(situation.meaning))
  if (situation.class === "rejected") {
    return `No money moved: ${remedyFor(situation.meaning)}, then order a new attempt with a new reference.`
  }
  if (situation.class === "unknown") return unknownStep(situation)
  return generalSteps[situation.class]
}

/** For the status reading of a code that speaks about the question. */
export const stepForRefusedEnquiry = (code: CodeClass): string =>
  code === "success"
    ? "The enquiry worked: read the payment's own status in the reply, and take this code as no proof."
    : "The enquiry was refused, not the payment: correct the enquiry and ask again, and do not pay again."

const generalSteps: Readonly<Record<Exclude<CodeClass, "rejected" | "unknown">, string>> = {
  success: "Paid: check that reference, amount and account in the reply are yours, then close it.",
  pending: "The bank has it: wait, ask the status again, and do not send a second payment.",
  configuration: "No money moved, but every request will fail alike: pause this rail and have the set-up corrected before sending more.",
  technical: "Ask the status at least 180 seconds later: only if it gives the same code again did the payment fail.",
  duplicate: "An earlier request decides: ask its status, and do not send again.",
  "not-found": "Not found is no proof: ask again with the right date and rail, then Recon360 from T+2, and do not pay again."
}

const familySteps: Readonly<Partial<Record<CodeFamily, Partial<Record<CodeClass, string>>>>> = {
  cib: {
    success: "The debit is accepted: keep the UTR, and ask for the credit by UTR from 30 minutes on.",
    duplicate: "An earlier payment with this UNIQUEID decides: ask its status by UNIQUEID, and do not send again.",
    technical: "Ask the status by UNIQUEID at least 180 seconds later, read its STATUS, and do not send again before it says FAILURE."
  },
  "bulk-file": {
    rejected: "The file was refused: {remedy}, check in the reverse MIS that no row of it ran, and upload it under a new name.",
    technical: "Look the file up in the reverse MIS at least 180 seconds later, and do not upload it again before that.",
    duplicate: "An earlier file of this name may be running: look it up in the reverse MIS, and do not upload it again."
  },
  beneficiary: {
    rejected: "No money is involved: {remedy}, then call again.",
    configuration: "No money is involved, but every call will fail alike: have the ids, the user and the registration corrected first.",
    duplicate: "It exists already: fetch the existing entry and use that.",
    "not-found": "No money is involved: add the beneficiary first, or correct the key that was asked for.",
    technical: "No money is involved: call again later.",
    unknown: "No money is involved: check whether the entry was made, then call again."
  },
  "merchant-upi": {
    rejected: "No money moved: {remedy}, then ask again under a new merchantTranId.",
    success: "Accepted: check amount, merchantTranId and the payment's own status before you hand anything over.",
    duplicate: "An earlier request with this merchantTranId decides: ask its status, and send no new one.",
    "not-found": "Not found is no proof: ask again later with the same merchantTranId, and do not refund or collect again.",
    unknown: "The customer may have paid: ask the status with the same merchantTranId, and do not collect or refund again."
  },
  eazypay: {
    rejected: "No money moved: {remedy}, then offer the payment again under a new reference.",
    success: "Paid: verify the transaction with the bank, and compare amount and reference before you hand anything over.",
    duplicate: "This reference was used before: verify that payment first, and take no second one for it.",
    pending: "Not final yet: verify again later, and make no second payment for this reference.",
    unknown: "The customer may have paid: verify this reference with the bank before you offer another try."
  },
  "e-collection": {
    success: "You tell the bank that the credit is accepted: book it once, by its UTR.",
    duplicate: "You tell the bank that you know this UTR: check that it is booked exactly once.",
    unknown: "You hold or refuse the credit: look at the statement to see whether the payer got it back."
  },
  bbps: {
    rejected: "Nothing was paid by this call: {remedy}, then fetch the bill again.",
    technical: "Fetch or validate the bill again later; nothing was paid by this call.",
    duplicate: "Check whether this bill was paid already, and pay it no second time.",
    unknown: "The bill may have been paid: ask the transaction's status, and do not pay it again."
  },
  gateway: {
    unknown: "The bank may have acted before this fault: ask the payment's status by your own reference, and do not send it again."
  }
}

const specialSteps: Readonly<Record<string, string>> = {
  "imps 91": "Probably paid (a time-out there is deemed success): ask the status, then Recon360 from T+2, and do not send again.",
  "upi 55": "The address exists already: use it; if this answered a payment, ask its status and do not send again.",
  "upi 999590": "The beneficiary is registered already: use it; if this answered a payment, ask its status and do not send again.",
  "gateway 429": "No money moved: slow down, then order a new attempt with a new reference.",
  "gateway 997": "Every backend failed or none answered: ask the payment's status, and do not send it again.",
  "bbps BVR008": "Nothing is due: pay nothing.",
  "upi 21": "It may have been debited and returned: see the full amount back on the statement before you pay again.",
  "upi 32": "Part of the money came back: hold the payment, and let a person compare the statement.",
  "upi U34": "It was debited and reversed: see the full amount back on the statement before you pay again."
}

const unknownStep = ({ family, moneyMayHaveMoved }: Situation): string => {
  if (family === "cib" || family === "bulk-file") {
    return "Money may have moved: ask by UNIQUEID, look at the statement from T+1, and do not send again."
  }
  if (family === "upi") {
    return moneyMayHaveMoved
      ? "Money may have moved: ask the status after 90 seconds, at T+1 and by Recon360 within 5 days, and do not send again."
      : "Probably declined, but that is no proof: ask the status after 90 seconds and at T+1 before you pay again."
  }
  return moneyMayHaveMoved
    ? "Money may have moved: ask the status, then Recon360 from T+2, and do not send again."
    : "Probably declined, but this code is no proof: ask the status, then Recon360 from T+2, before you pay again."
}

/** First match wins: what is wrong with the request stands before what it is about, or "amount missing" would read as a limit. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [/funds|amount insufficient/i, "add funds"],
  [/mandate|\bumn\b/i, "get a new or corrected mandate"],
  [/are the same/i, "use two different accounts"],
  [
    /fraud|risk|compliance|frozen|(?<!not )blocked|restricted|do not honour|dormant|inactive|not activated|lost or stolen|fingerprint/i,
    "have the account's bank clear the block, or use another account"
  ],
  [/\b(m?pin|otp)\b/i, "have the PIN or OTP entered anew"],
  [/bill expired|due date/i, "ask the biller what is due now"],
  [/remitter account|debit account|payer account|payer ifsc|number of the account changed/i, "correct the paying account's details"],
  [/closed|card expired|does not exist|no card|no financial|not live|no routing|disabled/i, "use another account, card or address"],
  [/psp not registered|nre account|a merchant|non-reloadable/i, "use another account, card or address"],
  [/(packet|mode) not allowed|encryption|checksum|illegal operation/i, "correct the request"],
  [/not permitted|not allowed|not supported|foreign inward|no available network|not be debited/i, "use another rail or account type"],
  [/holiday|cut-off time/i, "wait for the next working window"],
  [/format|missing|empty|unreadable|malformed|schema|json|null|not numeric|not 0-9/i, "correct the request"],
  [/differ|mismatch|longer|total|value date/i, "correct the request"],
  [/limit|cap |exceeded|amount|rupee|lakh|minimum|maximum/i, "change the amount or have the limit raised"],
  [/declined|refused|rejected|cancelled|paused|expired/i, "ask whoever refused why"],
  [/account|ifsc|mmid|vpa|virtual address|beneficiary|payee|mobile/i, "correct the beneficiary's details"],
  [/invalid|wrong|validation|data|request|parameter|past|before/i, "correct the request"]
]

const remedyFor = (meaning: string): string => remedies.find(([pattern]) => pattern.test(meaning))?.[1] ?? "find out the cause"
