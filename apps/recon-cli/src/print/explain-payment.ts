import { writeRupees } from "@hundi/recon/books"
import type { PaymentHistory } from "../journal/read-history.ts"
import { writeTable } from "./table.ts"

/** A payment's life as the journal has it, in plain words. */
export const printHistory = ({ payoutId, amountPaise, rail, status, reviewReason, attempts, events }: PaymentHistory): string => {
  const head = `\nPayment ${payoutId}: Rs ${writeRupees(amountPaise)} by ${rail.toUpperCase()}, ${statusWords[status] ?? status}${reviewReason === null ? "" : ` (${reviewReason})`}\n`
  const tries = attempts.map(({ number, reference, businessDate, state, rrn, asked }) => [
    ...[`try ${number}`, reference, businessDate, state, rrn === null ? "no bank number yet" : `bank's number ${rrn}`, asked === 0 ? "" : `asked ${asked} times`]
  ])
  const lines = events.map(({ at, kind, detail }) => [istTime(at), eventWords[kind] ?? kind, detail])
  return `${head}${writeTable(tries)}\n${writeTable(lines)}`
}

const istTime = (at: number): string => new Date(at + 19_800_000).toISOString().slice(0, 19).replace("T", " ")

const statusWords: Readonly<Record<string, string>> = {
  queued: "waits to be sent", scheduled: "waits for its time", "awaiting-approval": "waits for approval", "in-flight": "under way", unknown: "not known yet",
  review: "with people", settled: "paid", failed: "not paid", cancelled: "cancelled", reversed: "came back"
}

const eventWords: Readonly<Record<string, string>> = {
  "accepted-by-us": "taken on", accepted: "debited; credit to come", reserved: "reference fixed", sending: "sent to the bank", settled: "paid", rejected: "declined", unknown: "not known",
  reversed: "came back", watched: "asked again, no news", pending: "under way at the bank", "late-money": "money moved after all",
  review: "given to people", "not-sent": "did not leave", "not-sent-final": "did not leave; ended", "recon-asked": "asked by hundi-recon resolve"
}
