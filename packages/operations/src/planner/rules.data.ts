import type { RailLimit, RailWindow, VirtualAccountRule } from "./rail-rules.ts"

/**
 * Amounts of the rails. Not here, because no source gives a number: the corporate workflow limit of a partner (the bank's page says
 * that NEFT and RTGS over the API follow it), the least and most of a business correspondent (IMPS codes 920 and 921), a
 * UPI minimum. Those are `partner.limits`, without a default.
 */
export const limitRules: readonly RailLimit[] = Object.freeze([
  {
    rail: "upi",
    kind: "max",
    amountPaise: 10_000_000n,
    validFrom: "2025-09-15",
    by: "NPCI",
    // Some kinds of merchants may take more; a partner that pays only such passes its own rules.
    source: "NPCI, general limit of one UPI payment; the press of September 2025: to persons it stays at Rs 1 lakh when merchants' limits grow"
  },
  {
    rail: "imps",
    kind: "min",
    amountPaise: 100n,
    // The sources are undated; this is the day of the API document 1.18 that they follow.
    validFrom: "2022-09-03",
    by: "the bank",
    source: "facts/composite-and-cib.json, rule \"IMPS amount\": Rs 1 at least, ActCode 205 below it"
  },
  {
    rail: "imps",
    kind: "max",
    amountPaise: 20_000_000n,
    validFrom: "2014-01-01",
    validTo: "2021-10-07",
    by: "NPCI",
    source: "RBI, Statement on Developmental and Regulatory Policies, 8 October 2021: Rs 2 lakh since January 2014; ActCode 24 still says so"
  },
  {
    rail: "imps",
    kind: "max",
    amountPaise: 50_000_000n,
    validFrom: "2021-10-08",
    by: "NPCI",
    source: "RBI, Statement on Developmental and Regulatory Policies, 8 October 2021; facts/composite-and-cib.json, rule \"IMPS amount\""
  },
  {
    rail: "rtgs",
    kind: "min",
    amountPaise: 20_000_000n,
    validFrom: "2020-12-14",
    by: "RBI",
    source: "facts/composite-and-cib.json, rule \"RTGS amount\": minimum Rs 2 lakh, no upper bound of its own"
  },
  ...(["neft", "rtgs"] as const).map((rail) => ({
    rail,
    kind: "lei-from" as const,
    amountPaise: 50_000_000_000n,
    validFrom: "2021-04-01",
    by: "RBI",
    source: "RBI/2020-21/82 of 5 January 2021 (LEI, Rs 50 crore and above, NEFT and RTGS, not for persons); facts/composite-and-cib.json, rule \"BENLEI\""
  }))
] as const)

const always = { days: "every", from: "00:00", to: "24:00" } as const

/**
 * Hours of the networks. All four run day and night now; the hours of the bank's API channel are not published
 * (facts/composite-and-cib.json, gaps: "NEFT batch cut-off table of the API channel") and so are the partner's to give.
 */
export const windowRules: readonly RailWindow[] = Object.freeze([
  { rail: "upi", ...always, validFrom: "2016-04-11", by: "NPCI", source: "NPCI: UPI, at all hours since its launch" },
  { rail: "imps", ...always, validFrom: "2014-01-01", by: "NPCI", source: "RBI, 8 October 2021: IMPS, at all hours on all days" },
  {
    rail: "neft",
    ...always,
    validFrom: "2019-12-16",
    by: "RBI",
    source: "RBI, notice of 6 December 2019: 48 half-hourly batches on all days of the year, holidays too"
  },
  {
    rail: "rtgs",
    ...always,
    validFrom: "2020-12-14",
    by: "RBI",
    source: "RBI, notice of 9 December 2020: day and night; facts/composite-and-cib.json, rule \"timing\""
  }
] as const)

/** facts/upi-collections-and-others.json, rule "virtual account IFSC". */
export const virtualAccountRules: VirtualAccountRule = Object.freeze({
  ifscs: Object.freeze(["ICIC0000103", "ICIC0000104", "ICIC0000106"]),
  source: "facts/upi-collections-and-others.json, rule \"virtual account IFSC\": offered for virtual accounts at onboarding"
})
