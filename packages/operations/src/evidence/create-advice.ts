import type { Rail } from "@hundi/catalog"
import { type Attempt, HundiError, invalid, type Payout, type PayoutView } from "@hundi/core"
import { adviceWords, type AdviceLocale, type AdviceStanding } from "./advice-words.data.ts"
import { adviceHtml, type AdviceRows } from "./advice-html.ts"
import { plainLine } from "./escape-html.ts"
import { istTime } from "./ist-time.ts"
import { rupeesInWords, writeRupees } from "./write-rupees.ts"

/** Who pays, and in which words. */
export interface AdviceOptions {
  readonly sender: { readonly name: string; readonly address?: string; readonly contact?: string }
  /** English of India unless told. */
  readonly locale?: AdviceLocale
  /** The payee's name as you write to them; left out unless given, because the journal's own stays masked (L10). */
  readonly payee?: string
}

/** The facts, for a program. Money is a decimal text of paise, times are RFC 3339 in IST. */
export interface AdviceFacts {
  readonly kind: "payment-advice"
  readonly standing: AdviceStanding
  readonly payoutId: string
  readonly amountPaise: string
  readonly currency: "INR"
  readonly amountInWords: string
  /** IST, `YYYY-MM-DD`. */
  readonly paidOn: string
  /** When the bank's word, or two people's, was written down. */
  readonly knownSince: string
  readonly rail: Rail
  /** RRN (IMPS, UPI), UTR (NEFT, RTGS) or the bank's own reference (inside the bank); `value` is null where the bank gave none. */
  readonly bankNumber: { readonly kind: "rrn" | "utr" | "host"; readonly value: string | null }
  readonly reference: string
  /** Masked but for its last 4. */
  readonly account: string
  readonly ifsc: string | null
  readonly remark: string
  readonly sender: AdviceOptions["sender"]
  readonly payee: string | null
}

/** One advice, in three forms. */
export interface Advice {
  /** For a mail or a message. */
  readonly text: string
  /** A page of its own without scripts or links, one sheet of A4. */
  readonly html: string
  readonly json: AdviceFacts
}

/**
 * Tells a payee about a payment: for what is proved paid, sent (credit pending) or returned. Nothing else gets one, because an advice is
 * taken for a promise.
 *
 * @throws HundiError ILLEGAL_TRANSITION while nothing is proved, or nothing was paid; INVALID_REQUEST for a sender without a name
 * @example
 * const { text, html } = createAdvice(view, { sender: { name: "Asha Stores" } })
 */
export const createAdvice = (view: PayoutView, options: AdviceOptions): Advice => {
  const { locale = "en-IN", payee } = options
  const sender = senderOf(options.sender)
  const { payout, events } = view
  const { standing, attempt } = standingOf(view)
  const { beneficiary } = payout
  const proof = events.findLast(({ kind }) => proofKinds.includes(kind)) ?? events.at(-1)
  const json: AdviceFacts = {
    ...{ kind: "payment-advice", standing, payoutId: payout.payoutId },
    ...{ amountPaise: payout.amountPaise.toString(), currency: "INR", amountInWords: rupeesInWords(payout.amountPaise, locale) },
    paidOn: attempt.businessDate,
    knownSince: istTime(proof?.at ?? attempt.reservedAt),
    rail: payout.rail,
    bankNumber: bankNumberOf(view, attempt),
    reference: attempt.reference,
    account: String(beneficiary.vpa ?? beneficiary.accountNumber),
    ifsc: beneficiary.ifsc === "" ? null : beneficiary.ifsc,
    remark: plainLine(payout.remark),
    sender,
    payee: payee === undefined ? null : plainLine(payee)
  }
  const rows = adviceRows(json, locale)
  const { title, notes } = adviceWords[locale]
  const text = [title, "", ...rows.map(([label, value]) => `${label}: ${value}`), "", notes[standing], ""].join("\n")
  return { text, html: adviceHtml({ title, rows, note: notes[standing], locale, standing }), json }
}

const proofKinds: readonly string[] = ["settled", "accepted", "reversed", "review-decided"]

/** What may be told, and about which attempt. */
const standingOf = ({ payout, attempts }: PayoutView): { readonly standing: AdviceStanding; readonly attempt: Attempt } => {
  const last = attempts.at(-1)
  const found = (state: Attempt["state"]) => attempts.findLast((attempt) => attempt.state === state)
  // Late money that two people confirmed: the attempt stays proved failed, the payout says what is true.
  const paid = payout.status === "settled" ? (found("settled") ?? last) : undefined
  if (paid !== undefined) return { standing: "paid", attempt: paid }
  const returned = payout.status === "reversed" ? (found("reversed") ?? last) : undefined
  if (returned !== undefined) return { standing: "returned", attempt: returned }
  if (payout.status === "in-flight" && last?.state === "accepted") return { standing: "sent", attempt: last }
  throw new HundiError("ILLEGAL_TRANSITION", `no advice for ${payout.payoutId} of Rs ${writeRupees(payout.amountPaise)}: ${whyNot(payout)}`)
}

const whyNot = ({ status, hold, reviewReason }: Payout): string => {
  if (status === "review") return `people are finding out where the money is (${reviewReason ?? "no reason given"}); decide the review first`
  if (status === "unknown" || status === "in-flight") return "it was sent, and the bank has not confirmed it yet; come back when it has, and do not pay again"
  if (status === "failed") return "it failed: nothing was paid"
  if (status === "cancelled") return "it was cancelled: nothing was paid"
  return `it has not been sent yet${hold === null ? "" : ` (${hold.reason})`}`
}

const bankNumberOf = ({ payout, events }: PayoutView, attempt: Attempt): AdviceFacts["bankNumber"] => {
  const kind = payout.rail === "imps" || payout.rail === "upi" ? "rrn" : payout.rail === "internal" ? "host" : "utr"
  const decided = events.findLast((event) => event.kind === "review-decided")?.detail["rrn"]
  // The number that people read on the statement is the payment's, when the attempt's own state does not carry the proof.
  const value = attempt.state === "rejected" && typeof decided === "string" ? decided : (attempt.rrn ?? decided)
  return { kind, value: typeof value === "string" && value !== "" ? value : null }
}

const adviceRows = (facts: AdviceFacts, locale: AdviceLocale): AdviceRows => {
  const { labels, standings, numberMissing, ist } = adviceWords[locale]
  const { sender, bankNumber, payee, remark, ifsc } = facts
  const rows: AdviceRows = [
    [labels.sender, [sender.name, sender.address, sender.contact].filter((part) => part !== undefined).join(", ")],
    [labels.payee, payee ?? ""],
    [labels.standing, standings[facts.standing]],
    [labels.amount, `₹ ${writeRupees(BigInt(facts.amountPaise))}`],
    [labels.words, facts.amountInWords],
    [labels.date, dayFirst(facts.paidOn)],
    [labels.rail, facts.rail === "internal" ? "ICICI Bank (internal)" : facts.rail.toUpperCase()],
    [labels[bankNumber.kind], bankNumber.value ?? numberMissing],
    [labels.reference, facts.reference],
    [ifsc === null ? labels.address : labels.account, `${facts.account}${ifsc === null ? "" : `, IFSC ${ifsc}`}`],
    [labels.remark, remark],
    [labels.confirmed, `${dayFirst(facts.knownSince.slice(0, 10))} ${facts.knownSince.slice(11, 16)} ${ist}`]
  ]
  return rows.filter(([, value]) => value !== "")
}

/** DD-MM-YYYY, as India writes dates. */
const dayFirst = (date: string): string => date.split("-").reverse().join("-")

const LONGEST = 120

const senderOf = ({ name, address, contact }: AdviceOptions["sender"]): AdviceOptions["sender"] => {
  if (plainLine(name) === "") throw invalid("sender.name", "1 character or more: the payee must see who pays")
  // One sheet of A4: what is longer is cut.
  const cut = (text: string): string => plainLine(text).slice(0, LONGEST)
  return {
    name: cut(name),
    ...(address === undefined ? {} : { address: cut(address) }),
    ...(contact === undefined ? {} : { contact: cut(contact) })
  }
}
