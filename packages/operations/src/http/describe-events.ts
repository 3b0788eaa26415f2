import { type CodeCall, type CodeFamily, codeFamilies, lookUp } from "@hundi/error-codes"
import type { JournalEvent } from "@hundi/core"

/** One line of a timeline. */
export interface TimelineEntry {
  readonly time: string
  readonly kind: string
  readonly text: string
  readonly code?: string
  /** What to do now, for a code that is known. */
  readonly next?: string
}

/** A payout's history in plain words. */
export const describeEvents = (events: readonly JournalEvent[], rail: string): readonly TimelineEntry[] => {
  // What comes first after a sending is the answer to it; all later answers are answers to enquiries.
  let call: CodeCall = "pay"
  return events.map((event) => {
    if (event.kind === "sending") call = "pay"
    const entry = describe(event, familyOf(rail), call)
    if (answers.has(event.kind)) call = "status"
    return entry
  })
}

type Detail = JournalEvent["detail"]

const answers = new Set(["settled", "accepted", "pending", "rejected", "reversed", "unknown", "unknown-witness-wrong", "review"])

const describe = (event: JournalEvent, family: CodeFamily | undefined, call: CodeCall): TimelineEntry => {
  const code = typeof event.detail["code"] === "string" ? event.detail["code"] : undefined
  const record = code === undefined || family === undefined ? undefined : lookUp(family, call, code)
  return {
    time: new Date(event.at).toISOString(),
    kind: event.kind,
    text: (texts[event.kind] ?? (() => `Recorded: ${event.kind}.`))(event.detail),
    ...(code === undefined ? {} : { code }),
    ...(record?.listed === true ? { next: record.next } : {})
  }
}

const familyOf = (rail: string): CodeFamily | undefined => codeFamilies.find((family) => family === rail)

const said = (detail: Detail): string => {
  const [code, meaning] = [detail["code"], detail["meaning"]]
  if (code === undefined || code === null) return ""
  return meaning === undefined || meaning === null || meaning === code ? ` The bank said ${code}.` : ` The bank said ${code}: ${meaning}.`
}

const withRrn = (detail: Detail): string => (detail["rrn"] ? ` Its retrieval reference (RRN) is ${detail["rrn"]}.` : "")

const reasons: Readonly<Record<string, string>> = {
  "time-out": "the bank did not answer in time",
  "connection-lost": "the connection was lost",
  undecryptable: "the bank's answer could not be decrypted",
  undecodable: "the bank's answer could not be read",
  "no-bank-body": "the answer was not the bank's own",
  "unlisted-code": "the bank's code is in no table",
  "unknown-code": "the bank's code leaves the outcome open",
  "technical-decline": "the bank declined for a technical reason, which counts only when it says so again later",
  duplicate: "the bank says it has this reference already",
  "not-found": "the bank does not find it, which proves nothing yet",
  "evidence-mismatch": "the bank's answer names another payment",
  contradiction: "the bank's answer contradicts itself",
  "lease-lapsed": "the worker that sent it stopped before it heard the answer"
}

const unknown = (detail: Detail): string => `Not known whether money moved: ${reasons[String(detail["reason"])] ?? String(detail["reason"])}.${said(detail)}`

const words = (detail: Detail): string => {
  if (detail["action"] === "confirm-paid") return `it was paid, as ${detail["rrn"]} on the statement`
  if (detail["action"] === "confirm-returned") return `the whole amount came back, as ${detail["rrn"]} on the statement`
  return `it was never paid, and the statement from ${detail["statementFrom"]} to ${detail["statementTo"]} does not show it`
}

const texts: Readonly<Record<string, (detail: Detail) => string>> = {
  "accepted-by-us": () => "Taken on. From here on it is paid at most once.",
  reserved: (detail) => `A try was written down before anything was sent, under reference ${detail["reference"]}, business date ${detail["businessDate"]}.`,
  sending: () => "Being sent to the bank. From here on it may have been paid.",
  settled: (detail) => `Paid: the bank confirms the credit.${withRrn(detail)}`,
  accepted: (detail) => `Debited: the bank confirms it, the credit is under way.${withRrn(detail)}`,
  pending: (detail) => `The bank has it, and it waits there.${said(detail)}`,
  rejected: (detail) => `Refused: no money moved.${said(detail)}`,
  reversed: (detail) => `Given back: the bank states the return.${withRrn(detail)}`,
  "not-sent": (detail) => `Not sent: no byte left this machine (${detail["why"]}). It is tried again under the same reference.`,
  "not-sent-final": (detail) => `Not sent, and this try has ended: ${detail["why"]}.`,
  unknown,
  "unknown-witness-wrong": (detail) => `ALARM: this was held to be unsent, yet the bank knows it. ${unknown(detail)}`,
  review: (detail) => `Handed to people.${said(detail)}`,
  held: (detail) => `Held, nothing was sent: ${detail["reason"]}`,
  "callback-hold-release-proposed": (detail) => `${detail["by"]} has looked at the statement and would release it: ${detail["reason"]}. It takes a second person to say so.`,
  "callback-hold-released": (detail) => `Released by ${detail["proposedBy"]} and ${detail["by"]}, after a look at the statement: ${detail["reason"]}.`,
  "attempt-restored": (detail) => `After a restore: ${detail["by"]} says that the bank's payment ${detail["reference"]} is of this payout (${detail["reason"]}). The bank is asked about it.`,
  "attempt-replaced": (detail) => `After a restore: two people say that the try ${detail["reference"]} ended unsent, and that ${detail["by"]} took its place.`,
  "retry-ordered": (detail) => `${detail["by"]} ordered another try.`,
  "dossier-exported": (detail) => `A sealed dossier was exported by ${detail["by"]} for the key ${detail["recipient"]}: ${detail["reason"]}.`,
  cancelled: (detail) => `Cancelled by ${detail["by"]}, before anything was sent: ${detail["reason"]}.`,
  "review-ask-again": (detail) => `${detail["by"]} has the bank asked again: ${detail["reason"]}.`,
  "review-proposed": (detail) => `${detail["by"]} says: ${words(detail)}. It takes a second person to say the same. Reason: ${detail["reason"]}.`,
  "review-decided": (detail) => `Decided by ${detail["proposedBy"]} and ${detail["by"]}: ${words(detail)}. Reason: ${detail["reason"]}.`,
  watched: () => "The bank was asked again; nothing has changed.",
  "late-money": (detail) => `ALARM: it was proved failed, and now the bank says ${detail["kind"]}. People must look.`,
  "late-reply": (detail) => `A late answer was kept as evidence (${detail["said"]}); the bank is asked to confirm.`
}
