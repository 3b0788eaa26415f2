import type { CodeClass, CodeFamily } from "../src/code-record.ts"

/**
 * Codes that must never count as proof of failure, whatever a source says: each names a time-out, a duplicate, a lost record,
 * a reversal or a fault after the backend was reached, or its sources disagree. `Deemed` stands upper-case, as normalised.
 */
export const neverRejected: Readonly<Partial<Record<CodeFamily, ReadonlySet<string>>>> = {
  imps: words("11 14 17 20 25 30 31 32 33 39 40 63 73 75 80 91 92 96 101 102 103 111 500 814 997"),
  upi: words(
    "15 18 39 72 73 74 92 93 94 95 96 97 98 99 1033 9999 DEEMED BT UT RB RR RP XB XC XY U01 U09 U18 U26 U27 U28",
    "U30 U31 U32 U33 U34 U53 U67 U68 U70 U78 U85 U88"
  ),
  cib: words("999033 999936 100043 103064 995030 995034 14084 900 8010 8011 8012 8013"),
  gateway: words("500 997 8009 8010 8011 8012 8013 8015 8018 8019 8099"),
  "merchant-upi": words("5002 5006 5009 5011 5012 5020 5021 5022 5023 5024 5029"),
  "bulk-file": words("104666")
}

/** Classes set by hand. A code that stands here skips the reading of its meaning, but not the checks of `assertSafe`. */
export const setClass: Readonly<Record<CodeFamily, Readonly<Partial<Record<CodeClass, ReadonlySet<string>>>>>> = {
  // The whole IMPS table is closed: what it does not name is unknown, because only a code on it counts as proof of failure.
  imps: {
    success: words("0"),
    rejected: words("1 2 3 4 5 7 8 9 10 12 13 15 16 24 52 201 202 203 204 205 206 207 208 905 919 920 921"),
    configuration: words("403 901 902 903 916 918 922 923 924"),
    technical: words("18 19 21 22 23 51 60 61 62 64 70 77 904 RJ"),
    duplicate: words("75 80 814"),
    "not-found": words("17 25")
  },
  // 1033 is "pending, start a status check". 91 and 92 say "initiated / timed out": unknown asks sooner than pending, and neither re-sends.
  // 5 and 6 carry several meanings in one table; 21 is a reversal, which is not a failure; U39 gives no cause.
  // 4: the answer could not be parsed, so nobody read the outcome. 1 is NPCI's 01 (pending) once the padding is gone.
  upi: {
    success: words("0"),
    pending: words("1033"),
    configuration: words("12 13 71 101324 103024 999587"),
    unknown: words("1 4 5 6 21 91 92 U39 U51")
  },
  // 107889: one client maps the expired OTP to a time-out. 99274: an API payer cannot give an OTP, so every payment would meet it.
  cib: {
    success: words("0"),
    configuration: words("9907 1294 99274 100019 101422 995098"),
    technical: words("106589 999353"),
    unknown: words("107889")
  },
  "bulk-file": { configuration: words("100901 999481"), technical: words("101043") },
  beneficiary: { configuration: words("9906 101324 103024 106803 999032 999587"), technical: words("24036") },
  // Closed as well: 1025 and 8008 are called declines, but the list of what proves failure does not name them.
  gateway: {
    configuration: words("401 403 8000 8014 8016"),
    rejected: words("429 8001 8002 8003 8004 8005 8006 8007 8017"),
    unknown: words("8011")
  },
  // 1 is "user profile not found": it speaks of a person, not of a payment, but "not found" is never taken as proof.
  "merchant-upi": { success: words("0"), pending: words("92"), configuration: words("5001 5019"), unknown: words("1 5023") },
  eazypay: {
    success: words("E000"),
    pending: new Set([...words("E00327 E00328 E00329 E00331 RIP SIP"), "RIP / SIP"]),
    configuration: words("E002 E004 E005 E00321 E00333")
  },
  "e-collection": { success: words("11") },
  bbps: {}
}

/** Families in which a code that no table above names is unknown, however its sources call it. */
export const closedFamilies: ReadonlySet<CodeFamily> = new Set<CodeFamily>(["imps", "gateway"])

/** Families whose status reply carries a code about the enquiry only; the payment's outcome stands in another field (STATUS, status). */
export const statusIsEnquiry: ReadonlySet<CodeFamily> = new Set<CodeFamily>(["gateway", "cib", "bulk-file", "merchant-upi"])

/**
 * Codes that in a status reply may be about the status request itself: its format, its reference, its device or key.
 * Configuration codes are treated so in every family (see build-records.ts).
 */
export const aboutTheQuestion: Readonly<Partial<Record<CodeFamily, ReadonlySet<string>>>> = {
  imps: words("16 204 207"),
  upi: words("2 3 7 8 10 11 14 16 17 23 31 37 38 55 1025")
}

/** Refusals that a proxy could also send; they count only in the bank's own reply body. */
export const onlyInBankBody: ReadonlySet<string> = words("401 403 429 8000 8001 8002 8003 8004 8005 8006 8007 8014 8016 8017")

/** Families in whose calls no money moves at all. */
export const movesNoMoney: ReadonlySet<CodeFamily> = new Set<CodeFamily>(["beneficiary"])

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(" ").split(" "))
}
