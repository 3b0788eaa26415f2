import { codesByFamily } from "./codes.data.ts"
import { codeCalls, codeFamilies, type CodeCall, type CodeClass, type CodeFamily, type CodeRecord } from "./code-record.ts"
import { codeText, normaliseCode } from "./normalise-code.ts"

/**
 * What a code means in this reply. Total: it answers for any code and never throws. A code that no table lists comes back as
 * class `unknown`, `moneyMayHaveMoved: true`, `listed: false`: silence of the table is no proof (law L4).
 *
 * A code that the family does not list is sought among the gateway's codes, which also appear inside IMPS, UPI and corporate
 * replies; the record then says `family: "gateway"`.
 *
 * Give `status` only for the field that names the payment's own outcome, and `enquiry` for the outer code of an enquiry: a refused
 * question (a wrong API key, a bad date) says nothing about the payment, and an answered one is no success of it (law L9).
 *
 * @example
 * lookUp("imps", "pay", 11).class // "unknown": timed out at NPCI, money may have moved
 * lookUp("upi", "pay", "00ZM").class // "rejected": wrong MPIN
 * lookUp("imps", "pay", "8000").family // "gateway"
 * lookUp("imps", "status", "8000").class // "unknown": the enquiry failed, not the payment
 * lookUp("merchant-upi", "manage", "92").next // "The call was taken, and it pays nothing by itself: ..."
 * lookUp("imps", "pay", "new code").listed // false
 */
export const lookUp = (family: CodeFamily, call: CodeCall, code: string | number): CodeRecord => {
  const found = findListed(family, call, code) ?? (withGateway.has(family) ? findListed("gateway", call, code) : undefined)
  if (found === undefined) return describeUnlisted(family, call, code)
  if (call === "manage" && ofPayments.has(found.family)) return withoutPayment(found)
  return call === "enquiry" ? withoutProof(found) : found
}

/** Eazypay's hosted page and the client's own e-Collection answers do not pass the gateway. */
const withGateway: ReadonlySet<CodeFamily> = new Set<CodeFamily>(["imps", "upi", "cib", "bulk-file", "beneficiary", "merchant-upi", "bbps"])

/** Which stored record answers for a call: the first that exists. With no call known, the status reading, which proves least. */
const preference: Readonly<Record<CodeCall, readonly CodeCall[]>> = {
  pay: ["pay", "any"],
  status: ["status", "any"],
  enquiry: ["status", "any"],
  manage: ["manage", "any", "pay"],
  any: ["any", "status", "pay"]
}

type Variants = Partial<Record<CodeCall, CodeRecord>>

/** Filled at first use, so that importing this module does nothing. */
const indexes = new Map<CodeFamily, ReadonlyMap<string, Variants>>()

const findListed = (family: CodeFamily, call: CodeCall, code: string | number): CodeRecord | undefined => {
  const variants = indexOf(family).get(normaliseCode(family, code))
  if (variants === undefined) return undefined
  const order = codeCalls.includes(call) ? preference[call] : preference.any
  const fitting = order.find((one) => variants[one] !== undefined)
  return fitting === undefined ? undefined : variants[fitting]
}

const indexOf = (family: CodeFamily): ReadonlyMap<string, Variants> => {
  const known = indexes.get(family)
  if (known !== undefined) return known
  const index = new Map<string, Variants>()
  // The type promises a known family; a JavaScript caller may still bring anything, and must get "unlisted", not a crash.
  if (!codeFamilies.includes(family)) return index
  for (const record of codesByFamily[family]) {
    const variants = index.get(record.code) ?? {}
    variants[record.call] = freezeRecord(record)
    index.set(record.code, variants)
  }
  indexes.set(family, index)
  return index
}

const freezeRecord = (record: CodeRecord): CodeRecord => {
  for (const position of record.conflicts ?? []) {
    Object.freeze(position.sources)
    Object.freeze(position)
  }
  for (const list of [record.printed, record.sources, record.notes, record.conflicts]) if (list !== undefined) Object.freeze(list)
  return Object.freeze(record)
}

/** The classes that conclude something about the payment, which the outer code of an enquiry never may. */
const concluding: ReadonlySet<CodeClass> = new Set<CodeClass>(["success", "pending", "rejected", "configuration", "technical"])

const withoutProof = (record: CodeRecord): CodeRecord =>
  Object.freeze({
    ...record,
    call: "enquiry",
    class: concluding.has(record.class) ? "unknown" : record.class,
    moneyMayHaveMoved: true,
    next:
      record.class === "success"
        ? "The enquiry worked: read the payment's own outcome in the reply, and take this code as no proof."
        : "This is about the enquiry, not about the payment: ask again, and do not pay again."
  })

/** Families whose records speak of a payment. */
const ofPayments: ReadonlySet<CodeFamily> = new Set<CodeFamily>(["imps", "upi", "cib", "bulk-file", "merchant-upi"])

/** Such a code in the reply to a call that moves no money: its success and its waiting are those of the call alone. */
const withoutPayment = (record: CodeRecord): CodeRecord => {
  const isTaken = record.class === "success" || record.class === "pending"
  if (record.call !== "pay" && !isTaken) return record
  return Object.freeze({ ...record, call: "manage", ...(isTaken ? { next: MANAGED } : {}) })
}

const MANAGED = "The call was taken, and it pays nothing by itself: what comes of it is told by its status call or by a callback."

/** Longest unlisted code that is kept: a code is short, and a longer text may be a whole reply with personal data in it. */
const longestUnlistedCode = 64

const describeUnlisted = (family: CodeFamily, call: CodeCall, code: string | number): CodeRecord =>
  Object.freeze({
    family,
    call,
    code: codeText(code).slice(0, longestUnlistedCode),
    printed: Object.freeze([]),
    meaning: "not listed by any source",
    class: "unknown",
    moneyMayHaveMoved: true,
    next: "Nobody has published this code: ask the payment's status by your own reference, and do not send it again.",
    sources: Object.freeze([]),
    listed: false
  })
