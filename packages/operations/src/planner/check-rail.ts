import { type Rail } from "@hundi/catalog"
import { istDate } from "@hundi/catalog/calendar"
import { isLei } from "./lei.ts"
import { holdsOn, type RailLimit, type RailRules } from "./rail-rules.ts"
import type { Destination, RailQuestion } from "./rail-question.ts"
import { nextOpening, shutBy } from "./windows.ts"
import { istText, railName, rupeesText } from "./words.ts"

/** What one rail can do about a payout, in words; `from` is when it opens, ms since 1970 (UTC). */
export interface RailCheck {
  readonly rail: Rail
  readonly verdict: "possible" | "later" | "excluded"
  readonly why: string
  readonly from?: number
}

/** Branches of the bank itself (facts/composite-and-cib.json, rule "CIB internal transfer"). */
const BANK_PREFIX = "ICIC"

/** Where the money goes, seen from the bank: inside it, to what may be a virtual account of it, outside, or to an address. */
export type Side = "inside" | "virtual" | "outside" | "address"

/**
 * Which side a destination is on. An IFSC beginning ICIC is the bank itself; those that it gives to virtual accounts are paid like one
 * outside, whatever stands behind them: no declaration sends them as a transfer inside the bank.
 */
export const sideOf = (to: Destination, { virtualAccounts }: RailRules): Side => {
  if (to.kind === "address") return "address"
  if (!to.ifsc.startsWith(BANK_PREFIX)) return "outside"
  return to.virtualAccount === true || virtualAccounts.ifscs.includes(to.ifsc) ? "virtual" : "inside"
}

/** The first thing that speaks against a rail, or that it is possible. Pure. */
export const checkRail = (rail: Rail, question: RailQuestion, rules: RailRules): RailCheck => {
  const obstacle =
    notSwitchedOn(rail, question)
    ?? wrongPlace(rail, question, rules)
    ?? outsideLimits(rail, question, rules)
    ?? leiMissing(rail, question, rules)
  if (obstacle !== undefined) return { rail, verdict: "excluded", why: obstacle }
  return checkHours(rail, question, rules)
}

const notSwitchedOn = (rail: Rail, { partner }: RailQuestion): string | undefined =>
  partner.rails.includes(rail) ? undefined : `${railName(rail)} is not switched on for this partner: agree it with the bank, then add it to partner.rails`

const wrongPlace = (rail: Rail, { payout }: RailQuestion, rules: RailRules): string | undefined => {
  const side = sideOf(payout.beneficiary, rules)
  if (side === "address") return rail === "upi" ? undefined : `${railName(rail)} pays to an account, and this payout goes to a UPI address`
  if (rail === "upi") return "UPI pays to a UPI address, and this payout goes to an account"
  if (rail === "internal" && side !== "inside") return "the account is not known to be inside the bank"
  // The NEFT and RTGS declarations go by the IFSC alone: those of virtual accounts they send over the network, every other ICIC code as a
  // transfer inside the bank (TPA), which does not reach a virtual account.
  const isKnown = payout.beneficiary.kind === "account" && rules.virtualAccounts.ifscs.includes(payout.beneficiary.ifsc)
  if (side === "virtual" && !isKnown && (rail === "neft" || rail === "rtgs")) {
    return `${railName(rail)} would send it as a transfer inside the bank, which does not reach a virtual account behind this IFSC: pay over IMPS`
  }
  return undefined
}

const outsideLimits = (rail: Rail, { payout: { amountPaise }, at, partner }: RailQuestion, rules: RailRules): string | undefined => {
  const own = partner.limits?.[rail]
  const agreed: readonly Pick<RailLimit, "kind" | "amountPaise" | "by">[] = [
    ...(own?.minPaise === undefined ? [] : [{ kind: "min" as const, amountPaise: own.minPaise, by: "your limit" }]),
    ...(own?.maxPaise === undefined ? [] : [{ kind: "max" as const, amountPaise: own.maxPaise, by: "your limit" }])
  ]
  const broken = [...inForce(rules, rail, at), ...agreed].find(
    (limit) => (limit.kind === "min" && amountPaise < limit.amountPaise) || (limit.kind === "max" && amountPaise > limit.amountPaise)
  )
  if (broken === undefined) return undefined
  const bound = broken.kind === "min" ? "takes no less than" : "takes no more than"
  return `${railName(rail)} ${bound} ${rupeesText(broken.amountPaise)} (${broken.by}), and this is ${rupeesText(amountPaise)}`
}

const inForce = (rules: RailRules, rail: Rail, at: number): readonly RailLimit[] => {
  const date = istDate(at)
  return rules.limits.filter((limit) => limit.rail === rail && holdsOn(limit, date))
}

const leiMissing = (rail: Rail, { payout, at, lei }: RailQuestion, rules: RailRules): string | undefined => {
  const rule = inForce(rules, rail, at).find(({ kind, amountPaise }) => kind === "lei-from" && payout.amountPaise >= amountPaise)
  if (rule === undefined || (lei !== undefined && isLei(lei))) return undefined
  const needed = `from ${rupeesText(rule.amountPaise)} on ${railName(rail)} needs the beneficiary's LEI (${rule.by})`
  return lei === undefined ? `${needed}: ask the beneficiary for it` : `${needed}, and the one given is none: 20 characters with two check digits`
}

const checkHours = (rail: Rail, { at, partner }: RailQuestion, rules: RailRules): RailCheck => {
  const windows = [...rules.windows, ...(partner.windows ?? [])]
  const from = nextOpening(windows, rail, at, partner.holidays)
  if (from === at) return { rail, verdict: "possible", why: `${railName(rail)} is open and takes this amount` }
  const shut = shutBy(windows, rail, at, partner.holidays)
  if (from === null) return { rail, verdict: "excluded", why: `${railName(rail)} does not open within sixty days (${shut}): look at the windows` }
  return { rail, verdict: "later", why: `${railName(rail)} opens at ${istText(from)} (${shut})`, from }
}
