import type { CallOutReply } from "../bank-types.ts"
import { findPartner } from "../products/find-partner.ts"
import type { Desk, Product } from "../products/product.ts"
import type { CollectionBook, Item } from "./collection-book.ts"
import { createCollectionBook } from "./collection-book.ts"
import type { Arrival, CollectionNote, CollectionSettings, Decision } from "./collection-types.ts"
import { HOLD, holdDeadlinesMs, MIS } from "./collection-types.ts"
import { holdPayload, misPayload } from "./payloads.ts"
import { readHoldAnswer, readMisAnswer } from "./read-answer.ts"
import { defaultSettings, readArrival, readSettings } from "./read-orders.ts"

type CollectionDesk = Desk<CollectionNote>

/** A partner is told again after 1, 5, 15 and 60 minutes and 6 hours: that the bank repeats is a fact, its rhythm is a choice. */
const misRepeatsMs = [60_000, 300_000, 900_000, 3_600_000, 21_600_000]
/** How long the partner has to take a MIS: a choice, as long as the bank's own client reads. */
const MIS_DEADLINE_MS = 30_000
/** The post goes out up to a second late; the answer to it must not be judged before it can have come. */
const GRACE_MS = 2000

/**
 * e-Collection: money that comes in for a partner's virtual accounts. With validation the partner is asked first (message hold), and
 * what it says, or its agreed default in silence, decides; then it is told what was credited (MIS), again and again until it answers.
 */
export const createCollections = (): Product<CollectionNote> => {
  const book = createCollectionBook()
  return {
    name: "collections",
    find: () => undefined,
    remember: book.keep,
    isAnswer: (reply) => (reply.kind === HOLD ? readHoldAnswer(reply) : readMisAnswer(reply)) !== undefined,
    replied: (reply, desk) => hearReply(book, reply, desk),
    settleDue: (desk) => {
      for (const { arrival } of book.held()) {
        const lastMs = arrival.atMs + holdDeadlinesMs[arrival.mode] + GRACE_MS
        if (lastMs < desk.nowMs) decide(book, arrival, deemed(settingsOf(book, desk, arrival.partner)), desk)
      }
    },
    control: {
      "POST /_sim/collections/settings": (order, desk) => {
        const { apiKey } = findPartner(desk.partners(), order["partner"])
        const settings = readSettings(order, settingsOf(book, desk, apiKey))
        desk.note({ settings })
        return viewSettings(settings, desk)
      },
      "POST /_sim/collections": (order, desk) => arrive(book, order, desk),
      "GET /_sim/collections": (_, desk) => ({
        settings: desk.partners().map(({ apiKey }) => viewSettings(settingsOf(book, desk, apiKey), desk)),
        collections: book.items().map((item) => viewItem(item, desk))
      })
    }
  }
}

const settingsOf = (book: CollectionBook, desk: CollectionDesk, apiKey: string): CollectionSettings =>
  book.settings(apiKey) ?? defaultSettings(desk.seed, partnerOf(desk, apiKey))

const partnerOf = (desk: CollectionDesk, apiKey: string) => findPartner(desk.partners(), apiKey)

/** A payer pays: the partner is asked, or the money is credited at once. */
const arrive = (book: CollectionBook, order: Readonly<Record<string, unknown>>, desk: CollectionDesk) => {
  const partner = findPartner(desk.partners(), order["partner"])
  const settings = settingsOf(book, desk, partner.apiKey)
  const arrival = readArrival(order, { seed: desk.seed, settings, count: book.items().length, nowMs: desk.nowMs })
  if (book.find(arrival.utr) !== undefined) throw new RangeError("utr must be new: there is a payment with this one")
  desk.note({ arrival })
  if (!settings.validation) decide(book, arrival, "not-asked", desk)
  else {
    desk.callOut({
      partner: partner.apiKey, kind: HOLD, key: arrival.utr, form: "hybrid", service: "", atMs: desk.nowMs,
      body: holdPayload(arrival, settings, partner), deadlineMs: holdDeadlinesMs[arrival.mode], repeatAfterMs: []
    })
  }
  const item = book.find(arrival.utr)
  return item && viewItem(item, desk)
}

const hearReply = (book: CollectionBook, reply: CallOutReply, desk: CollectionDesk): void => {
  const item = book.find(reply.key)
  if (item === undefined) return
  if (reply.kind === MIS) {
    const code = readMisAnswer(reply)
    if (code !== undefined) desk.note({ posted: reply.key, code, atMs: desk.nowMs })
  } else if (item.decision === undefined) {
    decide(book, item.arrival, readHoldAnswer(reply) ?? deemed(settingsOf(book, desk, reply.partner)), desk)
  }
}

const deemed = ({ onNoAnswer }: CollectionSettings): Decision => (onNoAnswer === "accept" ? "deemed-accepted" : "deemed-rejected")

/** Once for each payment. Rejected money goes back to its payer, whose account is not with this bank: nothing is booked here. */
const decide = (book: CollectionBook, arrival: Arrival, decision: Decision, desk: CollectionDesk): void => {
  desk.note({ decided: arrival.utr, decision, atMs: desk.nowMs })
  if (decision === "rejected" || decision === "deemed-rejected") return
  const { partner, mode, utr, amountPaise, payerName, payerAccount, remark } = arrival
  const rail = mode === "UPI" || mode === "IMPS" || mode === "RTGS" ? (mode.toLowerCase() as "upi" | "imps" | "rtgs") : "neft"
  desk.credit({
    partner, rail, amountPaise, payerName, payerAccount, remark, reference: utr, rrn: utr, atMs: desk.nowMs,
    ...(mode === "FT" ? { internal: true } : {})
  })
  desk.callOut({
    partner, kind: MIS, key: utr, form: "hybrid", service: "", atMs: desk.nowMs, deadlineMs: MIS_DEADLINE_MS,
    repeatAfterMs: misRepeatsMs, body: misPayload(arrival, settingsOf(book, desk, partner), partnerOf(desk, partner))
  })
}

const viewSettings = ({ partner, ...settings }: CollectionSettings, desk: CollectionDesk) => ({
  partner: partnerOf(desk, partner).name,
  ...settings
})

const viewItem = ({ arrival, decision, misCode }: Item, desk: CollectionDesk) => ({
  utr: arrival.utr,
  partner: partnerOf(desk, arrival.partner).name,
  virtualAccount: arrival.virtualAccount,
  rail: arrival.mode,
  amountPaise: arrival.amountPaise,
  at: new Date(arrival.atMs).toISOString(),
  state: decision === undefined ? "held" : decision.endsWith("rejected") ? "returned" : "credited",
  decision: decision ?? null,
  misCode: misCode ?? null
})
